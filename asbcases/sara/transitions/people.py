"""Who supervises a plan, and to whom those who are harmed turn, is changed while it goes on."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import hand_over
from asbcases.errors import Refused
from asbcases.sara.transitions import clocks
from asbcases.sara.transitions.shared import locked_open, record_on, refuse_unless_able, said


@transaction.atomic
def name_people(
    plan: ProblemPlan, *, supervisor: User, spoc: User | None, reason: str, by: User, now: datetime
) -> ProblemPlan:
    """Have a plan supervised by somebody, and somebody or nobody named as contact of those who are harmed; return it."""
    plan = locked_open(plan)
    why, before = said(reason, "Say why it changes: the reason is kept."), (plan.supervisor, plan.spoc)
    if before == (supervisor, spoc):
        raise Refused("Nothing changes by this: choose somebody else.")
    if spoc and spoc != before[1]:
        refuse_unless_able(spoc, plan.district, "as the contact")
    if supervisor != before[0]:
        _refuse_supervisor(plan, supervisor)
    plan.supervisor, plan.spoc, plan.version = supervisor, spoc, plan.version + 1
    plan.save(update_fields=["supervisor", "spoc", "version"])
    _tell(plan, before, why, by=by, now=now)
    if supervisor != before[0]:
        _hand_reviews_over(plan, by=by, now=now)
    return plan


def _refuse_supervisor(plan: ProblemPlan, supervisor: User) -> None:
    if supervisor.pk == plan.owner_id:
        raise Refused(f"{supervisor.name} owns the plan: somebody else supervises it.")
    refuse_unless_able(supervisor, plan.district, "to supervise the plan")


def _tell(plan: ProblemPlan, before: tuple[User, User | None], why: str, *, by: User, now: datetime) -> None:
    """Record each part that changes hands, by name, with whoever had it before."""
    parts = zip((plan.supervisor, plan.spoc), before, ("supervisor", "contact of those harmed"), strict=True)
    for new, old, part in parts:
        if new != old:
            told = {"owner": f"{new.name if new else 'nobody'} as {part}", "former": old.name if old else ""}
            record_on(PlanVerb.PROBLEM_TRANSFERRED, plan, by=by, now=now, reason=why, **told)


def _hand_reviews_over(plan: ProblemPlan, *, by: User, now: datetime) -> None:
    """Have the reviews that are owed be owed by the supervisor where the rank is theirs; the dates stay."""
    for review in Deadline.objects.filter(OPEN, plan=plan, kind=Kind.PLAN_REVIEW).order_by("pk"):
        to = clocks.reviewer(plan, review.rank, now)
        if to.pk != review.owner_id:
            reason = f"The plan is supervised by {plan.supervisor.name}"
            hand_over(review, to=to, reason=reason, by=by, now=now)
