"""The clocks of an application: by the area's own procedure, or the task to agree a date where it states none."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple, cast

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.law.periods import london_midnight_after
from asbcases.law.words import day_words
from asbcases.policies.queries import calendar
from triggers.choices import StepAgreed
from triggers.models import AgreedDate, Application, BodyReply
from triggers.rules.clocks import Due, due
from triggers.rules.shapes import Anchor, Procedure, Step

KIND: Mapping[Step, Kind] = {
    Step.ACK: Kind.ACR_ACKNOWLEDGE,
    Step.AGENCY_REPLY: Kind.ACR_REPLY,
    Step.THRESHOLD: Kind.ACR_THRESHOLD,
}
# A draft is no application yet; the victim is asked as soon as a date would be agreed.
CONSENT = "consent"
IsHoliday = Callable[[date], bool]


class OfReceipt(NamedTuple):
    """By when each step that begins with the receipt is due, or by when a date for it is agreed."""

    ack: Due
    reply: Due
    threshold: Due

    @property
    def unstated(self) -> list[str]:
        """Return the steps for which the area states no clock that could run."""
        return [one.step.value for one in self if one.last_day is None]


def of_receipt(procedure: Procedure | None, at: datetime, is_holiday: IsHoliday) -> OfReceipt:
    """Return the dates that follow from a receipt: every step has a date, or a task by which one is agreed."""
    received = {Anchor.RECEIPT: at}
    reply = due(procedure, Step.AGENCY_REPLY, received, is_holiday)
    ack = due(procedure, Step.ACK, received, is_holiday)
    # A decision that waits for the replies is expected to have them on their last day; it may be made without them.
    replied = {Anchor.AGENCY_REPLIES: reply.last_day} if reply and reply.last_day else {}
    threshold = due(procedure, Step.THRESHOLD, {**received, **replied}, is_holiday)
    return OfReceipt(
        ack or _to_agree(Step.ACK, at, is_holiday),
        reply or _to_agree(Step.AGENCY_REPLY, at, is_holiday),
        threshold or _to_agree(Step.THRESHOLD, at, is_holiday),
    )


def _to_agree(step: Step, at: datetime, is_holiday: IsHoliday) -> Due:
    # Of what is received the rule always says something.
    return cast(Due, due(None, step, {Anchor.RECEIPT: at}, is_holiday))


def is_holiday() -> IsHoliday:
    """Return what says whether nobody works on a day, by the calendar as it stands now."""
    return calendar().__contains__


def start(
    application: Application,
    found: OfReceipt,
    *,
    only: Collection[Step] = tuple(Step),
    by: User | None,
    now: datetime,
) -> None:
    """Start the clocks of an application; those of the replies start with each body that is told."""
    ours = [found.ack, found.threshold, *([found.reply] if found.reply.last_day is None else [])]
    for one in (each for each in ours if each.step in only):
        _set(
            application.review,
            one,
            origin=f"application:{application.pk}",
            # Nothing is started for a draft, whose clocks do not run.
            anchored_at=cast(datetime, application.clocks_from),
            by=by,
            now=now,
        )


def await_consent(application: Application, *, by: User | None, now: datetime) -> Deadline:
    """Start the clock by which the victim is asked for the consent that is missing."""
    review = application.review
    found = _to_agree(Step.ACK, review.received_at, is_holiday())
    return _owed(
        Kind.ACR_AGREE_DATE,
        review,
        origin=f"application:{application.pk}",
        because="somebody else applied and the victim's consent is not recorded",
        due_at=found.due_at,
        subject=CONSENT,
        anchored_at=review.received_at,
        by=by,
        now=now,
    )


def expect_reply(
    body: BodyReply, procedure: Procedure | None, *, by: User | None, now: datetime
) -> Deadline | None:
    """Start the clock of a body's reply, from when it was told; without a clock a date is agreed, once for all bodies."""
    found = due(procedure, Step.AGENCY_REPLY, {Anchor.RECEIPT: body.told_at}, is_holiday())
    if found is None or found.last_day is None:
        return _reply_as_agreed(body, by=by, now=now)
    return _set(
        body.review,
        found,
        origin=f"bodyreply:{body.pk}",
        subject=str(body.number),
        anchored_at=body.told_at,
        by=by,
        now=now,
    )


