"""Which days after is held against, and against what: comparison places, the year before, or nothing."""

from datetime import timedelta

from asbcases.sara.rules.effect_shapes import Known, Method
from asbcases.sara.rules.window_shapes import WEEK, Days, Terms
from asbcases.sara.rules.windows import YEAR_OF_WEEKS

DAY = timedelta(days=1)


def held_against(known: Known, terms: Terms) -> Days | None:
    """Return the days that after is held against, or none where too few are on record.

    Where a place was taken up because it was the highest over days of the baseline, those days are left out, for fewer
    would have followed them anyway: the baseline after them counts, else as many weeks on record before them.
    """
    looked = known.highest_over
    if looked is None or not looked.meets(known.before):
        return known.before
    wanted = min(known.before.weeks, terms.weeks)
    since = Days(looked.last_on + DAY, known.before.last_on)
    if since.weeks >= wanted:
        return _last_weeks(since, since.weeks)
    earlier = Days(known.records_from, looked.first_on - DAY)
    return _last_weeks(earlier, min(earlier.weeks, known.before.weeks)) if earlier.weeks >= wanted else None


def method_of(known: Known, against: Days) -> Method:
    """Return against what before and after can be held: places, the year before where it lies apart, or nothing."""
    if known.comparisons:
        return Method.PLACES
    then, later = against.earlier(YEAR_OF_WEEKS), known.after.earlier(YEAR_OF_WEEKS)
    on_record = then.first_on >= known.records_from
    return Method.YEAR_BEFORE if on_record and not later.meets(against) else Method.ALONE


def _last_weeks(days: Days, weeks: int) -> Days:
    return Days(days.last_on - timedelta(days=weeks * WEEK - 1), days.last_on)
