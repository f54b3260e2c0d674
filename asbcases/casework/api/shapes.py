"""What the API shows of the file: one short shape for lists, one whole shape for a record."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.choices import (
    Category,
    Channel,
    Grade,
    Handling,
    Outcome,
    PartyRole,
    Precision,
    Source,
    Stage,
)
from asbcases.cases.models import Case, CaseParty, Incident, Report
from risk.choices import Level


class Code(serializers.SlugRelatedField[Any]):
    """A record that is named by one of its fields."""

    def __init__(self, field: str, **kwargs: Any) -> None:
        super().__init__(slug_field=field, read_only=True, **kwargs)


def choice(choices: Any, **kwargs: Any) -> serializers.ChoiceField:
    """Return a field that shows one of the words that we record."""
    return serializers.ChoiceField(choices=choices.choices, read_only=True, **kwargs)


class ReportLineShape(serializers.ModelSerializer[Report]):
    """A report as lists show it: without what was said, and by whom."""

    channel = choice(Channel)
    happened_precision = choice(Precision)
    district = Code("code", allow_null=True)
    incident = serializers.SerializerMethodField(
        help_text="The incident of which it tells, once it is recorded"
    )

    class Meta:
        model = Report
        fields: tuple[str, ...] = (
            "reference",
            "channel",
            "place_text",
            "district",
            "happened_from",
            "happened_until",
            "happened_precision",
            "received_at",
            "incident",
        )
        read_only_fields = fields

    def get_incident(self, report: Report) -> str | None:
        """Return the reference of the incident, if the person sees one: a partner sees none, though the report is theirs."""
        link = None if self.context.get("of_agency") else getattr(report, "tells_of", None)
        return link.incident.reference if link else None


class ReportShape(ReportLineShape):
    """A report, word for word."""

    agency = Code("name", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta(ReportLineShape.Meta):
        fields = (
            *ReportLineShape.Meta.fields,
            "narrative",
            "caller_name",
            "caller_phone",
            "caller_email",
            "caller_contact",
            "caller_address",
            "caller_anonymous",
            "on_behalf_of",
            "language",
            "adjustments",
            "agency",
            "recorded_at",
            "recorded_by",
        )
        read_only_fields = fields


class IncidentLineShape(serializers.ModelSerializer[Incident]):
    """An incident as lists show it."""

    source: Any = choice(Source)
    category = choice(Category, allow_null=True)
    happened_precision = choice(Precision)
    grade = choice(Grade, allow_blank=True)
    handling = choice(Handling, allow_blank=True)
    district = Code("code", allow_null=True)

    class Meta:
        model = Incident
        fields: tuple[str, ...] = (
            "reference",
            "source",
            "category",
            "subtype",
            "call_type",
            "grade",
            "handling",
            "closed_at",
            "summary",
            "place_text",
            "district",
            "happened_from",
            "happened_until",
            "happened_precision",
            "recorded_at",
        )
        read_only_fields = fields


class IncidentShape(IncidentLineShape):
    """One event."""

    council = Code("code", allow_null=True)
    premises = Code("reference", allow_null=True)
    held_by = Code("name", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta(IncidentLineShape.Meta):
        fields = (
            *IncidentLineShape.Meta.fields,
            "council",
            "premises",
            "graded_at",
            "held_by",
            "resourced_at",
            "identifiable_victim",
            "longitude",
            "latitude",
            "lsoa_code",
            "lsoa_name",
            "outside_area",
            "recorded_by",
            "version",
        )
        read_only_fields = fields


class BriefCaseShape(serializers.ModelSerializer[Case]):
    """A case in brief: its summary, how it stands, and whom to ask."""

    stage = choice(Stage)
    district = Code("code")
    lead_name = serializers.CharField(source="lead.name", read_only=True)
    lead_email = serializers.CharField(
        source="lead.email", read_only=True, help_text="Empty if there is none"
    )

    class Meta:
        model = Case
        fields: tuple[str, ...] = (
            "reference",
            "summary",
            "district",
            "lead_name",
            "lead_email",
            "stage",
            "opened_at",
            "closed_at",
        )
        read_only_fields = fields


class CaseLineShape(BriefCaseShape):
    """A case as lists show it, with the highest risk to a victim of it."""

    lead = Code("username")
    risk_level = serializers.ChoiceField(
        source="current_level", choices=Level.choices, allow_null=True, read_only=True
    )

    class Meta(BriefCaseShape.Meta):
        fields = (*BriefCaseShape.Meta.fields, "lead", "risk_level")
        read_only_fields = fields


class CaseShape(BriefCaseShape):
    """A case. What changes without it, such as its risk, stands at addresses below it."""

    lead = Code("username")
    team = Code("name", allow_null=True)
    spoc = Code("username", allow_null=True, help_text="Sign-in name of the one person to whom victims turn")
    outcome = choice(Outcome, allow_blank=True)
    recorded_by = Code("username", allow_null=True)

    class Meta(BriefCaseShape.Meta):
        fields = (
            *BriefCaseShape.Meta.fields,
            "lead",
            "team",
            "spoc",
            "outcome",
            "closing_reason",
            "recorded_at",
            "recorded_by",
            "version",
        )
        read_only_fields = fields


class PartyShape(serializers.ModelSerializer[CaseParty]):
    """A person's part in a case."""

    role = choice(PartyRole)
    person = Code("reference")
    name = serializers.CharField(source="person.name", read_only=True)
    contact = serializers.CharField(source="person.contact", read_only=True)

    class Meta:
        model = CaseParty
        fields = (
            *("number", "role", "person", "name", "contact", "recorded_at"),
            *("recorded_in_error_at", "recorded_in_error_why"),
        )
        read_only_fields = fields
