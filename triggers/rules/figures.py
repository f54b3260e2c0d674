"""The four figures that an area publishes for a reporting period, with the reviews behind each (ACR-16); pure.

Zero is 0, and unknown is None: an area of which nothing is known did not have no applications.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from asbcases.law.words import day_words
from triggers.rules.shapes import ReportingPeriod

DAY = timedelta(days=1)
MONTHS_OF_A_YEAR = 12


class Figure(StrEnum):
    """The figures of section 104(9), in its order."""

    APPLICATIONS = "applications"
    NOT_MET = "not_met"
    REVIEWS = "reviews"
    WITH_RECOMMENDATIONS = "with_recommendations"

    @property
    def says(self) -> str:
        """Return what is counted, in words."""
        return FIGURE_WORDS[self]


FIGURE_WORDS: Mapping[Figure, str] = {
    Figure.APPLICATIONS: "Applications made",
    Figure.NOT_MET: "Times the threshold was decided as not met",
    Figure.REVIEWS: "Reviews carried out",
    Figure.WITH_RECOMMENDATIONS: "Reviews that led to recommendations",
}
Numbers = Mapping[Figure, int | None]


@dataclass(frozen=True)
class Period:
    """A span of London days, its last among them."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Return whether a day is in the period."""
        return self.first <= day <= self.last

    @property
    def says(self) -> str:
        """Return the period in words."""
        return f"{day_words(self.first)} to {day_words(self.last)}"


@dataclass(frozen=True)
class Reviewed:
    """A review as far as the figures hang on it; it was no application while the victim had not consented."""

    pk: int
    applied_on: date | None
    not_met_on: tuple[date, ...] = ()
    held_on: tuple[date, ...] = ()
    recommended: bool = False


@dataclass(frozen=True)
class Figures:
    """The four numbers, and for each review that was counted in any of them the figures in which it was, each time."""

    numbers: Numbers
    behind: Mapping[int, tuple[Figure, ...]]


def count(reviews: Iterable[Reviewed], period: Period, *, known: bool) -> Figures:
    """Return the figures of an area for a period; `known` says whether there are any data of it by then."""
    counted = {one.pk: tuple(counted_in(one, period)) for one in reviews}
    behind = {pk: figures for pk, figures in counted.items() if figures} if known else {}
    every = [figure for figures in behind.values() for figure in figures]
    return Figures({figure: every.count(figure) if known else None for figure in Figure}, behind)


def counted_in(one: Reviewed, period: Period) -> Iterator[Figure]:
    """Yield the figures in which a review is counted: once each, and once for each time the threshold was not met."""
    if one.applied_on and period.holds(one.applied_on):
        yield Figure.APPLICATIONS
    yield from (Figure.NOT_MET for day in one.not_met_on if period.holds(day))
    if any(map(period.holds, one.held_on)):
        yield Figure.REVIEWS
        if one.recommended:
            yield Figure.WITH_RECOMMENDATIONS


@dataclass(frozen=True)
class Changed:
    """A figure that came to something else than was published."""

    figure: Figure
    was: int | None
    now: int | None


@dataclass(frozen=True)
class Changes:
    """What changed since figures were published: which figures, and which reviews are counted otherwise."""

    figures: tuple[Changed, ...]
    reviews: Mapping[int, tuple[tuple[Figure, ...], tuple[Figure, ...]]]

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.figures or self.reviews)


def changes(was: Figures, now: Figures) -> Changes:
    """Return what a later run counts otherwise than an earlier one: the figures, and each review as before and after."""
    figures = [
        Changed(figure, was.numbers[figure], now.numbers[figure])
        for figure in Figure
        if was.numbers[figure] != now.numbers[figure]
    ]
    counted = {
        pk: (was.behind.get(pk, ()), now.behind.get(pk, ())) for pk in sorted({*was.behind, *now.behind})
    }
    return Changes(tuple(figures), {pk: both for pk, both in counted.items() if both[0] != both[1]})


def period_before(reporting: ReportingPeriod, today: date) -> Period:
    """Return the reporting period of an area that ended last before a day."""
    begun = _months(today) - _months(date(1, reporting.month, 1)) - (today.day < reporting.day)
    current = begun - begun % reporting.months
    starts = [_start(reporting, current - reporting.months), _start(reporting, current)]
    return Period(starts[0], starts[1] - DAY)


def _months(day: date) -> int:
    return day.year * MONTHS_OF_A_YEAR + day.month


def _start(reporting: ReportingPeriod, months: int) -> date:
    """Return the first day of the period that starts so many months after the first of all."""
    year, month = divmod(months + _months(date(1, reporting.month, 1)) - 1, MONTHS_OF_A_YEAR)
    return date(year, month + 1, reporting.day)
