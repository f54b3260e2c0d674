"""A plan is started, linked to what it works on, and given to somebody else."""

from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import District, User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import Case, Incident, Person, Premises, ProblemPlan
from asbcases.cases.plan_choices import PlanSource, PlanStage, PlanType
from asbcases.cases.queries import locked, next_number, next_reference
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import hand_over
from asbcases.errors import Refused
from asbcases.sara.choices import ResponseState
from asbcases.sara.models import PlanLink, PlanResponse
from asbcases.sara.transitions import clocks
from asbcases.sara.transitions.shared import (
    locked_open,
    record_on,
    refuse_unless_able,
    refuse_unless_past,
    said,
)

Linked = Case | Incident | Person | Premises
NAMES: dict[type[Linked], str] = {
    Case: "case",
    Incident: "incident",
    Person: "person",
    Premises: "premises",
}


@transaction.atomic
def start_plan(
    *,
    title: str,
    type: PlanType,
    district: District,
    source: PlanSource,
    raised_at: datetime,
    owner: User,
    supervisor: User | None = None,
    spoc: User | None = None,
    area: str = "",
    source_words: str = "",
    by: User,
    now: datetime,
) -> ProblemPlan:
    """Open a plan that has no objective yet, start the clocks of its reviews, and return it."""
    refuse_unless_past(raised_at, now, "when it was raised")
    refuse_unless_able(owner, district, "to own the plan")
    supervisor = supervisor or supervisor_of(district, Rank.SERGEANT, now)
    if supervisor is None or supervisor.pk == owner.pk:
        raise Refused("Name a supervisor of the plan who does not own it.")
    refuse_unless_able(supervisor, district, "to supervise the plan")
    plan = ProblemPlan.objects.create(
        reference=next_reference("SAR", now),
        title=said(title, "Say what the problem is, in a few words."),
        type=type,
        district=district,
        area=area.strip(),
        source=source,
        source_words=source_words.strip(),
        raised_at=raised_at,
        owner=owner,
        supervisor=supervisor,
        spoc=spoc,
        stage=PlanStage.OBJECTIVE,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, Any] = {"started": plan.reference, "type": PlanType(type).label}
    record_on(PlanVerb.PROBLEM_STARTED, plan, by=by, now=now, **told)
    clocks.start_reviews(plan, origin=f"plan:{plan.pk}", because="the plan was started", by=by, now=now)
    return plan


@transaction.atomic
def link(plan: ProblemPlan, *, to: Linked, by: User, now: datetime) -> PlanLink:
    """Link a plan to a case, an incident, a person or premises on which it works, and return the link."""
    plan, name = locked_open(plan), NAMES[type(to)]
    if PlanLink.objects.filter(plan=plan, recorded_in_error_at__isnull=True, **{name: to}).exists():
        raise Refused(f"{to.reference} is linked to the plan already.")
    row: dict[str, Any] = {name: to}
    made = PlanLink.objects.create(
        plan=plan,
        number=next_number(PlanLink.objects.filter(plan=plan)),
        recorded_at=now,
        recorded_by=by,
        **row,
    )
    record_on(PlanVerb.PROBLEM_LINKED, plan, by=by, now=now, what=f"a {name}", number=made.number)
    return made


@transaction.atomic
def unlink(made: PlanLink, *, reason: str, by: User, now: datetime) -> PlanLink:
    """Take a link off its plan, with the reason, and return it; the row stays."""
    plan, made = locked_open(made.plan), locked(made)
    if made.recorded_in_error_at:
        raise Refused("This link was taken off already: load the page again.")
    made.recorded_in_error_at, made.recorded_in_error_by = now, by
    made.recorded_in_error_why = said(reason, "Say why the link is taken off: the reason is kept.")
    made.save(update_fields=["recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why"])
    record_on(
        PlanVerb.PROBLEM_UNLINKED, plan, by=by, now=now, reason=made.recorded_in_error_why, number=made.number
    )
    return made


@transaction.atomic
def transfer_plan(plan: ProblemPlan, *, to: User, reason: str, by: User, now: datetime) -> ProblemPlan:
    """Give a plan to another owner, with what the former one owes on it, and return it; the dates stay."""
    plan = locked_open(plan)
    former, why = plan.owner, said(reason, "Say why the plan changes hands: the reason is kept.")
    if to.pk in (former.pk, plan.supervisor_id):
        raise Refused(f"{to.name} owns or supervises the plan already: choose somebody else.")
    refuse_unless_able(to, plan.district, "to own the plan")
    plan.owner, plan.version = to, plan.version + 1
    plan.save(update_fields=["owner", "version"])
    not_ended = (ResponseState.PLANNED, ResponseState.BEGUN)
    PlanResponse.objects.filter(plan=plan, owner=former, state__in=not_ended).update(owner=to)
    for deadline in Deadline.objects.filter(OPEN, plan=plan, owner=former).order_by("pk"):
        hand_over(deadline, to=to, reason=f"The plan was given to {to.name}", by=by, now=now)
    told: dict[str, Any] = {"owner": to.name, "former": former.name}
    record_on(PlanVerb.PROBLEM_TRANSFERRED, plan, by=by, now=now, reason=why, **told)
    return plan
