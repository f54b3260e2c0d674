"""The end of a review: told by the single point of contact, with nothing left to do; and opening it again (ACG-2)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from triggers.choices import Ending, LetterKind, StepAgreed
from triggers.models import ReviewClosing, ThresholdDecision
from triggers.queries.closing import late_recommendations, left_to_do
from triggers.rules.later_clocks import STAYS
from triggers.transitions import clocks
from triggers.transitions.agreeing import keep_day
from triggers.transitions.attendees import let_everybody_out
from triggers.transitions.later_clocks import follow
from triggers.transitions.letters import keep_letter
from triggers.transitions.shared import locked_open, record_on, said

# With which ending a review closes at which stage; who withdraws is told elsewhere, and an error may show at any.
STAGES = {Ending.COMPLETED: ReviewStage.REVIEW, Ending.NOT_MET: ReviewStage.NOT_MET}


@transaction.atomic
def close_review(
    review: CaseReview,
    *,
    ending: Ending,
    reason: str,
    told_how: str,
    words: str = "",
    why_unanswered: str = "",
    instead_why: str = "",
    by: User,
    now: datetime,
) -> ReviewClosing:
    """Close a review of which nothing is left to do, and return the closing; whoever was let in for it sees it no more.

    The single point of contact says when and why it closes, or it is said why somebody else does (ACG-2).
    """
    review = locked_open(review)
    _refuse_unless_ripe(review, ending, why_unanswered, now)
    reason = said(reason, "Say why the review is closed.")
    told_how = said(told_how, "Say how the applicant was told that and why it closes, or why not (ACG-2).")
    closing = ReviewClosing.objects.create(
        review=review,
        ending=ending,
        reason=" ".join(filter(None, (reason, why_unanswered.strip()))),
        told_how=_told_by(review, told_how, instead_why, by),
        closed_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    if words.strip():
        kind = LetterKind.CLOSING
        keep_letter(review, kind, words=words, how=told_how, sent_at=now, by=by, now=now)
    let_everybody_out(review, now)
    stays = () if ending == Ending.IN_ERROR else STAYS
    clocks.end_all(review, why=Ending(ending).label, but=stays, by=by, now=now)
    _move(review, ReviewStage.CLOSED, closed_at=now)
    told: dict[str, Any] = {"ending": Ending(ending).label.lower()}
    record_on(Verb.REVIEW_CLOSED, review, by=by, now=now, reason=closing.reason, **told)
    return closing


def _refuse_unless_ripe(review: CaseReview, ending: Ending, why_unanswered: str, now: datetime) -> None:
    if ending == Ending.IN_ERROR:
        return
    if ending not in STAGES:
        raise Refused(
            "Record that the applicant withdrew, or that the victim does not consent, as a withdrawal."
        )
    if review.stage != STAGES[ending]:
        raise Refused("This ending does not fit how far the review has come: choose another.")
    if left := left_to_do(review, now):
        raise Refused(" ".join(left))
    if late := late_recommendations(review, now):
        bodies = ", ".join(one.body for one in late)
        said(
            why_unanswered, f"No answer came from {bodies}: say what was done about it, and why it closes so."
        )


def _told_by(review: CaseReview, told_how: str, instead_why: str, by: User) -> str:
    if review.owner is None or review.owner == by:
        return told_how
    name = review.owner.name
    why = said(instead_why, f"{name} is the point of contact and says why it closes: say why you do (ACG-2).")
    return f"{told_how} (by {by.name} instead of {name}: {why})"


@transaction.atomic
def reopen_review(review: CaseReview, *, reason: str, until: date, by: User, now: datetime) -> CaseReview:
    """Open a closed review again, as after an appeal, and return it: a panel meets, or the threshold is decided, by a day.

    A review whose threshold was not met need not be closed for that.
    """
    review = locked(review)
    decision = ThresholdDecision.objects.filter(review=review).order_by("number").last()
    if review.stage not in (ReviewStage.CLOSED, ReviewStage.NOT_MET) or decision is None:
        raise Refused(
            "Only a review on which a decision was made is opened again: take a new application in."
        )
    reason = said(reason, "Say why the review is opened again.")
    step = StepAgreed.PANEL if decision.met else StepAgreed.THRESHOLD
    agreed = keep_day(review, step=step, on=until, how=reason, by=by, now=now)
    _move(review, ReviewStage.REVIEW if decision.met else ReviewStage.RECEIVED, closed_at=None)
    record_on(Verb.REVIEW_REOPENED, review, by=by, now=now, reason=reason, agreed=agreed.pk)
    if not decision.met:
        clocks.by_agreement(review, agreed, by=by, now=now)
    follow(review, why="The review was opened again", by=by, now=now)
    return review


def _move(review: CaseReview, stage: ReviewStage, *, closed_at: datetime | None) -> None:
    review.stage, review.closed_at = stage, closed_at
    review.version += 1
    review.save(update_fields=["stage", "closed_at", "version"])
