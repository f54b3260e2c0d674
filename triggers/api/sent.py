"""What is sent to the API about case reviews, up to the decision on the threshold."""

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from rest_framework import serializers

from asbcases.accounts.models import Agency, Council, User
from asbcases.cases.models import Case
from asbcases.casework.api.incident_sent import words as optional
from asbcases.casework.forms.words import LINE
from asbcases.remedies.api.sent import Numbered
from asbcases.web.api.fields import Choice, Day, Flag, Moment, Named, Number, Strict, Text
from asbcases.web.api.paging import Filter
from triggers import choices
from triggers.forms.boards import NEXT, ReviewFilter
from triggers.forms.shared import LONG, SHORT
from triggers.models import ReviewComplaint

CHANNELS = [one for one in choices.Channel if one is not choices.Channel.ONLINE]
CONSENTS = (choices.Consent.OWN, choices.Consent.GIVEN, choices.Consent.WAITING)
WITHDRAWING = (choices.Ending.WITHDRAWN, choices.Ending.NO_CONSENT)
CLOSING = (choices.Ending.COMPLETED, choices.Ending.NOT_MET, choices.Ending.IN_ERROR)
NOBODY: dict[str, Any] = {"required": False, "allow_null": True, "default": None}


def named(kinds: Iterable[Any]) -> list[tuple[Any, str]]:
    """Return the words that may be sent of those that we record: all but the one for nothing yet."""
    return [(one.value, one.label) for one in kinds if one.value]


CHANNEL_WORDS, CONSENT_WORDS = named(CHANNELS), named(CONSENTS)


