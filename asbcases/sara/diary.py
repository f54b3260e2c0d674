"""The clocks of plans told a second time, from the rows of the file alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from asbcases.accounts.choices import Rank
from asbcases.cases.models import ProblemPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import london_midnight_after
from asbcases.law.ranks import at_least
from asbcases.sara.models import AftercareCheck, PlanClosure, PlanResponse, PlanReview


def plan_reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield for each plan the reviews of a sergeant and of an inspector: from its start, then from each review of the rank."""
    if root != "plan":
        return
    reviews: Mapping[int, list[PlanReview]] = defaultdict(list)
    for review in PlanReview.objects.filter(plan__in=ids).order_by("pk"):
        reviews[review.plan_id].append(review)
    for plan in ProblemPlan.objects.filter(pk__in=ids).order_by("pk"):
        for rank in (Rank.SERGEANT, Rank.INSPECTOR):
            yield from _of_rank(plan, rank, reviews[plan.pk], clockwork)


def _of_rank(
    plan: ProblemPlan, rank: Rank, reviews: Sequence[PlanReview], clockwork: Clockwork
) -> Iterator[Expected]:
    able = [review for review in reviews if at_least(review.rank, rank)]
    begun = [(f"plan:{plan.pk}", plan.recorded_at)]
    begun += [(f"planreview:{review.pk}", review.reviewed_at) for review in able]
    ended = [review.reviewed_at for review in able]
    for (origin, anchored_at), met_at in zip(begun, [*ended, None], strict=True):
        owed = Expected(
            Kind.PLAN_REVIEW,
            root=plan.pk,
            origin=origin,
            anchored_at=anchored_at,
            rank=rank,
            rule="plan.review",
            qualifier=rank,
        )
        _end(owed, clockwork, met_at=met_at, cancelled_at=plan.closed_at)
        yield owed


def plan_responses(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the end of its last day for each response; it is over when done or dropped, or with the plan."""
    if root != "plan":
        return
    responses = PlanResponse.objects.filter(plan__in=ids).select_related("plan").order_by("pk")
    for response in responses:
        owed = Expected(
            Kind.PLAN_RESPONSE,
            root=response.plan_id,
            origin=f"planresponse:{response.pk}",
            anchored_at=response.recorded_at,
            subject=str(response.number),
            promised_for=london_midnight_after(response.due_on),
        )
        gone = response.dropped_at or response.plan.closed_at
        _end(owed, clockwork, met_at=response.done_at, cancelled_at=gone)
        yield owed


def plan_aftercare(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the look at each closed plan some months on, until somebody looked."""
    if root != "plan":
        return
    checked = dict(AftercareCheck.objects.filter(plan__in=ids).values_list("plan", "checked_at"))
    for closure in PlanClosure.objects.filter(plan__in=ids).order_by("pk"):
        owed = Expected(
            Kind.PLAN_AFTERCARE,
            root=closure.plan_id,
            origin=f"planclosure:{closure.pk}",
            anchored_at=closure.closed_at,
            rule="plan.aftercare",
        )
        _end(owed, clockwork, met_at=checked.get(closure.plan_id), cancelled_at=None)
        yield owed


def _end(
    owed: Expected, clockwork: Clockwork, *, met_at: datetime | None, cancelled_at: datetime | None
) -> None:
    """End it by what somebody ruled, then by what was done, then with the plan."""
    if ruled_at := clockwork.ended_at(owed):
        owed.end(cancelled_at=ruled_at)
    if met_at:
        owed.end(met_at=met_at)
    if cancelled_at:
        owed.end(cancelled_at=cancelled_at)
