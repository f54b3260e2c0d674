"""A date is agreed with the applicant for each step for which the area states no clock."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from triggers.choices import StepAgreed
from triggers.models import AgreedDate, BodyReply
from triggers.transitions import clocks
from triggers.transitions.shared import locked_open, record_on, refuse_on_draft, said

# The steps for which a date is agreed while the threshold is open; later steps have theirs when they come.
AGREED_NOW = (StepAgreed.ACK, StepAgreed.AGENCY_REPLY, StepAgreed.THRESHOLD)


@transaction.atomic
def agree_date(
    review: CaseReview, *, step: StepAgreed, on: date, how: str, by: User, now: datetime
) -> AgreedDate:
    """Record the last day that was agreed with the applicant for a step without a clock, and have it run; return it."""
    review = locked_open(review)
    refuse_on_draft(review, now)
    _refuse_unless_to_agree(review, step)
    agreed = keep_day(review, step=step, on=on, how=how, by=by, now=now)
    told: dict[str, Any] = {"step": StepAgreed(step).label, "on": day_words(on)}
    record_on(Verb.DATE_AGREED, review, by=by, now=now, **told)
    clocks.met(Kind.ACR_AGREE_DATE, review, subject=step, at=now, by=by, now=now)
    for body in _waited_for(review, step):
        clocks.by_agreement(review, agreed, body=body, by=by, now=now)
    return agreed


def keep_day(
    review: CaseReview, *, step: StepAgreed, on: date, how: str, by: User, now: datetime
) -> AgreedDate:
    """Keep a day to come as the last one of a step, and return it."""
    if on < london_day(now):
        raise Refused(f"{day_words(on)} has passed: agree a day that can still be kept.")
    return AgreedDate.objects.create(
        review=review,
        step=step,
        on=on,
        how=said(how, "Say how the day was agreed, or why it could not be."),
        agreed_at=now,
        recorded_at=now,
        recorded_by=by,
    )


def _refuse_unless_to_agree(review: CaseReview, step: StepAgreed) -> None:
    application = review.application
    if step not in AGREED_NOW or step not in application.held_for:
        raise Refused("The area states a clock for this, or it is not its turn: no day is agreed for it.")
    if AgreedDate.objects.filter(review=review, step=step).exists():
        raise Refused("A day was agreed for this already: a supervisor may give more time.")
    done = {
        StepAgreed.ACK: application.acknowledged_at is not None,
        StepAgreed.THRESHOLD: review.stage != ReviewStage.RECEIVED,
    }
    if done.get(step):
        raise Refused("This is done already: no day is needed for it.")


def _waited_for(review: CaseReview, step: StepAgreed) -> list[BodyReply | None]:
    """Return whose step it is: every body that has not replied, or ours alone."""
    if step is not StepAgreed.AGENCY_REPLY:
        return [None]
    return list(BodyReply.objects.filter(review=review, answer="").order_by("number"))
