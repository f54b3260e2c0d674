"""Which days are before a response and which after it, what counts in them, and what is refused or warned of.

Practice reference, 4.2 to 4.4. Windows are whole weeks, so that each weekday occurs equally often in them; odd days are
cut from the beginning of a baseline and from the end of an after-window. All days are London's.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from asbcases.sara.rules.window_shapes import (
    WEEK,
    Caution,
    Comparison,
    Counts,
    Days,
    Facts,
    LeftOut,
    Outcome,
    Refusal,
    Response,
    Terms,
    Windows,
)

# The same season on the same weekdays: 52 weeks before.
YEAR_OF_WEEKS = timedelta(weeks=52)
YEAR = 365.25
# Further apart than this in the year, the middles of two windows lie in different seasons.
ONE_SEASON = 28


def windows_of(facts: Facts, terms: Terms) -> Windows:
    """Return the windows of an assessment, what counts in them, and why it is refused or to be read with care."""
    before, after = before_window(facts.baseline), after_window(facts.response, facts.after_days)
    counts = counted(facts, before, after)
    reasons = tuple(_refusals(facts, terms, before))
    year_before = (_on_record(facts, before), _on_record(facts, after))
    left_out = left_out_of(facts.comparisons, facts.response)
    comparisons = tuple(each.name for each in facts.comparisons if each.name not in left_out)
    return Windows(
        outcome=_outcome(facts, terms, reasons, after, counts),
        reasons=reasons,
        before=before,
        after=after,
        counts=counts,
        per_cent=change(counts) if after and before.length == after.length else None,
        year_before=year_before,
        comparisons=comparisons,
        left_out=left_out,
        warnings=tuple(_cautions(facts, terms, (before, after), counts, comparisons)),
        frozen_before=facts.frozen_before,
        rerun=facts.last_counts is not None and facts.last_counts != (counts.before, counts.after),
    )


def before_window(baseline: Days) -> Days:
    """Return the whole weeks of a baseline: odd days are cut from its beginning."""
    return Days(baseline.last_on - timedelta(days=baseline.weeks * WEEK - 1), baseline.last_on)


def after_window(response: Response | None, days: int) -> Days | None:
    """Return the whole weeks from the day after a response on; odd days are cut from their end."""
    if response is None or response.last_on is None:
        return None
    return Days(
        response.last_on + timedelta(days=1), response.last_on + timedelta(days=max(days, 0) // WEEK * WEEK)
    )


def counted(facts: Facts, before: Days, after: Days | None) -> Counts:
    """Return what counts in the windows by the category in which it stands today."""
    ours = [each for each in facts.occurrences if each.category in facts.measure and not each.in_error]

    def within(window: Days) -> int:
        return sum(each.times for each in ours if window.holds(each.within))

    windows = [window for window in (before, after) if window]
    partly = [
        each.times
        for each in ours
        if any(window.meets(each.within) and not window.holds(each.within) for window in windows)
    ]
    return Counts(within(before), within(after) if after else None, sum(partly))


def change(counts: Counts) -> float | None:
    """Return by how many per cent after is more than before, to a tenth; nothing can be said from nothing."""
    if not counts.before or counts.after is None:
        return None
    return round(100 * (counts.after - counts.before) / counts.before, 1)


def left_out_of(comparisons: Sequence[Comparison], response: Response | None) -> dict[str, LeftOut]:
    """Return the places that are not to be compared with: next door, or named when one could already see."""
    next_door = {each.name: LeftOut.INSIDE_RING for each in comparisons if each.inside_ring}
    late = {each.name: LeftOut.NAMED_AFTER_START for each in comparisons if _late(each, response)}
    return {**late, **next_door}


def _late(comparison: Comparison, response: Response | None) -> bool:
    return response is not None and comparison.named_on >= response.first_on


def _outcome(
    facts: Facts, terms: Terms, reasons: tuple[Refusal, ...], after: Days | None, counts: Counts
) -> Outcome:
    if reasons:
        return Outcome.REFUSED
    if after is None or after.last_on >= facts.today:
        return Outcome.TOO_EARLY
    return Outcome.TOO_FEW if counts.before + (counts.after or 0) < terms.few else Outcome.ASSESSED


def _refusals(facts: Facts, terms: Terms, before: Days) -> Iterator[Refusal]:
    """Yield every reason for which nothing can be assessed."""
    weeks = (before.weeks, max(facts.after_days, 0) // WEEK)
    if (before if before.weeks else facts.baseline).first_on < facts.records_from:
        yield Refusal.BASELINE_BEFORE_RECORDS
    if facts.response and facts.baseline.last_on >= facts.response.first_on:
        yield Refusal.BASELINE_OVERLAPS_RESPONSE
    if not all(weeks):
        yield Refusal.NO_WHOLE_WEEK
    if facts.response and facts.response.days.length < 1:
        yield Refusal.ENDS_BEFORE_IT_BEGINS
    if facts.response is None or facts.response.first_on > facts.today:
        yield Refusal.NOT_BEGUN
    if any(0 < each < terms.weeks for each in weeks) and not facts.short_reason.strip():
        yield Refusal.SHORT_WITHOUT_REASON


def _cautions(
    facts: Facts, terms: Terms, both: tuple[Days, Days | None], counts: Counts, comparisons: tuple[str, ...]
) -> Iterator[Caution]:
    """Yield every reason for which the figures are to be read with care."""
    known = [window for window in both if window]
    if facts.frozen_before not in (None, counts.before):
        yield Caution.BASELINE_CHANGED
    if not comparisons:
        yield Caution.COMPARISON_MISSING
    if counts.undated:
        yield Caution.MONTH_ONLY
    if any(window.meets(other.days) for window in known for other in facts.other_plans):
        yield Caution.OVERLAP
    if facts.highest_over and facts.highest_over.meets(both[0]):
        yield Caution.REGRESSION_TO_THE_MEAN
    if _seasons_differ(facts, *both):
        yield Caution.SEASON_DIFFERS
    if any(window.weeks < terms.weeks for window in known):
        yield Caution.WINDOW_SHORT


def _seasons_differ(facts: Facts, before: Days, after: Days | None) -> bool:
    """Return whether the windows lie in different seasons, and no records of a year before tell what that makes."""
    if after is None or (_on_record(facts, before) and _on_record(facts, after)):
        return False
    return seasons_apart(before, after)


def seasons_apart(one: Days, other: Days) -> bool:
    """Return whether two windows lie in different seasons."""
    apart = abs(_middle(other) - _middle(one)) % YEAR
    return min(apart, YEAR - apart) > ONE_SEASON


def _middle(window: Days) -> float:
    return (window.first_on.toordinal() + window.last_on.toordinal()) / 2


def _on_record(facts: Facts, window: Days | None) -> Days | None:
    """Return the same window a year before, where the records reach back to it."""
    then = window and window.earlier(YEAR_OF_WEEKS)
    return then if then and then.first_on >= facts.records_from else None
