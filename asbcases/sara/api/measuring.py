"""The figures of an assessment that is sent to the API, made as the pages make them."""

from datetime import datetime
from typing import Any

from asbcases.cases.models import ProblemPlan
from asbcases.law.periods import london_day
from asbcases.sara.queries.entering import Counts, measure_entered
from asbcases.sara.queries.measuring import measure, proposed
from asbcases.sara.rules.measured import Measured
from asbcases.sara.rules.window_shapes import Days
from asbcases.sara.transitions.assessing import ASSESSED_AT, refuse_unless_sound
from asbcases.sara.transitions.shared import locked_at


def measured(plan: ProblemPlan, said: dict[str, Any], *, now: datetime) -> Measured:
    """Return the figures of a plan, from the records where no counts were sent; the verdict alone is left of what was said."""
    plan = locked_at(plan, *ASSESSED_AT)
    if "counted_from" in said:
        return _entered(plan, said, now)
    reason = said.pop("short_reason")
    windows = proposed(plan, now=now, after_days=said.pop("after_days", None), short_reason=reason)
    return measure(plan, windows, now=now, short_reason=reason)


def _entered(plan: ProblemPlan, said: dict[str, Any], now: datetime) -> Measured:
    counts = Counts(
        before_days=Days(said.pop("before_from"), said.pop("before_to")),
        before=said.pop("before"),
        after_days=Days(said.pop("after_from"), said.pop("after_to")),
        after=said.pop("after"),
        counted_from=said.pop("counted_from"),
        short_reason=said.pop("short_reason"),
    )
    both = (counts.before, counts.after)
    refuse_unless_sound(plan, counts.before_days, counts.after_days, both, today=london_day(now))
    return measure_entered(plan, counts, now=now)
