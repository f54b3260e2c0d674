"""The end of a plan: through its gate and signed off by rank; and the look at it some months on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import meet
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on
from asbcases.sara.choices import ClosingReason, ResponseState
from asbcases.sara.models import AftercareCheck, PlanAssessment, PlanClosure, PlanResponse
from asbcases.sara.queries import newest_assessment, victims_of, victims_to_contact
from asbcases.sara.queries.youth import children_considered
from asbcases.sara.rules.gates import End, Objective, Order, Signature, claims_success, may_close
from asbcases.sara.rules.words import wanting_words
from asbcases.sara.transitions import clocks
from asbcases.sara.transitions.shared import locked_at, move, record_on, said

# What the rules call a response that has ended.
STATES = {ResponseState.DONE: "done", ResponseState.DROPPED: "called_off"}


@dataclass(frozen=True)
class Closing:
    """Why a plan is closed, as whoever signs it off states it; `orders` are those on which it leans, from their own file."""

    reason: ClosingReason
    words: str
    residual_risk: str
    short_reason: str = ""
    orders: Sequence[Order] = ()
    transferred_to: str = ""
    transfer_accepted: bool = False
    merged_into: ProblemPlan | None = None


def wanting_to_close(plan: ProblemPlan, closing: Closing, *, by: User, now: datetime) -> tuple[str, ...]:
    """Return by name all that is wanting before a plan may close so, signed by this person."""
    return may_close(_end_of(plan, closing, by, now)).missing


@transaction.atomic
def close_plan(plan: ProblemPlan, closing: Closing, *, by: User, now: datetime) -> PlanClosure:
    """Close a plan that may be closed, signed off by a supervisor who does not own it, and return how it ended."""
    plan = locked_at(plan, PlanStage.RESPONSE, PlanStage.ASSESSMENT)
    end = _end_of(plan, closing, by, now)
    gate = may_close(end)
    if not gate.allowed:
        raise Refused(wanting_words(gate.missing))
    if closing.merged_into and closing.merged_into.pk == plan.pk:
        raise Refused("A plan is not merged into itself: name another one.")
    closure = PlanClosure.objects.create(
        plan=plan,
        reason=closing.reason,
        words=said(closing.words, "Say how it ended, in words."),
        residual_risk=said(closing.residual_risk, "Say which risk is left, or that there is none."),
        criteria=_criteria(end),
        success_claimed=claims_success(closing.reason),
        transferred_to=closing.transferred_to.strip(),
        transfer_accepted=closing.transfer_accepted,
        merged_into=closing.merged_into,
        short_reason=end.short_reason,
        rank=by.rank,
        closed_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    told = closure.get_reason_display()
    record_on(PlanVerb.PROBLEM_CLOSED, plan, by=by, now=now, reason=closure.words, ending=told.lower())
    clocks.end_all(plan, why=f"The plan was closed: {told}", by=by, now=now)
    move(plan, PlanStage.CLOSED, closed_at=now)
    clocks.expect_aftercare(closure, by=by, now=now)
    return closure


def _end_of(plan: ProblemPlan, closing: Closing, by: User, now: datetime) -> End:
    """Return what is known of a plan when it is to be closed, from the file and from whoever signs."""
    assessment = newest_assessment(plan)
    measured = Objective(False, None, None)
    if assessment:
        measured = Objective(True, assessment.objective.target, assessment.after)
    states = PlanResponse.objects.filter(plan=plan).order_by("number").values_list("state", flat=True)
    waiting = victims_to_contact(plan).count()
    return End(
        closed_on=london_day(now),
        owner=plan.owner.username,
        reason=closing.reason,
        objective=measured,
        after_window_ends_on=_window_ends_on(assessment) if assessment else None,
        short_reason=closing.short_reason.strip() or (assessment.short_reason if assessment else ""),
        victims_contacted=[True] * (victims_of(plan).count() - waiting) + [False] * waiting,
        actions=[STATES.get(ResponseState(state), "open") for state in states],
        orders=closing.orders,
        transferred_to=closing.transferred_to,
        transfer_accepted=closing.transfer_accepted,
        merged_into=closing.merged_into.reference if closing.merged_into else "",
        signed_off_by=Signature(by.username, by.rank),
        children_considered=children_considered(plan, now=now),
    )


def _window_ends_on(assessment: PlanAssessment) -> date | None:
    """Return the last day of the window after, where it is as long as policy wants one that began then; else None."""
    wanted = limit_on("plan.window", "", assessment.after_from).value
    length = (assessment.after_to - assessment.after_from).days + 1
    return assessment.after_to if length >= wanted else None


def _criteria(end: End) -> dict[str, Any]:
    """Return what was looked at, as it is kept with the closing."""
    ends_on = end.after_window_ends_on
    return {
        "target": end.objective.target,
        "value": end.objective.value,
        "after_window_ends_on": ends_on.isoformat() if ends_on else None,
        "victims": len(end.victims_contacted),
        "actions": list(end.actions),
        "orders": len(end.orders),
        "children": len(end.children_considered),
    }


@transaction.atomic
def check_aftercare(plan: ProblemPlan, *, holds: bool, words: str, by: User, now: datetime) -> AftercareCheck:
    """Keep whether what a closed plan achieved holds some months on, and return it."""
    plan = locked(plan)
    if not PlanClosure.objects.filter(plan=plan).exists():
        raise Refused(f"{plan.reference} was not closed as a plan: there is nothing to look at again.")
    if AftercareCheck.objects.filter(plan=plan).exists():
        raise Refused(f"{plan.reference} was looked at again already: load the page again.")
    check = AftercareCheck.objects.create(
        plan=plan,
        holds=holds,
        words=said(words, "Say what was found, and from where it is known."),
        checked_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    record_on(PlanVerb.PROBLEM_AFTERCARE, plan, by=by, now=now, holds=holds)
    meet(Kind.PLAN_AFTERCARE, plan=plan, by=by, now=now)
    return check
