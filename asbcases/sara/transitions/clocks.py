"""The clocks of a plan: its reviews by a sergeant and an inspector, its responses, and the look at it afterwards."""

from collections.abc import Mapping
from datetime import datetime

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.law.periods import london_midnight_after
from asbcases.law.ranks import at_least
from asbcases.law.words import day_words
from asbcases.sara.models import PlanClosure, PlanResponse

# By whom a plan is reviewed, each by a clock of its own.
REVIEWERS = (Rank.SERGEANT, Rank.INSPECTOR)


def start_reviews(
    plan: ProblemPlan, *, origin: str, because: str, rank: str = Rank.INSPECTOR, by: User, now: datetime
) -> None:
    """Start the clocks of the next reviews that somebody of this rank has started anew: those up to the rank."""
    for wanted in REVIEWERS:
        if not at_least(rank, wanted):
            continue
        set_deadline(
            Kind.PLAN_REVIEW,
            plan=plan,
            origin=origin,
            because=because,
            rule="plan.review",
            qualifier=wanted.value,
            rank=wanted,
            owner=reviewer(plan, wanted, now),
            district=plan.district,
            anchored_at=now,
            by=by,
            now=now,
        )


def reviewer(plan: ProblemPlan, rank: str, now: datetime) -> User:
    """Return who reviews: the supervisor of the plan where the rank is theirs, else one of the district who has it."""
    able = at_least(plan.supervisor.rank, rank)
    near = plan.supervisor if able else supervisor_of(plan.district, rank, now) or plan.supervisor
    return owner_for(Kind.PLAN_REVIEW, author=near, lead=near, district=plan.district, rank=rank, now=now)


def reviewed(plan: ProblemPlan, *, rank: str, by: User, now: datetime) -> None:
    """Meet the reviews that somebody of this rank has done: their own, and those of the ranks below."""
    for wanted in REVIEWERS:
        if at_least(rank, wanted):
            meet(Kind.PLAN_REVIEW, plan=plan, rank=wanted, by=by, now=now)


def expect_response(response: PlanResponse, *, by: User, now: datetime) -> None:
    """Put the last day of a response into the diary."""
    plan = response.plan
    set_deadline(
        Kind.PLAN_RESPONSE,
        plan=plan,
        origin=f"planresponse:{response.pk}",
        because=f"response {response.number} was planned for {day_words(response.due_on)}",
        promised_for=london_midnight_after(response.due_on),
        subject=str(response.number),
        owner=owner_for(
            Kind.PLAN_RESPONSE, author=response.owner, lead=plan.owner, district=plan.district, now=now
        ),
        district=plan.district,
        anchored_at=now,
        by=by,
        now=now,
    )


def expect_aftercare(closure: PlanClosure, *, by: User, now: datetime) -> None:
    """Start the clock by which a closed plan is looked at again."""
    plan = closure.plan
    set_deadline(
        Kind.PLAN_AFTERCARE,
        plan=plan,
        origin=f"planclosure:{closure.pk}",
        because="the plan was closed",
        rule="plan.aftercare",
        owner=owner_for(Kind.PLAN_AFTERCARE, author=by, lead=plan.owner, district=plan.district, now=now),
        district=plan.district,
        anchored_at=closure.closed_at,
        by=by,
        now=now,
    )


def end_all(plan: ProblemPlan, *, why: str, by: User, now: datetime) -> None:
    """End all that is owed on a plan that ends."""
    for deadline in Deadline.objects.filter(OPEN, plan=plan).order_by("pk"):
        cancel(deadline, reason=why, by=by, now=now)


def end_response(response: PlanResponse, *, why: str, by: User, now: datetime) -> None:
    """End what is owed on a response that is not done any more."""
    named: Mapping[str, object] = {"plan": response.plan, "subject": str(response.number)}
    for deadline in Deadline.objects.filter(OPEN, kind=Kind.PLAN_RESPONSE, **named):
        cancel(deadline, reason=why, by=by, now=now)
