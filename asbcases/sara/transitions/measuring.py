"""The objective of a plan and its measure: frozen before anything is done, and changed only by a new version."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.cases.queries import next_number
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.sara.choices import ImpactType
from asbcases.sara.models import Objective
from asbcases.sara.queries import response_began_on
from asbcases.sara.transitions.shared import locked_at, move, record_on, said


@dataclass(frozen=True)
class Measure:
    """What is to be achieved, and how it is counted: baseline, target, and with what it will be compared."""

    statement: str
    impact: ImpactType
    baseline: int
    baseline_from: date
    baseline_to: date
    target: int
    target_on: date
    categories: Sequence[str] = field(default_factory=list)
    places: Sequence[str] = field(default_factory=list)
    comparisons: Sequence[str] = field(default_factory=list)


@transaction.atomic
def freeze_objective(plan: ProblemPlan, measure: Measure, *, by: User, now: datetime) -> Objective:
    """Fix the objective of a plan with its measure, and return it: the plan goes on to Scanning."""
    plan = locked_at(plan, PlanStage.OBJECTIVE)
    frozen = _frozen(plan, measure, why="", by=by, now=now)
    record_on(PlanVerb.MEASURE_FROZEN, plan, by=by, now=now, number=frozen.number)
    move(plan, PlanStage.SCANNING)
    return frozen


@transaction.atomic
def change_measure(plan: ProblemPlan, measure: Measure, *, why: str, by: User, now: datetime) -> Objective:
    """Keep a new version of the measure with the reason, and return it; the old version stays beside it."""
    later = (PlanStage.SCANNING, PlanStage.ANALYSIS, PlanStage.RESPONSE, PlanStage.ASSESSMENT)
    plan = locked_at(plan, *later)
    why = said(why, "Say why the measure changes: the old one stays beside it.")
    changed = _frozen(plan, measure, why=why, by=by, now=now)
    record_on(PlanVerb.PROBLEM_MEASURE_CHANGED, plan, by=by, now=now, reason=why, number=changed.number)
    return changed


def _frozen(plan: ProblemPlan, measure: Measure, *, why: str, by: User, now: datetime) -> Objective:
    _refuse_unless_sound(measure, london_day(now))
    _refuse_overlap(plan, measure.baseline_to)
    return Objective.objects.create(
        plan=plan,
        number=next_number(Objective.objects.filter(plan=plan)),
        why_changed=why,
        frozen_at=now,
        recorded_at=now,
        recorded_by=by,
        **{
            **asdict(measure),
            "statement": measure.statement.strip(),
            "categories": _named(measure.categories),
            "places": _named(measure.places),
            "comparisons": _named(measure.comparisons),
        },
    )


def _refuse_unless_sound(measure: Measure, today: date) -> None:
    said(measure.statement, "Say what is to be achieved.")
    if measure.baseline_to < measure.baseline_from:
        raise Refused("The baseline ends before it begins: look at its days again.")
    if measure.baseline_to >= today:
        raise Refused(
            f"The baseline has to be over: its last day is {day_words(measure.baseline_to)}, which has not passed."
        )
    if measure.target_on <= today:
        raise Refused("The day by which the target is to be reached has to be later than today.")
    if min(measure.baseline, measure.target) < 0:
        raise Refused("A count is nought or more: look at the baseline and the target again.")
    both = {place.casefold() for place in _named(measure.places)} & {
        place.casefold() for place in _named(measure.comparisons)
    }
    if both:
        raise Refused("A place is measured or compared with, not both: look at the places again.")


def _refuse_overlap(plan: ProblemPlan, baseline_to: date) -> None:
    """Refuse a baseline by which the plan could not be assessed: it reaches into the response."""
    first = response_began_on(plan)
    if first and baseline_to >= first:
        raise Refused(
            f"The baseline reaches into the response, which began on {day_words(first)}: what was done then is no part "
            "of how it was."
        )


def _named(words: Sequence[str]) -> list[str]:
    """Return what is named once each, in the order given, without what is blank."""
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))
