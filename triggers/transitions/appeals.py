"""An applicant who is dissatisfied: the appeal to whom the area names, and how it ended (ACR-19)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from triggers.choices import AppealAgainst, AppealOutcome, LetterKind, StepAgreed
from triggers.models import AgreedDate, ReviewAppeal, ReviewLetter
from triggers.queries.procedures import procedure_of
from triggers.rules.dissatisfaction import last_day_to_ask
from triggers.transitions import clocks
from triggers.transitions.holding import refuse_before
from triggers.transitions.later_clocks import follow
from triggers.transitions.letters import keep_letter
from triggers.transitions.shared import must_be_past, record_on, said

THRESHOLD = (LetterKind.THRESHOLD_MET, LetterKind.THRESHOLD_NOT_MET)
LETTERS = {
    AppealAgainst.THRESHOLD: THRESHOLD,
    AppealAgainst.OUTCOME: (LetterKind.OUTCOME,),
    AppealAgainst.HANDLING: (*THRESHOLD, LetterKind.OUTCOME),
}


@transaction.atomic
def lodge_appeal(
    review: CaseReview,
    *,
    against: AppealAgainst,
    words: str,
    asked_at: datetime,
    body: str = "",
    hears_on: date | None = None,
    lpb_told_at: datetime | None = None,
    by: User,
    now: datetime,
) -> ReviewAppeal:
    """Record that an applicant is dissatisfied, in time or not, on a closed review too, and return the appeal.

    One that comes too late is recorded as such, and who hears it decides what becomes of it.
    """
    review = locked(review)
    must_be_past(asked_at, now, "the appeal")
    refuse_before(asked_at, review.received_at, "the appeal lies before the application")
    if lpb_told_at:
        must_be_past(lpb_told_at, now, "when the local policing body was told")
    procedure = procedure_of(review.application)
    appeal = ReviewAppeal.objects.create(
        review=review,
        number=next_number(ReviewAppeal.objects.filter(review=review)),
        against=against,
        words=said(words, "Write why the applicant is dissatisfied, in their words."),
        asked_at=asked_at,
        in_time=_in_time(review, against, asked_at),
        body=body.strip() or (procedure.appeal_body if procedure else ""),
        lpb_told_at=lpb_told_at,
        hears_on=hears_on,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, Any] = {"id": appeal.pk, "number": appeal.number, "in_time": appeal.in_time}
    record_on(Verb.REVIEW_APPEAL_ASKED, review, by=by, now=now, happened_at=asked_at, **told)
    follow(review, why="The applicant appealed", by=by, now=now)
    return appeal


def _in_time(review: CaseReview, against: AppealAgainst, asked_at: datetime) -> bool | None:
    """Return whether an appeal was asked for in time; None where the area states no window, or no letter began one."""
    agreed = AgreedDate.objects.filter(review=review, step=StepAgreed.APPEAL_WINDOW).order_by("pk").last()
    letters = ReviewLetter.objects.filter(review=review, kind__in=LETTERS[against], sent_at__lte=asked_at)
    letter = letters.order_by("sent_at", "pk").last()
    told = letter.sent_at if letter else None
    stated = last_day_to_ask(procedure_of(review.application), told, clocks.is_holiday())
    last = agreed.on if agreed else stated
    return london_day(asked_at) <= last if last else None


@transaction.atomic
def decide_appeal(
    appeal: ReviewAppeal,
    *,
    outcome: AppealOutcome,
    words: str,
    decided_at: datetime,
    told_words: str = "",
    told_how: str = "",
    told_at: datetime | None = None,
    lpb_told_at: datetime | None = None,
    by: User,
    now: datetime,
) -> ReviewAppeal:
    """Record how an appeal ended and what the applicant was told of it, and return it."""
    review = locked(appeal.review)
    appeal = locked(appeal)
    appeal.review = review
    must_be_past(decided_at, now, "the decision on the appeal")
    if appeal.outcome:
        raise Refused(f"How appeal {appeal.number} ended is recorded already: load the page again.")
    if outcome == AppealOutcome.OPEN:
        raise Refused("Choose how the appeal ended.")
    refuse_before(decided_at, appeal.asked_at, "the decision lies before the appeal")
    appeal.lpb_told_at = appeal.lpb_told_at or lpb_told_at
    _refuse_unless_told(appeal, outcome)
    appeal.outcome, appeal.decided_at, appeal.told_at = outcome, decided_at, told_at
    appeal.outcome_words = said(
        words, "Write what was decided on the appeal, and why, or why it was withdrawn."
    )
    appeal.version += 1
    appeal.save()
    if told_at:
        kind = LetterKind.APPEAL
        keep_letter(review, kind, words=told_words, how=told_how, sent_at=told_at, by=by, now=now)
    told: dict[str, Any] = {
        "id": appeal.pk,
        "number": appeal.number,
        "outcome": AppealOutcome(outcome).label.lower(),
    }
    record_on(Verb.REVIEW_APPEAL_DECIDED, review, by=by, now=now, happened_at=decided_at, **told)
    subject = f"appeal {appeal.number}"
    clocks.met(Kind.ACR_APPEAL, review, subject=subject, at=decided_at, by=by, now=now)
    follow(review, why=f"Appeal {appeal.number} was decided", by=by, now=now)
    return appeal


def _refuse_unless_told(appeal: ReviewAppeal, outcome: AppealOutcome) -> None:
    """Refuse to end an appeal of which the local policing body knows nothing, where the area tells it."""
    procedure = procedure_of(appeal.review.application)
    asked = procedure is not None and procedure.lpb_notified and outcome != AppealOutcome.WITHDRAWN
    if asked and appeal.lpb_told_at is None:
        raise Refused("The area tells the local policing body of each appeal: say when it was told (ACR-19).")
