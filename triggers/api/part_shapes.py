"""What the API shows of the parts of a case review: bodies, days, letters, complaints, decisions."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.models.shared import Recorded
from asbcases.casework.api.shapes import Code, choice
from triggers.api.shapes import BY
from triggers.choices import (
    AppealAgainst,
    AppealOutcome,
    BodyAnswer,
    BodyKind,
    Ending,
    LetterKind,
    Link,
    Origin,
    StepAgreed,
)
from triggers.models import (
    AgreedDate,
    BodyReply,
    ReviewAppeal,
    ReviewClosing,
    ReviewComplaint,
    ReviewLetter,
    ThresholdDecision,
)

ERROR = ("recorded_in_error_at", "recorded_in_error_why")


class Part(serializers.ModelSerializer[Any]):
    """A part of a review; who wrote it is nobody where a service did."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model: Any = Recorded


class CaseReviewBodyShape(Part):
    """A relevant body that was told of the application, and what it replied."""

    kind = choice(BodyKind)
    agency = Code("name", allow_null=True)
    answer = choice(BodyAnswer, allow_blank=True)

    class Meta:
        model = BodyReply
        fields = (
            *("number", "name", "kind", "agency", "told_at", "told_how", "answer", "answer_words"),
            *("replied_at", *BY, "version"),
        )
        read_only_fields = fields


class CaseReviewDateShape(Part):
    """The last day that was agreed with the applicant for a step without a clock."""

    step = choice(StepAgreed)

    class Meta:
        model = AgreedDate
        fields = ("id", "step", "on", "how", "agreed_at", *BY)
        read_only_fields = fields


class CaseReviewLetterShape(Part):
    """What the applicant was told, word for word."""

    kind = choice(LetterKind)

    class Meta:
        model = ReviewLetter
        fields = ("number", "kind", "words", "appeal_words", "how", "sent_at", *BY)
        read_only_fields = fields


class CaseReviewComplaintShape(Part):
    """One complaint to one agency; whether it counts is worked out at `worksheet/`."""

    agency = choice(BodyKind)
    link = choice(Link)
    origin = choice(Origin)
    duplicate_of = serializers.IntegerField(
        source="duplicate_of.number",
        default=None,
        allow_null=True,
        read_only=True,
        help_text="The number of the complaint of which it is a duplicate; null: of none",
    )

    class Meta:
        model = ReviewComplaint
        fields = (
            *("number", "agency", "agency_name", "agency_reference", "complaint_on", "behaviour_from"),
            *("behaviour_until", "complainant", "victim", "place", "hate", "link", "origin", "words"),
            *("is_duplicate", "duplicate_of", "duplicate_why", "duplicate_at", *ERROR, *BY, "version"),
        )
        read_only_fields = fields


class WorksheetRowShape(serializers.Serializer[Any]):
    """Whether a complaint counts, and why."""

    number = serializers.IntegerField()
    counts = serializers.BooleanField()
    why = serializers.CharField(help_text="A code")
    sentence = serializers.CharField(help_text="The reason in words, with its section")
    may_stand_for = serializers.CharField(
        allow_null=True, help_text="The number of the complaint of which it may be a duplicate"
    )


class WorksheetRouteShape(serializers.Serializer[Any]):
    """How far one route of the threshold is."""

    name = serializers.CharField()
    counted = serializers.IntegerField()
    needed = serializers.IntegerField()
    people = serializers.IntegerField()
    people_needed = serializers.IntegerField()
    place = serializers.CharField(allow_blank=True)
    short = serializers.IntegerField(help_text="How many reports are missing")


class CaseReviewWorksheetShape(serializers.Serializer[Any]):
    """What the complaints come to under the procedure that governs."""

    rows: Any = WorksheetRowShape(many=True)
    routes: Any = WorksheetRouteShape(many=True)
    short = serializers.IntegerField(help_text="How many reports are missing at least; 0: it is reached")
    warnings = serializers.ListField(child=serializers.CharField())
    sentence = serializers.CharField(help_text="In words, with what may be decided")


class CaseReviewDecisionShape(Part):
    """Whether the threshold is met, by whom and why, with the worksheet as it stood."""

    silent = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="The bodies that had not answered by then"
    )
    worksheet: Any = CaseReviewWorksheetShape(read_only=True)

    class Meta:
        model = ThresholdDecision
        fields = (
            *("number", "met", "reached", "route", "persistence", "harm", "adequacy", "reason", "silent"),
            *("worksheet", "decided_at", *BY),
        )
        read_only_fields = fields


class CaseReviewAppealShape(Part):
    """An applicant who is dissatisfied, and how it ended."""

    against = choice(AppealAgainst)
    outcome = choice(AppealOutcome, allow_blank=True)

    class Meta:
        model = ReviewAppeal
        fields = (
            *("number", "against", "words", "asked_at", "in_time", "body", "lpb_told_at", "hears_on"),
            *("outcome", "outcome_words", "decided_at", "told_at", *BY, "version"),
        )
        read_only_fields = fields


class CaseReviewClosingShape(Part):
    """Why and when a review ended, and how the applicant was told."""

    ending = choice(Ending)

    class Meta:
        model = ReviewClosing
        fields = ("id", "ending", "reason", "told_how", "closed_at", *BY)
        read_only_fields = fields
