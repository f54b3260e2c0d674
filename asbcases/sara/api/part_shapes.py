"""What the API shows of each part of a plan."""

from typing import Any

from rest_framework import serializers

from asbcases.accounts.choices import Rank
from asbcases.casework.api.shapes import Code, choice
from asbcases.sara import choices
from asbcases.sara.models import (
    AftercareCheck,
    AnalysisEntry,
    Objective,
    PlanAssessment,
    PlanClosure,
    PlanLink,
    PlanResponse,
    PlanReview,
    Scanning,
    Screening,
    VictimContact,
    YouthSupport,
)

BY = ("recorded_at", "recorded_by")


def words_of(help_text: str) -> serializers.ListField:
    """Return a list of words."""
    return serializers.ListField(child=serializers.CharField(), read_only=True, help_text=help_text)


class Part(serializers.ModelSerializer[Any]):
    """A part of a plan, with who recorded it."""

    recorded_by = Code("username", allow_null=True)


class PlanObjectiveShape(Part):
    """One version of the objective with its measure."""

    impact = choice(choices.ImpactType)
    categories = words_of("The categories of incident that count; empty: all")
    places = words_of("The places that count")
    comparisons = words_of("With which places or seasons it is compared, named in advance")

    class Meta:
        model = Objective
        fields = (
            *("number", "statement", "impact", "categories", "places", "comparisons", "baseline"),
            *("baseline_from", "baseline_to", "target", "target_on", "why_changed", "frozen_at", *BY),
        )
        read_only_fields = fields


class PlanScanShape(Part):
    """The problem by the five questions of CHEERS."""

    class Meta:
        model = Scanning
        fields = (
            *("number", "description", "community", "harm", "expectation", "events", "similarity"),
            *("harmed", "cost", "why_now", *BY),
        )
        read_only_fields = fields


class PlanScreeningShape(Part):
    """Whether a plan was taken on."""

    decision = choice(choices.Decision)

    class Meta:
        model = Screening
        fields = ("decision", "reason", "decided_at", *BY)
        read_only_fields = fields


class AnalysisEntryShape(Part):
    """One entry of the analysis; with `recorded_in_error_at`, one that counts no more."""

    kind = choice(choices.EntryKind)
    side = choice(choices.PatSide, allow_blank=True)

    class Meta:
        model = AnalysisEntry
        fields = (
            *("number", "kind", "words", "result", "side", "controller"),
            *("recorded_in_error_at", "recorded_in_error_why", *BY),
        )
        read_only_fields = fields


class PlanResponseShape(Part):
    """One response."""

    four_p = choice(choices.FourP)
    side = choice(choices.PatSide, allow_blank=True)
    state = choice(choices.ResponseState)
    owner = Code("username")
    agency = Code("name", allow_null=True)

    class Meta:
        model = PlanResponse
        fields = (
            *("number", "action", "four_p", "side", "basis", "owner", "agency", "immediate"),
            *("starts_on", "due_on", "state", "begun_at", "done_at", "dropped_at", "result", "cost", *BY),
            "version",
        )
        read_only_fields = fields


class PlanReviewShape(Part):
    """What a supervisor decided."""

    decision = choice(choices.ReviewDecision)
    rank = choice(Rank)

    class Meta:
        model = PlanReview
        fields = ("number", "decision", "words", "rank", "reviewed_at", *BY)
        read_only_fields = fields


class PlanContactShape(Part):
    """A victim who was told of the plan, and asked."""

    person = Code("reference")

    class Meta:
        model = VictimContact
        fields = ("id", "person", "words", "contacted_at", *BY)
        read_only_fields = fields


class PlanYouthShape(Part):
    """Which youth justice support was considered for a child, or why none was."""

    person = Code("reference")

    class Meta:
        model = YouthSupport
        fields = ("id", "person", "considered", "words", "considered_at", *BY)
        read_only_fields = fields


class PlanAssessmentShape(Part):
    """One assessment as it was made; its figures are those of that day."""

    objective = serializers.IntegerField(
        source="objective.number", read_only=True, help_text="The version measured"
    )
    figures = serializers.DictField(
        read_only=True, help_text="All that was computed: interval, comparison, displacement, warnings"
    )
    verdict = choice(choices.Verdict)

    class Meta:
        model = PlanAssessment
        fields = (
            *("number", "objective", "before_from", "before_to", "after_from", "after_to", "before", "after"),
            *("short_reason", "counted_from", "figures", "verdict", "verdict_words", "effect", "mechanism"),
            *("moderators", "implementation", "economy", "victims_view", "learning", "shareable"),
            *("assessed_at", *BY),
        )
        read_only_fields = fields


class PlanClosureShape(Part):
    """Why a plan was closed."""

    reason: Any = choice(choices.ClosingReason)
    rank = choice(Rank)
    merged_into = Code("reference", allow_null=True)

    class Meta:
        model = PlanClosure
        fields = (
            *("reason", "words", "residual_risk", "success_claimed", "transferred_to", "transfer_accepted"),
            *("merged_into", "short_reason", "rank", "closed_at", *BY),
        )
        read_only_fields = fields


class PlanAftercareShape(Part):
    """The look at a closed plan."""

    class Meta:
        model = AftercareCheck
        fields = ("holds", "words", "checked_at", *BY)
        read_only_fields = fields


class PlanLinkShape(Part):
    """A case, an incident, a person or premises on which a plan works; with `recorded_in_error_at`, one that was taken off."""

    case = Code("reference", allow_null=True)
    incident = Code("reference", allow_null=True)
    person = Code("reference", allow_null=True)
    premises = Code("reference", allow_null=True)

    class Meta:
        model = PlanLink
        fields = (
            *("number", "case", "incident", "person", "premises"),
            *("recorded_in_error_at", "recorded_in_error_why", *BY),
        )
        read_only_fields = fields
