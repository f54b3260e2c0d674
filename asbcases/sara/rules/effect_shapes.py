"""What the figures of an assessment are computed from, and what is said of them, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from asbcases.sara.rules.window_shapes import Caution, Days

CONFIDENCE = 0.95


class Method(StrEnum):
    """Against what before and after are held."""

    PLACES = "places"
    YEAR_BEFORE = "year_before"
    ALONE = "alone"
    ENTERED = "entered"


class Finding(StrEnum):
    """What the figures say of a change; a person gives the verdict."""

    FELL = "fell"
    ROSE = "rose"
    NOT_SHOWN = "not_shown"
    TOO_FEW = "too_few"


class Strength(StrEnum):
    """How much the figures can bear: a before and after alone is weak, one beside comparison places is fair."""

    WEAK = "weak"
    FAIR = "fair"


@dataclass(frozen=True)
class Happening:
    """What happened everywhere, such as a lockdown: its days, and its words."""

    days: Days
    words: str


@dataclass(frozen=True)
class Known:
    """All that is counted for one assessment; each series runs day by day from the first day of the records."""

    records_from: date
    before: Days
    after: Days
    place: Sequence[int]
    comparisons: Mapping[str, Sequence[int]] = field(default_factory=dict)
    ring: Sequence[int] | None = None
    # Over which days the place was the highest, where it was taken up for that.
    highest_over: Days | None = None
    cautions: Sequence[Caution] = ()
    happenings: Sequence[Happening] = ()

    def __post_init__(self) -> None:
        ends = (self.after.last_on - self.records_from).days + 1
        series = (self.place, *self.comparisons.values(), *((self.ring,) if self.ring is not None else ()))
        if self.before.first_on < self.records_from or any(len(each) < ends for each in series):
            raise ValueError(
                "A series does not reach over both windows: what is missing would count as nothing."
            )

    @cached_property
    def pooled(self) -> list[int]:
        """Return what all comparison places hold together, day by day."""
        return [sum(day) for day in zip(*self.comparisons.values(), strict=True)]

    def total(self, series: Sequence[int], days: Days) -> int:
        """Return what a series holds on these days."""
        return sum(self._on(series, days))

    def by_week(self, series: Sequence[int], days: Days) -> list[int]:
        """Return what a series holds in each whole week, counted back from the last of the days."""
        daily = self._on(series, days)
        odd = len(daily) % 7
        return [sum(daily[day : day + 7]) for day in range(odd, len(daily), 7)]

    def _on(self, series: Sequence[int], days: Days) -> Sequence[int]:
        begins = (days.first_on - self.records_from).days
        return series[begins : begins + days.length]


@dataclass(frozen=True)
class Entered:
    """Two counts that somebody entered with their source: of no day is anything known."""

    before: int
    before_days: Days
    after: int
    after_days: Days
    source: str
    cautions: Sequence[Caution] = ()
    happenings: Sequence[Happening] = ()


@dataclass(frozen=True)
class Interval:
    """A ratio to what was to be expected, and between which ratios the truth lies 95 times in 100.

    `dispersion` is how much more weeks differ than independent incidents would, `weeks` by how many it is known.
    """

    ratio: float
    low: float
    high: float
    dispersion: float
    weeks: int

    @property
    def finding(self) -> Finding:
        """Return whether it lies wholly below or above no change."""
        if self.high < 1:
            return Finding.FELL
        return Finding.ROSE if self.low > 1 else Finding.NOT_SHOWN


@dataclass(frozen=True)
class Naive:
    """The plain before and after: the two counts, the change a day in per cent, and why it may mislead."""

    before: int
    after: int
    per_cent: float | None
    why_it_may_mislead: tuple[str, ...]


@dataclass(frozen=True)
class NextDoor:
    """What became of the ring around the place, and of place and ring together.

    `moved` and `prevented` are incidents over and under what was to be expected next door and here; the quotient is
    that of Bowers and Johnson (2003): under 0 some may have moved, over 0 the good may have spread.
    """

    before: int
    after: int
    ring: Interval | None
    together: Interval | None
    moved: float
    prevented: float
    quotient: float | None


@dataclass(frozen=True)
class Effect:
    """What is to be said of a plan's before and after."""

    finding: Finding
    method: Method
    before: int
    after: int
    # The days that after was held against: not those of the baseline where a place was the highest over them.
    held_against: Days | None
    interval: Interval | None
    naive: Naive
    next_door: NextDoor | None
    strength: Strength
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
