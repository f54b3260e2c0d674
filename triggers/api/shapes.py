"""What the API shows of a case review: one line of the board, the review, and what was applied for."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.casework.api.shapes import Code, choice
from asbcases.deadlines.api.lists import DeadlineShape
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day
from partners import access
from triggers.choices import Channel, Consent, Involvement, VictimKind
from triggers.models import Application
from triggers.queries.boards import first_of
from triggers.queries.reviews import why_gone

BY = ("recorded_at", "recorded_by")


class OfReview(serializers.ModelSerializer[CaseReview]):
    """What every shape of a review shows."""

    stage = choice(ReviewStage)
    council = Code("name", allow_null=True)
    district = Code("code", allow_null=True)
    owner = Code("username", allow_null=True)

    class Meta:
        model = CaseReview
        fields: tuple[str, ...] = (
            *("reference", "stage", "area", "council", "district", "owner", "received_at", "closed_at"),
            "version",
        )
        read_only_fields = fields


class CaseReviewLineShape(OfReview):
    """A review as lists show it: with what is owed first on it, and why its owner can do nothing for it."""

    due = DeadlineShape(source="first", allow_null=True, read_only=True)
    owner_gone = serializers.SerializerMethodField(
        help_text="Why the owner can do nothing for it now; empty where they can, or where there is none"
    )

    class Meta(OfReview.Meta):
        fields = (*OfReview.Meta.fields, "due", "owner_gone")
        read_only_fields = fields

    def to_representation(self, instance: Any) -> Any:
        """Return the line of a review, or of the review on which a deadline is owed."""
        review: Any = instance.review if isinstance(instance, Deadline) else instance
        review.first = instance if isinstance(instance, Deadline) else first_of(review)
        return super().to_representation(review)

    def get_owner_gone(self, review: CaseReview) -> str:
        """Return why its owner can do nothing for it."""
        return why_gone(review, london_day(self.context["now"]))


class CaseReviewShape(OfReview):
    """A review. What was applied for and what hangs on the review stands at addresses below it."""

    case = serializers.SerializerMethodField(
        help_text="The reference of the case it is about; null without one, or where it is not for you"
    )
    recorded_by = Code("username", allow_null=True)

    class Meta(OfReview.Meta):
        fields = (*OfReview.Meta.fields, "public_reference", "case", *BY)
        read_only_fields = fields

    def get_case(self, review: CaseReview) -> str | None:
        """Return the reference of the case, where the person may know of it."""
        seen = access.cases_visible_to(self.context["person"], now=self.context["now"])
        found = seen.filter(pk=review.case_id) if review.case_id else seen.none()
        return found.values_list("reference", flat=True).first()


class CaseReviewApplicationShape(serializers.ModelSerializer[Application]):
    """What somebody who applies told us, for whom, how they are reached safely, and what they want."""

    channel = choice(Channel)
    victim_kind = choice(VictimKind)
    consent = choice(Consent)
    involvement = choice(Involvement, allow_blank=True)
    held_for = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="The steps for which the area states no clock, so that a day is agreed at `dates/`",
    )
    procedure = serializers.CharField(
        source="procedure.version",
        default="",
        read_only=True,
        help_text="The version of the area's procedure that governs; empty where it had none",
    )
    person = Code("reference", allow_null=True)
    acknowledged_by = Code("username", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Application
        fields = (
            *("channel", "applicant_name", "applicant_phone", "applicant_email", "applicant_address"),
            *("language", "adjustments", "victim_kind", "victim_name", "relation", "consent", "consent_at"),
            *("consent_words", "person", "contact_email", "contact_phone", "contact_note", "from_hour"),
            *("until_hour", "discreet", "happened", "place_text", "reported_to", "wanted", "involvement"),
            *("involvement_words", "procedure", "held_for", "clocks_from", "acknowledged_at"),
            *("acknowledged_by", "acknowledged_how", *BY, "version"),
        )
        read_only_fields = fields
