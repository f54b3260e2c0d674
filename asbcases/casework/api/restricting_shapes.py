"""What the API shows and takes of restricted cases; whether it may be done is decided by the transitions."""

from typing import Any

from rest_framework import serializers

from asbcases.accounts.models import User
from asbcases.cases.case_choices import GlassVerdict
from asbcases.cases.models import GlassBreak, GlassTry
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.rules import reference_in
from asbcases.web.api.fields import Choice, Named, Number, Strict, Text

LONG, LINE, MOST_NAMED = 4_000, 200, 100
NO_CASE = "Enter the reference of a case, such as ASB-2026-000123"


class RestrictionShape(serializers.Serializer[Any]):
    """Whether only the people named on a case know of it, why, since when, and who they are beside its lead."""

    restricted = serializers.BooleanField(read_only=True)
    reason = serializers.CharField(read_only=True, allow_blank=True)
    recorded_at = serializers.DateTimeField(read_only=True, allow_null=True)
    recorded_by = serializers.CharField(read_only=True, allow_null=True, help_text="Sign-in name")
    named = serializers.ListField(child=serializers.CharField(), read_only=True, help_text="Sign-in names")


class Restricted(Strict):
    """Who may know of a case from now on, beside its lead and you, and why nobody else may."""

    named = serializers.ListField(
        child=Named(slug_field="username", queryset=User.objects.filter(is_active=True)),
        required=False,
        default=list,
        max_length=MOST_NAMED,
        help_text="Sign-in names",
    )
    reason = Text(max_length=LONG, help_text="Those who are named on it read this")


class Lifted(Strict):
    """Why a case is restricted no more."""

    reason = Text(max_length=LONG)


class OpeningShape(serializers.Serializer[Any]):
    """For how long a restricted case is opened, and how often you may still ask; the same whatever there is."""

    usual_hours = serializers.IntegerField(read_only=True)
    most_hours = serializers.IntegerField(read_only=True)
    tries_left = serializers.IntegerField(read_only=True, help_text="Within a day")


class Opened(Strict):
    """Why you have to know of a restricted case, and for how many hours."""

    reason = Text(max_length=LONG, help_text="A supervisor is told at once that you asked, and reads this")
    hours = Number(min_value=1, max_value=1_000)


class OpenedByReference(Opened):
    """The same of a case of which you were told."""

    reference = Text(max_length=LINE)

    def validate_reference(self, typed: str) -> str:
        """Return the reference of a case, whether there is one or not."""
        reference = reference_in(typed)
        if not reference.startswith("ASB-"):
            raise serializers.ValidationError(NO_CASE)
        return reference


class GlassTryShape(serializers.ModelSerializer[GlassTry]):
    """Who asked for a restricted case, and why; whether there was one is not said."""

    by = Code("username")

    class Meta:
        model = GlassTry
        fields = ("at", "by", "sought", "reason")
        read_only_fields = fields


class GlassShape(serializers.ModelSerializer[GlassBreak]):
    """That somebody opened a restricted case: why, until when, and what a supervisor made of it."""

    case = Code("reference")
    broken_by = Code("username")
    verdict = choice(GlassVerdict, allow_blank=True)
    reviewed_by = Code("username", allow_null=True)

    class Meta:
        model = GlassBreak
        fields = (
            *("case", "number", "reason", "broken_by", "broken_at", "ends_at", "ended_at", "verdict"),
            *("review_words", "reviewed_at", "reviewed_by"),
        )
        read_only_fields = fields


class GlassReviewed(Strict):
    """What a supervisor makes of a broken glass."""

    verdict = Choice(choices=GlassVerdict.choices)
    words = Text(max_length=LONG, help_text="Why: whoever broke the glass and the auditor ask for it")
