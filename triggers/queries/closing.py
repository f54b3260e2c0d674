"""What a review still lacks before it may be closed, in sentences that say what to do."""

from collections.abc import Iterator
from datetime import datetime

from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.law.periods import london_midnight_after
from asbcases.law.words import day_words
from triggers.choices import LetterKind
from triggers.models import DraftPlan, Recommendation, ReviewAppeal, ReviewLetter
from triggers.queries.standing import standing_of
from triggers.rules.shapes import Step

# Bodies that stay silent hold nothing up, and letters and recommendations are asked for one by one; what a body
# accepted to do is asked for on a closed review too.
DROPPED = (
    *(Kind.ACR_REPLY, Kind.ACR_RECOMMENDATION, Kind.ACR_PAPERS, Kind.ACR_PANEL, Kind.ACR_OUTCOME),
    *(Kind.ACR_TOLD, Kind.ACR_ACTION),
)


def left_to_do(review: CaseReview, now: datetime) -> list[str]:
    """Return what is left to do before a review is closed; recommendations that are late need a reason instead."""
    told = _of_a_review(review) if review.stage == ReviewStage.REVIEW else _of_the_threshold(review)
    return [*told, *_unanswered(review, now), *_owed(review)]


def late_recommendations(review: CaseReview, now: datetime) -> list[Recommendation]:
    """Return the recommendations that were to be answered by now and were not."""
    open_ones = Recommendation.objects.filter(review=review, answer="").order_by("number")
    return [one for one in open_ones if london_midnight_after(one.answer_by) <= now]


def _of_a_review(review: CaseReview) -> Iterator[str]:
    standing = standing_of(review)
    if coming := standing.coming:
        yield f"Panel {coming.number} is still to come: record what it decided, or cancel it."
    if standing.decided or standing.told_at is None:
        yield "The applicant was not told the outcome: send the letter (ACR-15)."
    for plan in DraftPlan.objects.filter(review=review, final_at__isnull=True).order_by("number"):
        yield f"Plan {plan.number} is not final: put it to the victim."


def _of_the_threshold(review: CaseReview) -> Iterator[str]:
    kinds = (LetterKind.THRESHOLD_NOT_MET, LetterKind.THRESHOLD_MET)
    if not ReviewLetter.objects.filter(review=review, kind__in=kinds).exists():
        yield "The applicant was not told the decision on the threshold: send the letter (ACR-13)."


def _unanswered(review: CaseReview, now: datetime) -> Iterator[str]:
    late = {one.pk for one in late_recommendations(review, now)}
    for one in (
        Recommendation.objects.filter(review=review, answer="").exclude(pk__in=late).order_by("number")
    ):
        by = day_words(one.answer_by)
        yield f"Recommendation {one.number} is not answered: {one.body} has until {by}."


def _owed(review: CaseReview) -> Iterator[str]:
    for appeal in ReviewAppeal.objects.filter(review=review, outcome="").order_by("number"):
        yield f"Appeal {appeal.number} is not decided."
    owed = Deadline.objects.filter(OPEN, review=review).exclude(kind__in=(*DROPPED, Kind.ACR_APPEAL))
    # Once the threshold is decided nobody waits for the replies.
    owed = owed.exclude(kind=Kind.ACR_AGREE_DATE, subject=Step.AGENCY_REPLY)
    for deadline in owed.order_by("due_at", "pk"):
        yield f"Still owed: {deadline.get_kind_display()}."
