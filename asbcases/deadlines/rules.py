"""When a deadline is late, when the sweep takes each step, and whom a rung of the ladder asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asbcases.accounts.choices import Rank
from asbcases.deadlines.choices import LADDER, Nature, State, Step
from asbcases.law.clocks import ELAPSED, ClockUnit
from asbcases.law.periods import LONDON

Plan = dict[Step, datetime]


@dataclass(frozen=True)
class Span:
    """A length of time as policy states it: real hours, or London days."""

    value: float
    unit: str


def state_of(
    *,
    nature: Nature,
    due_at: datetime,
    warn_at: datetime | None,
    met_at: datetime | None,
    cancelled_at: datetime | None,
    now: datetime,
) -> State:
    """Return the state of a deadline, from its facts alone; a missed obligation stays owed."""
    if cancelled_at is not None:
        return State.CANCELLED
    if met_at is not None:
        return State.MET if met_at < due_at else State.MET_LATE
    if due_at <= now:
        return State.OVERDUE if nature is Nature.OBLIGATION else State.PASSED
    return State.DUE_SOON if warn_at is not None and warn_at <= now else State.DUE


@dataclass(frozen=True)
class Ladder:
    """What policy says of the steps of one kind of deadline: when it warns, and how long after it each rank is told."""

    nature: Nature
    warn: Span | None
    climb: Mapping[Step, Span]


def plan_of(due_at: datetime, policy: Ladder) -> Plan:
    """Return when the sweep takes each step; a window warns and passes, and nobody is told that it is late."""
    plan = {Step.WARN: before(due_at, policy.warn)} if policy.warn else {}
    if policy.nature is Nature.WINDOW:
        return {**plan, Step.PASS: due_at}
    plan = {**plan, Step.MISS: due_at, **ladder(due_at, policy.climb)}
    if again := policy.climb.get(Step.AGAIN):
        plan[Step.AGAIN] = after(max(plan.values()), again)
    return plan


def ladder(due_at: datetime, climb: Mapping[Step, Span]) -> Plan:
    """Return when each rung is told, from the lowest; no rung is told before the one below it."""
    rungs: Plan = {}
    reached = due_at
    for rung in LADDER:
        if rung in climb:
            reached = max(reached, after(due_at, climb[rung]))
            rungs[rung] = reached
    return rungs


def steps_due(plan: Plan, taken: Mapping[Step, datetime], now: datetime) -> list[Step]:
    """Return the steps whose time has come and which were not taken, in the order in which they fell due."""
    left = _left(plan, taken)
    due = [step for step in left if left[step] <= now]
    return sorted(due, key=lambda step: (left[step], list(Step).index(step)))


def next_step(plan: Plan, taken: Mapping[Step, datetime]) -> datetime | None:
    """Return when the sweep has to look again, or None when every step was taken."""
    return min(_left(plan, taken).values(), default=None)


def _left(plan: Plan, taken: Mapping[Step, datetime]) -> Plan:
    """Return the steps that are to come; of what is told again there is always a next time."""
    left = {step: at for step, at in plan.items() if step not in taken}
    if Step.AGAIN in plan and Step.AGAIN in taken:
        left[Step.AGAIN] = _at_turn(plan, turn_of(plan, taken[Step.AGAIN]) + 1)
    return left


def planned_for(plan: Plan, step: Step, now: datetime) -> datetime:
    """Return when a step that is due by now fell due; what is told again, at its last turn: after an outage it is told once."""
    return _at_turn(plan, turn_of(plan, now)) if step is Step.AGAIN else plan[step]


def turn_of(plan: Plan, at: datetime) -> int:
    """Return which turn of what is told again an instant belongs to, the first being 0; turns keep London's clock time."""
    first, apart = _turns(plan)
    return (_in_london(at) - first) // apart


def _at_turn(plan: Plan, turn: int) -> datetime:
    first, apart = _turns(plan)
    return (first + turn * apart).replace(tzinfo=LONDON).astimezone(UTC)


def _turns(plan: Plan) -> tuple[datetime, timedelta]:
    """Return the first turn, and how far they are apart: as far as the first is from the rung before it."""
    first = _in_london(plan[Step.AGAIN])
    return first, first - max(_in_london(at) for step, at in plan.items() if step is not Step.AGAIN)


def _in_london(at: datetime) -> datetime:
    return at.astimezone(LONDON).replace(tzinfo=None)


def asks_for(rung: Step, answers: str) -> Rank:
    """Return the rank that a rung is told at: its own, or the next above the one who owes the deadline."""
    own, above = Rank(rung.value), Rank(answers).order + 1
    return own if own.order >= above else list(Rank)[min(above, len(Rank) - 1)]


def before(instant: datetime, span: Span) -> datetime:
    """Return the instant this long before another."""
    return after(instant, Span(-span.value, span.unit))


def after(instant: datetime, span: Span) -> datetime:
    """Return the instant this long after another; days keep London's clock time, hours are real hours."""
    if span.unit in ELAPSED:
        return instant.astimezone(UTC) + span.value * ELAPSED[ClockUnit(span.unit)]
    if span.unit == "days":
        # Arithmetic on a London time moves its clock time and leaves the change of the clocks out.
        return (instant.astimezone(LONDON) + timedelta(days=span.value)).astimezone(UTC)
    raise ValueError(f"A deadline cannot be counted in {span.unit}: use minutes, hours or days.")


def written(plan: Mapping[Step, datetime]) -> dict[str, str]:
    """Return a plan as the table keeps it, with every instant in UTC."""
    return {step.value: at.astimezone(UTC).isoformat() for step, at in plan.items()}


def read(kept: Mapping[str, str]) -> Plan:
    """Return the plan that the table keeps."""
    return {Step(step): datetime.fromisoformat(at) for step, at in kept.items()}


def may_rule(rank: str, asked: str) -> bool:
    """Return whether somebody of a rank may extend, pause or waive what a rank was asked for: a sergeant, never below it."""
    return Rank(rank).order >= max(Rank.SERGEANT.order, Rank(asked).order)
