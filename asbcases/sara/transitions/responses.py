"""Responses: planned after the analysis, or at once as a quick fix that is marked so; begun, finished or dropped."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import Agency, User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import meet
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.sara.choices import EntryKind, FourP, PatSide, ResponseState
from asbcases.sara.models import PlanResponse
from asbcases.sara.queries import first_objective, found
from asbcases.sara.rules.gates import Start, may_begin
from asbcases.sara.rules.words import wanting_words
from asbcases.sara.transitions import clocks
from asbcases.sara.transitions.shared import (
    locked_at,
    locked_open,
    move,
    record_on,
    refuse_unless_able,
    said,
)

# Where a response belongs to the plan; before, only a quick fix is planned.
PLANNED_AT = (PlanStage.RESPONSE, PlanStage.ASSESSMENT)


class Optional(TypedDict, total=False):
    """What may be left out of a response."""

    side: PatSide
    basis: str
    agency: Agency
    cost: str


@transaction.atomic
def add_response(
    plan: ProblemPlan,
    *,
    action: str,
    four_p: FourP,
    owner: User,
    starts_on: date,
    due_on: date,
    immediate: bool = False,
    by: User,
    now: datetime,
    **more: Unpack[Optional],
) -> PlanResponse:
    """Plan a response, put its last day into the diary, and return it; after an assessment the plan responds again."""
    plan = locked_open(plan) if immediate else locked_at(plan, *PLANNED_AT)
    if due_on < starts_on:
        raise Refused("The response is due before it starts: look at its days again.")
    if due_on < london_day(now):
        raise Refused("The day by which it is due has passed: choose today or a later day.")
    refuse_unless_able(owner, plan.district, "to answer for the response")
    if not immediate and plan.stage == PlanStage.ASSESSMENT:
        move(plan, PlanStage.RESPONSE)
    response = PlanResponse.objects.create(
        plan=plan,
        number=next_number(PlanResponse.objects.filter(plan=plan)),
        action=said(action, "Say what is to be done."),
        four_p=four_p,
        owner=owner,
        starts_on=starts_on,
        due_on=due_on,
        immediate=immediate,
        recorded_at=now,
        recorded_by=by,
        **more,
    )
    record_on(PlanVerb.RESPONSE_ADDED, plan, by=by, now=now, number=response.number, immediate=immediate)
    clocks.expect_response(response, by=by, now=now)
    return response


@transaction.atomic
def begin_response(response: PlanResponse, *, by: User, now: datetime) -> PlanResponse:
    """Begin a response and return it: of the plan after a cause, a data source and a frozen measure, a quick fix at once."""
    response = _held(response)
    if response.state == ResponseState.BEGUN:
        raise Refused(f"Response {response.number} has begun already: load the page again.")
    _refuse_unless_gate_open(response, london_day(now))
    response.state, response.begun_at = ResponseState.BEGUN, now
    _save(response, "state", "begun_at")
    record_on(PlanVerb.RESPONSE_BEGUN, response.plan, by=by, now=now, number=response.number)
    return response


def _refuse_unless_gate_open(response: PlanResponse, today: date) -> None:
    plan = response.plan
    frozen = first_objective(plan)
    gate = may_begin(
        Start(
            immediate=response.immediate,
            causes=found(plan, EntryKind.CAUSE),
            data_sources=found(plan, EntryKind.DATA_SOURCE),
            measure_frozen_on=london_day(frozen.frozen_at) if frozen else None,
            response_begins_on=today,
        )
    )
    if not gate.allowed:
        raise Refused(wanting_words(gate.missing))


@transaction.atomic
def finish_response(
    response: PlanResponse, *, result: str, cost: str = "", by: User, now: datetime
) -> PlanResponse:
    """Keep that a response is done, what came of it and what it cost; return it."""
    response = _held(response)
    if response.state != ResponseState.BEGUN:
        raise Refused(f"Response {response.number} has not begun: begin it first.")
    response.result = said(result, "Say what came of it: the result is kept with the response.")
    response.state, response.done_at = ResponseState.DONE, now
    response.cost = cost.strip() or response.cost
    _save(response, "state", "done_at", "result", "cost")
    record_on(PlanVerb.RESPONSE_DONE, response.plan, by=by, now=now, number=response.number)
    meet(Kind.PLAN_RESPONSE, plan=response.plan, subject=str(response.number), by=by, now=now)
    return response


@transaction.atomic
def drop_response(response: PlanResponse, *, reason: str, by: User, now: datetime) -> PlanResponse:
    """Keep that a response will not be done, and why; return it."""
    response = _held(response)
    response.result = said(reason, "Say why it is not done: the reason is kept with the response.")
    response.state, response.dropped_at = ResponseState.DROPPED, now
    _save(response, "state", "dropped_at", "result")
    record_on(
        PlanVerb.RESPONSE_DROPPED,
        response.plan,
        by=by,
        now=now,
        reason=response.result,
        number=response.number,
    )
    clocks.end_response(response, why=response.result, by=by, now=now)
    return response


def _held(response: PlanResponse) -> PlanResponse:
    """Return a response as it stands now, locked with its plan; Refused where it has ended."""
    plan, response = locked_open(response.plan), locked(response)
    response.plan = plan
    if not response.is_open:
        raise Refused(f"Response {response.number} has ended already: load the page again.")
    return response


def _save(response: PlanResponse, *changed: str) -> None:
    response.version += 1
    response.save(update_fields=[*changed, "version"])