def _reply_as_agreed(body: BodyReply, *, by: User | None, now: datetime) -> Deadline | None:
    agreed = AgreedDate.objects.filter(review=body.review, step=StepAgreed.AGENCY_REPLY).last()
    return by_agreement(body.review, agreed, body=body, by=by, now=now) if agreed else None


def by_agreement(
    review: CaseReview, agreed: AgreedDate, *, body: BodyReply | None = None, by: User | None, now: datetime
) -> Deadline:
    """Start the clock of a step, or of a body's reply, that ends with the day that was agreed.

    A body that was told when that day had passed has the working day that there would be to agree another.
    """
    due_at, anchored_at = london_midnight_after(agreed.on), agreed.agreed_at
    if body:
        due_at = max(due_at, _to_agree(Step.AGENCY_REPLY, body.told_at, is_holiday()).due_at)
        anchored_at = max(anchored_at, body.told_at)
    return _owed(
        KIND[Step(agreed.step)],
        review,
        origin=f"agreeddate:{agreed.pk}",
        because=f"the area states no clock for it, and {day_words(agreed.on)} was agreed as the last day",
        due_at=due_at,
        subject=str(body.number) if body else "",
        anchored_at=anchored_at,
        by=by,
        now=now,
    )


def decide_sooner(application: Application, procedure: Procedure, *, by: User, now: datetime) -> None:
    """Have the decision that waits for the replies be due from the last of them, once all bodies have replied."""
    clock = procedure.clock(Step.THRESHOLD)
    review = application.review
    replies = list(BodyReply.objects.filter(review=review).values_list("replied_at", flat=True))
    if clock is None or clock.anchor is not Anchor.AGENCY_REPLIES or None in replies:
        return
    last = max(reply for reply in replies if reply)
    standing = Deadline.objects.filter(OPEN, kind=Kind.ACR_THRESHOLD, review=review).first()
    found = due(procedure, Step.THRESHOLD, {Anchor.AGENCY_REPLIES: last}, is_holiday())
    if standing is None or standing.extension or found is None or found.due_at >= standing.due_at:
        return
    cancel(standing, reason="All bodies have replied", by=by, now=now)
    _set(review, found, origin=f"replies:{application.pk}", anchored_at=last, by=by, now=now)


def _set(
    review: CaseReview,
    found: Due,
    *,
    origin: str,
    subject: str = "",
    anchored_at: datetime,
    by: User | None,
    now: datetime,
) -> Deadline:
    """Set a step by its clock, or the task to agree a date for it."""
    stated = found.last_day is not None
    return _owed(
        KIND[found.step] if stated else Kind.ACR_AGREE_DATE,
        review,
        origin=origin,
        because=found.sentence.removesuffix("."),
        due_at=found.due_at,
        subject=subject if stated else found.step.value,
        anchored_at=anchored_at,
        by=by,
        now=now,
    )


def _owed(
    kind: Kind,
    review: CaseReview,
    *,
    origin: str,
    because: str,
    due_at: datetime,
    subject: str,
    anchored_at: datetime,
    by: User | None,
    now: datetime,
) -> Deadline:
    near = review.owner or supervisor_of(review.district, Rank.SERGEANT, now) or by
    return set_deadline(
        kind,
        review=review,
        origin=origin,
        because=because,
        promised_for=due_at,
        subject=subject,
        owner=owner_for(kind, author=by, lead=near, district=review.district, now=now),
        district=review.district,
        anchored_at=anchored_at,
        by=by,
        now=now,
    )


def met(kind: Kind, review: CaseReview, *, subject: str = "", at: datetime, by: User, now: datetime) -> None:
    """Meet what was owed, and end the task to agree a date for it: it is done."""
    meet(kind, review=review, subject=subject, by=by, now=now, done_at=at)


def none_to_agree(step: str, review: CaseReview, *, why: str, by: User, now: datetime) -> None:
    """End the task to agree a date for a step that needs none any more."""
    open_ones = Deadline.objects.filter(OPEN, kind=Kind.ACR_AGREE_DATE, review=review, subject=step)
    for deadline in open_ones:
        cancel(deadline, reason=why, by=by, now=now)


def end_all(review: CaseReview, *, why: str, but: Collection[Kind] = (), by: User, now: datetime) -> None:
    """End all that is owed on a review that ends, but what stays owed."""
    for deadline in Deadline.objects.filter(OPEN, review=review).exclude(kind__in=but).order_by("pk"):
        cancel(deadline, reason=why, by=by, now=now)
