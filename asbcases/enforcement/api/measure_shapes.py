"""What the API shows of a warning, notice or order: one line of a list, and the whole with all that hangs on it."""

from typing import Any

from rest_framework import serializers

from asbcases.casework.api.shapes import Code, choice
from asbcases.enforcement.choices import (
    AskedBy,
    Capacity,
    ChangeKind,
    EarlyAnswer,
    LimbKind,
    MeasureKind,
    MeasureState,
    Poverty,
    ServiceMethod,
    SharedUnder,
    TermKind,
    Verdict,
)
from asbcases.enforcement.models import (
    Informed,
    Limb,
    LimbEvidence,
    Measure,
    MeasureChange,
    MeasureReview,
    MeasureService,
    MeasureTerm,
    RuleWeighed,
)


class MeasureLineShape(serializers.ModelSerializer[Measure]):
    """A measure as lists show it."""

    kind: Any = choice(MeasureKind)
    state = choice(MeasureState)
    subject = Code("reference")

    class Meta:
        model = Measure
        fields: tuple[str, ...] = (
            *("reference", "kind", "state", "subject", "ours", "other_body", "issued_on", "comply_by"),
            *("ends_on", "review_on", "ended_at", "recorded_at", "recorded_in_error_at", "version"),
        )
        read_only_fields = fields


class TermShape(serializers.ModelSerializer[MeasureTerm]):
    """One requirement; with `ended_at`, one that was taken out."""

    kind: Any = choice(TermKind)
    foreshadowed_by = Code("number", allow_null=True)

    class Meta:
        model = MeasureTerm
        fields = (
            *("number", "kind", "words", "purpose", "place", "hours", "from_on", "until_on", "do_by"),
            *("done_at", "foreshadowed_by", "ended_at", "court_in_on", "court_out_on"),
        )
        read_only_fields = fields


class EvidenceShape(serializers.ModelSerializer[LimbEvidence]):
    """What shows a limb: an incident, an entry of the journal, a file or a statement of the case."""

    incident = Code("reference", allow_null=True)
    entry = Code("number", allow_null=True)
    document = Code("number", allow_null=True)
    statement = Code("number", allow_null=True)

    class Meta:
        model = LimbEvidence
        fields = (
            *("id", "incident", "entry", "document", "statement"),
            *("happened_at", "note", "recorded_in_error_at"),
        )
        read_only_fields = fields


class LimbShape(serializers.ModelSerializer[Limb]):
    """One limb of the test, and what shows it."""

    limb: Any = choice(LimbKind)
    evidence = EvidenceShape(many=True, read_only=True)

    class Meta:
        model = Limb
        fields = ("limb", "reason", "evidence")
        read_only_fields = fields


class InformedShape(serializers.ModelSerializer[Informed]):
    """Who was informed, for what and under which law, or why nobody was."""

    basis: Any = choice(SharedUnder, allow_blank=True)

    class Meta:
        model = Informed
        fields = (
            *("body", "youth_offending_team", "how", "words", "none_because"),
            *("purpose", "basis", "told_at"),
        )
        read_only_fields = fields


class ServiceShape(serializers.ModelSerializer[MeasureService]):
    """One way in which it was served, and which stored paper; without `deemed_on` it does not count alone."""

    method: Any = choice(ServiceMethod)
    photo = Code("number", allow_null=True)
    paper = Code("number", allow_null=True)
    paper_sha256 = serializers.CharField(source="paper.sha256", read_only=True, allow_null=True, default=None)

    class Meta:
        model = MeasureService
        fields = (
            *("method", "served_at", "deemed_on", "address", "received_by", "enquiries", "photo"),
            *("paper", "paper_sha256", "differs"),
        )
        read_only_fields = fields


class WeighedShape(serializers.ModelSerializer[RuleWeighed]):
    """What a rule answered when somebody acted, and the reason where it was passed over."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = RuleWeighed
        fields = ("rule", "decision", "answer", "reason", "rank", "weighed_at", "recorded_by")
        read_only_fields = fields


class ChangeShape(serializers.ModelSerializer[MeasureChange]):
    """A request to vary or discharge, and how it was decided."""

    kind: Any = choice(ChangeKind)
    asked_by: Any = choice(AskedBy)
    verdict = choice(Verdict, allow_blank=True)

    class Meta:
        model = MeasureChange
        fields = (
            *("number", "kind", "asked_by", "asked_at", "words", "proposal", "verdict", "decided_at"),
            "decision",
        )
        read_only_fields = fields


class MeasureReviewShape(serializers.ModelSerializer[MeasureReview]):
    """A review, and what was decided."""

    class Meta:
        model = MeasureReview
        fields = ("number", "reviewed_at", "compliance", "support", "decision")
        read_only_fields = fields


class HoursKept(serializers.Serializer[Any]):
    """Days, and from when to when."""

    days = serializers.CharField()
    begin = serializers.CharField()
    end = serializers.CharField()


class DutyKept(serializers.Serializer[Any]):
    """Where somebody must be, and when."""

    kind = serializers.CharField()
    place = serializers.CharField()
    hours: Any = HoursKept(many=True)


class MeasureShape(MeasureLineShape):
    """A measure with all that hangs on it."""

    warning = Code("reference", allow_null=True)
    premises = Code("reference", allow_null=True)
    capacity = choice(Capacity, allow_blank=True)
    poverty = choice(Poverty, allow_blank=True)
    answer = choice(EarlyAnswer, allow_blank=True)
    issued_by = Code("username", allow_null=True)
    terms = TermShape(many=True, read_only=True)
    limbs = LimbShape(many=True, read_only=True)
    informed = InformedShape(many=True, read_only=True)
    services = ServiceShape(many=True, read_only=True)
    rules_weighed = WeighedShape(many=True, read_only=True)
    changes = ChangeShape(many=True, read_only=True)
    reviews = MeasureReviewShape(many=True, read_only=True)
    duties = serializers.SerializerMethodField()

    class Meta(MeasureLineShape.Meta):
        fields = (
            *MeasureLineShape.Meta.fields,
            *("warning", "premises", "capacity", "capacity_reason", "proper_address", "age_basis", "conduct"),
            *(
                "effect",
                "says_notice_follows",
                "contact",
                "skipped_why",
                "equality",
                "rights",
                "poverty",
                "ability",
            ),
            *("issued_at", "issued_by", "answer", "answer_words", "ended_why", "recorded_in_error_why"),
            *("terms", "limbs", "informed", "services"),
            *("rules_weighed", "changes", "reviews", "duties"),
        )
        read_only_fields = fields

    def get_duties(self, measure: Measure) -> DutyKept(many=True):  # type: ignore[valid-type]
        """Return where they must be, and when, as it was noted."""
        return [
            {**row, "hours": [dict(zip(("days", "begin", "end"), one, strict=True)) for one in row["hours"]]}
            for row in measure.duties
        ]