class Member(Choice):
    """One of the words that we record, as the acts on a review take it."""

    def __init__(self, kind: type[TextChoices], among: Iterable[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(choices=named(kind if among is None else among), **kwargs)
        self.kind = kind

    def to_internal_value(self, data: Any) -> Any:
        """Return the word."""
        return self.kind(super().to_internal_value(data))


def agency(help_text: str) -> Named:
    """Return an agency that works with us here, which may be left out."""
    active = Agency.objects.filter(active=True)
    return Named(slug_field="name", queryset=active, help_text=help_text, **NOBODY)


def account(help_text: str) -> Named:
    """Return somebody with an account here, which may be left out."""
    active = User.objects.filter(is_active=True)
    return Named(slug_field="username", queryset=active, help_text=help_text, **NOBODY)


class CaseReviewFilter(Filter):
    """Which reviews: those on which something is owed by its day, or all that go on, are left behind or have ended."""

    show = Choice(
        choices=[
            (ReviewFilter.DUE, "What is due first"),
            (ReviewFilter.OPEN, "All that go on, newest first"),
            (ReviewFilter.GONE, "Whose owner can do nothing for them"),
            (ReviewFilter.CLOSED, "Closed and withdrawn, newest first"),
        ],
        required=False,
        default=ReviewFilter.DUE,
        help_text="`due` if not said: one on which nothing is owed is not among them",
    )
    area = Named(slug_field="code", queryset=Council.objects.all(), required=False)
    step = Choice(
        choices=named(NEXT),
        required=False,
        help_text="What is owed first",
    )
    body = Choice(
        choices=choices.BodyKind.choices,
        required=False,
        help_text="A body of this kind owes its reply; one line for each reply",
    )


class ApplicationTaken(Strict):
    """An application as staff take it down: who applies, for whom, what happened, and how they are reached safely."""

    area = Named(
        slug_field="code",
        queryset=Council.objects.all(),
        help_text="Code of the council area where the victim lives",
    )
    channel = Member(choices.Channel, CHANNELS)
    received_at = Moment()
    happened = Text(max_length=LONG, help_text="What happened, in their words")
    consent = Member(
        choices.Consent,
        CONSENTS,
        required=False,
        default=choices.Consent.OWN,
        help_text="`own`: the victim applies; without consent it is kept, and the victim is asked",
    )
    consent_words = optional(SHORT, "How the victim consented")
    victim_kind = Member(choices.VictimKind, required=False, default=choices.VictimKind.PERSON)
    applicant_name = optional(LINE)
    applicant_phone = optional(LINE)
    applicant_email = optional(254)
    applicant_address = optional(SHORT)
    victim_name = optional(LINE, "Where somebody else applies")
    relation = optional(LINE, "Who the applicant is to the victim")
    place_text = optional(LINE)
    reported_to = optional(LONG, "To whom it was reported and when, as given")
    wanted = optional(LONG, "What they hope for")
    involvement = Member(
        choices.Involvement,
        required=False,
        default=choices.Involvement.UNASKED,
        help_text="How far they want to take part; left out: not asked yet",
    )
    involvement_words = optional(LINE)
    language = optional(LINE, "Empty for English")
    adjustments = optional(SHORT, "What they need in order to deal with us")
    contact_phone = optional(LINE, "A number that only they answer; empty: nobody rings")
    contact_email = optional(254, "An address that only they read; empty: nobody writes")
    contact_note = optional(SHORT, "When and how not to reach them")
    from_hour = Number(min_value=0, max_value=23, required=False, default=0)
    until_hour = Number(min_value=1, max_value=24, required=False, default=24)
    discreet = Flag(required=False, default=True, help_text="Nothing may show who wrote, or about what")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Find fault with hours that end before they begin."""
        if attrs["from_hour"] >= attrs["until_hour"]:
            raise serializers.ValidationError({"until_hour": ["These hours end before they begin."]})
        return attrs


class NewCaseReview(ApplicationTaken):
    """The same for an area whose reviews one sees, with the case to which it belongs."""

    area = Named(
        slug_field="code",
        queryset=Council.objects.none(),
        help_text="Code of the council area where the victim lives, one whose reviews you see",
    )
    case = Named(slug_field="reference", queryset=Case.objects.none(), **NOBODY)


class ConsentGiven(Strict):
    """How the victim consented."""

    how = Text(max_length=LINE)


class ApplicationWithdrawn(Strict):
    """Why an application ends before the review does."""

    ending = Member(choices.Ending, WITHDRAWING)
    reason = Text(max_length=SHORT, help_text="In the words of whoever withdrew")
    told_how = Text(max_length=LINE, help_text="How the applicant was told that it ends, or why not")


class AreaSettled(Strict):
    """The area to which a review belongs whose applicant did not know it."""

    area = Text(max_length=40, help_text="Code of the council area where the victim lives")
    why = Text(max_length=SHORT, help_text="How it was found out")


class CaseReviewGiven(Strict):
    """Who takes a review, and why."""

    to = Named(
        slug_field="username",
        queryset=User.objects.none(),
        help_text="A co-ordinator of the area, or an ASB officer, by the name under which they sign in",
    )
    why = Text(max_length=SHORT)


class ApplicantTold(Strict):
    """What the applicant was told, word for word, how and when."""

    words = Text(max_length=LONG)
    how = Text(max_length=LINE)
    sent_at = Moment()


class BodyTold(Strict):
    """A further body that was told of the application: an agency that works with us here, or by its name."""

    agency = agency("One that works with us here, by name")
    name = optional(LINE, "The name of the body, where it is none of these")
    kind = Member(choices.BodyKind)
    how = Text(max_length=LINE, help_text="How it was told")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for a body."""
        if not attrs["agency"] and not attrs["name"]:
            raise serializers.ValidationError({"name": ["Name the body, or an agency."]})
        return attrs


class BodyReplied(Strict):
    """What a body replied, and when."""

    answer = Member(choices.BodyAnswer)
    words = optional(LONG, "What it holds, or why it refused")
    replied_at = Moment()


class DateAgreed(Strict):
    """The last day that was agreed with the applicant for a step without a clock."""

    step = Member(choices.StepAgreed)
    on = Day(help_text="The last day")
    how = Text(max_length=SHORT, help_text="How it was agreed, or why it could not be")


class NewComplaint(Strict):
    """One complaint to one agency: to whom, when, of behaviour on which days, and how it is tied to the application."""

    agency = Member(choices.BodyKind, help_text="To what sort of body it was made")
    agency_name = optional(LINE)
    agency_reference = optional(LINE, "As the agency knows it")
    complaint_on = Day()
    behaviour_from = Day(help_text="The day, or the first day; null where nobody knows it", **NOBODY)
    behaviour_until = Day(help_text="The last day; null: one day only", **NOBODY)
    complainant = optional(LINE, "Who complained; empty: anonymous")
    victim = optional(LINE, "Who suffered it")
    place = optional(LINE)
    words = optional(SHORT, "What was complained of, in short")
    link = Member(choices.Link)
    hate = Flag(required=False, default=False, help_text="It was reported as hate")


class ComplaintCorrected(NewComplaint):
    """All that is known of a complaint, with the reason for the correction."""

    reason = Text(max_length=SHORT)


class CaseReviewReason(Strict):
    """A reason."""

    reason = Text(max_length=SHORT)


class DuplicateDecided(Strict):
    """Of which complaint another is a duplicate, or of none."""

    of = Numbered(
        "The number of another complaint that stands on the worksheet; null: of none",
        queryset=ReviewComplaint.objects.none(),
        allow_null=True,
    )
    reason = Text(max_length=SHORT, help_text="By the area's rule on duplicates")


class ThresholdDecided(Strict):
    """Whether the threshold is met; below the number of complaints with a reason on each factor."""

    met = Flag()
    persistence = optional(LONG, "How often it happens, and for how long")
    harm = optional(LONG, "To the victim, and how vulnerable they are")
    adequacy = optional(LONG, "What was done about it, and what came of it")
    reason = optional(LONG, "What else was weighed")


class CaseReviewClosed(Strict):
    """Why a review is closed, and how the applicant was told that and why."""

    ending = Member(choices.Ending, CLOSING)
    reason = Text(max_length=SHORT)
    told_how = Text(
        max_length=LINE, help_text="How the applicant was told that and why it closes, or why not"
    )
    words = optional(LONG, "The letter, word for word, where there was one: it is kept")
    why_unanswered = optional(SHORT, "What was done about answers that are late, and why it closes so")
    instead_why = optional(SHORT, "Why you close it, and not the point of contact")


class CaseReviewReopened(Strict):
    """Why a review is opened again, and by when it goes on."""

    reason = Text(max_length=LONG)
    until = Day(help_text="The day by which a panel meets, or the threshold is decided again")
