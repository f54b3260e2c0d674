"""The figures of counts that somebody made elsewhere: weak always, and said to be so."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from asbcases.cases.models import ProblemPlan
from asbcases.law.periods import london_day
from asbcases.sara.queries.measuring import CHOSEN_FOR_BEING_HIGH, terms_on
from asbcases.sara.rules.effect import effect_entered
from asbcases.sara.rules.effect_data import as_data
from asbcases.sara.rules.effect_shapes import Effect, Entered
from asbcases.sara.rules.measured import Measured
from asbcases.sara.rules.window_shapes import Caution, Days, Terms
from asbcases.sara.rules.windows import seasons_apart
from asbcases.sara.rules.worked import NINE_OFFENDERS, SECOND_LOCKDOWN


class Counts(NamedTuple):
    """Two counts with their days, and whence they come."""

    before_days: Days
    before: int
    after_days: Days
    after: int
    counted_from: str
    short_reason: str = ""


def measure_entered(plan: ProblemPlan, counts: Counts, *, now: datetime) -> Measured:
    """Return the figures of counts that were entered, as an assessment keeps them."""
    terms = terms_on(london_day(now))
    entered = Entered(
        before=counts.before,
        before_days=counts.before_days,
        after=counts.after,
        after_days=counts.after_days,
        source=counts.counted_from,
        cautions=tuple(_cautions(plan, counts, terms)),
        happenings=(SECOND_LOCKDOWN,),
    )
    return Measured(
        *counts.before_days,
        *counts.after_days,
        before=counts.before,
        after=counts.after,
        figures=as_data(effect_entered(entered, terms)),
        counted_from=counts.counted_from,
        short_reason=counts.short_reason,
    )


def _cautions(plan: ProblemPlan, counts: Counts, terms: Terms) -> Iterator[Caution]:
    yield Caution.COMPARISON_MISSING
    if plan.source in CHOSEN_FOR_BEING_HIGH:
        yield Caution.REGRESSION_TO_THE_MEAN
    if seasons_apart(counts.before_days, counts.after_days):
        yield Caution.SEASON_DIFFERS
    if min(counts.before_days.weeks, counts.after_days.weeks) < terms.weeks:
        yield Caution.WINDOW_SHORT


def worked_example(now: datetime) -> Effect:
    """Return what the report's own example says when it is read with care."""
    return effect_entered(NINE_OFFENDERS, terms_on(london_day(now)))
