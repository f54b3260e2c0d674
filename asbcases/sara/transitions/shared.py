"""What several acts on a plan share: how they are recorded, and what an act must find."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NoReturn

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.audit.plan_choices import PlanVerb
from asbcases.audit.transitions import record
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.ranks import at_least, rank_words
from asbcases.sara.rules.gates import SUPERVISOR
from asbcases.sara.rules.stages import may_move


def record_on(
    verb: PlanVerb, plan: ProblemPlan, *, by: User, now: datetime, reason: str = "", **data: object
) -> None:
    """Write an event about a plan."""
    record(verb, by=by, now=now, reason=reason, data=data, plan=plan)


def locked_at(plan: ProblemPlan, *stages: PlanStage) -> ProblemPlan:
    """Return the plan as it stands now, locked; Refused where it is at none of these stages."""
    plan = locked(plan)
    if plan.stage == PlanStage.CLOSED:
        raise Refused(f"{plan.reference} is closed: nothing more is done on it.")
    if plan.stage not in stages:
        _refuse_stage(plan, stages)
    return plan


def _refuse_stage(plan: ProblemPlan, stages: Collection[PlanStage]) -> NoReturn:
    when = " or ".join(str(stage.label) for stage in stages)
    raise Refused(f"{plan.reference} is at {plan.get_stage_display()}: this is done at {when}.")


def locked_open(plan: ProblemPlan) -> ProblemPlan:
    """Return the plan as it stands now, locked; Refused where it is closed."""
    return locked_at(plan, *(stage for stage in PlanStage if stage != PlanStage.CLOSED))


def move(plan: ProblemPlan, to: PlanStage, **changed: Any) -> None:
    """Have a plan stand at another stage, where the rules let it go there, with what else of it changes."""
    if not may_move(plan.stage, to):
        raise Refused(f"{plan.reference} does not go from {plan.get_stage_display()} to {to.label}.")
    plan.stage, plan.version = to, plan.version + 1
    for name, value in changed.items():
        setattr(plan, name, value)
    plan.save(update_fields=["stage", "version", *changed])


def said(words: str, asks: str) -> str:
    """Return words without space around them; Refused with what to say where there are none."""
    words = words.strip()
    if not words:
        raise Refused(asks)
    return words


def refuse_unless_past(at: datetime, now: datetime, what: str) -> None:
    """Refuse an instant that has not come."""
    if at > now:
        raise Refused(f"Look at the time again: {what} lies in the future.")


def refuse_unless_supervisor(by: User, owner: User, what: str) -> None:
    """Refuse what a supervisor does who does not own the plan, to everybody else."""
    if not at_least(by.rank, SUPERVISOR):
        raise Refused(f"A sergeant or above {what}: you are a {rank_words(by.rank)}.")
    if by.pk == owner.pk:
        raise Refused(f"Somebody else {what}: you own the plan.")


def refuse_unless_able(person: User, district: District, what: str) -> None:
    """Refuse somebody who does not work on the problems of a district."""
    here = works_for_county(person) or district.pk in districts_of(person)
    if not person.is_active or person.role not in CASE_WORK or not here:
        raise Refused(
            f"{person.name} does not work on the problems of {district.name}: choose somebody else {what}."
        )
