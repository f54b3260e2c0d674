"""What the API shows of statements."""

from rest_framework import serializers

from asbcases.casework.api.shapes import Code, choice
from asbcases.enforcement.choices import StatementKind, StatementOf
from asbcases.enforcement.models import Statement


class StatementLineShape(serializers.ModelSerializer[Statement]):
    """A statement in a list; a name that is withheld is left out."""

    role = choice(StatementOf)
    kind = choice(StatementKind)
    by = serializers.CharField(read_only=True, help_text="The name of the witness, or that it is withheld")
    exhibit = Code("label")

    class Meta:
        model = Statement
        fields = (
            *("number", "role", "kind", "by", "taken_by", "taken_at", "taken_where", "pages", "signed_on"),
            *("declared", "hearsay", "hearsay_notice_on", "name_withheld", "exhibit", "version"),
        )
        read_only_fields = fields


class StatementShape(StatementLineShape):
    """A statement, who made it, and why a name is withheld."""

    document = Code("number", allow_null=True)
    redacted = Code("number", allow_null=True)

    class Meta:
        model = Statement
        fields = (
            *StatementLineShape.Meta.fields,
            *("witness", "document", "redacted", "withheld_asked", "withheld_risk"),
            *("hearsay_notice_to", "hearsay_notice_how", "recorded_in_error_at", "recorded_in_error_why"),
        )
        read_only_fields = fields
