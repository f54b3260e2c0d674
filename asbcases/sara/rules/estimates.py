"""Intervals of the change at a place, next door and together; loads scipy, see `intervals`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asbcases.sara.rules.effect_shapes import Finding, Interval, Known, Method, NextDoor
from asbcases.sara.rules.intervals import Spread, Table, quasi_interval, spread_of_shares, spread_of_weeks
from asbcases.sara.rules.window_shapes import Days
from asbcases.sara.rules.windows import YEAR_OF_WEEKS


@dataclass(frozen=True)
class Held:
    """What is known, held against these days by one of the methods."""

    known: Known
    method: Method
    against: Days

    @property
    def now(self) -> tuple[Days, Days]:
        """Return the days before and after."""
        return self.against, self.known.after

    @property
    def then(self) -> tuple[Days, Days]:
        """Return the same days a year before."""
        return self.against.earlier(YEAR_OF_WEEKS), self.known.after.earlier(YEAR_OF_WEEKS)

    def totals(self, series: Sequence[int], windows: tuple[Days, Days]) -> tuple[int, int]:
        """Return what a series holds before and after."""
        return self.known.total(series, windows[0]), self.known.total(series, windows[1])

    def weeks(self, series: Sequence[int], *windows: Days) -> list[list[int]]:
        """Return what a series holds in each week of the windows."""
        return [self.known.by_week(series, days) for days in windows]

    def elsewhere(self, series: Sequence[int]) -> tuple[int, int]:
        """Return with what the counts of a series are compared, before and after."""
        if self.method == Method.PLACES:
            return self.totals(self.known.pooled, self.now)
        if self.method == Method.YEAR_BEFORE:
            return self.totals(series, self.then)
        return self.against.length, self.known.after.length

    def table(self, series: Sequence[int]) -> Table:
        """Return a series beside what it is compared with."""
        alone = self.method == Method.ALONE
        return Table(*self.totals(series, self.now), *self.elsewhere(series), by_days=alone)

    def interval(self, series: Sequence[int]) -> Interval | None:
        """Return the change of a series against what was to be expected."""
        return quasi_interval(self.table(series), SPREADS[self.method](self, series))


def _of_shares(held: Held, series: Sequence[int]) -> Spread:
    """Return how the share of a place differs from week to week, in all weeks on record and in those after."""
    on_record = Days(held.known.records_from, held.against.last_on)
    windows = (on_record, held.known.after)
    return spread_of_shares(held.weeks(series, *windows), held.weeks(held.known.pooled, *windows))


def _of_two_years(held: Held, series: Sequence[int]) -> Spread:
    return spread_of_weeks(held.weeks(series, *held.now, *held.then))


def _of_windows(held: Held, series: Sequence[int]) -> Spread:
    return spread_of_weeks(held.weeks(series, *held.now))


SPREADS: dict[Method, Callable[[Held, Sequence[int]], Spread]] = {
    Method.PLACES: _of_shares,
    Method.YEAR_BEFORE: _of_two_years,
    Method.ALONE: _of_windows,
}


def next_door(held: Held, ring: Sequence[int]) -> NextDoor:
    """Return what became of the ring, beside what became of the place."""
    place = held.known.place
    moved, gained = _over_expected(held, ring), _over_expected(held, place)
    interval, here = held.interval(ring), held.interval(place)
    told = interval and here and here.finding == Finding.FELL and gained < 0
    return NextDoor(
        *held.totals(ring, held.now),
        ring=interval,
        together=held.interval([sum(both) for both in zip(place, ring, strict=True)]),
        moved=moved,
        prevented=-gained,
        quotient=moved / gained if told else None,
    )


def _over_expected(held: Held, series: Sequence[int]) -> float:
    """Return by how many more came after than was to be expected from before and from what it is compared with."""
    table = held.table(series)
    if not table.elsewhere_before:
        return 0.0
    return table.after - table.before * table.elsewhere_after / table.elsewhere_before
