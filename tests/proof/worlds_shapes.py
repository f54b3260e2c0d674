"""Worlds of problem-solving plans: what a rule may read of a plan, and the truth beside it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Window(NamedTuple):
    """Days from the first to the last, both in it."""

    first_on: date
    last_on: date

    @property
    def days(self) -> int:
        """Return how many days are in it."""
        return (self.last_on - self.first_on).days + 1


@dataclass(frozen=True)
class World:
    """All that is known of one plan once its after-window is over; series run day by day from `records_from`."""

    number: int
    records_from: date
    scanned_on: date
    baseline: Window
    response: Window
    after: Window
    chosen: str
    chosen_over: Window | None
    place: tuple[int, ...]
    comparisons: tuple[tuple[int, ...], ...]
    ring: tuple[int, ...]

    def within(self, window: Window) -> slice:
        """Return which part of a series lies in the window."""
        begins = (window.first_on - self.records_from).days
        return slice(begins, begins + window.days)


@dataclass(frozen=True)
class Place:
    """One place as it is: its daily level, how it clumps, its own week, and how strongly it follows the district.

    `size` is that of the negative binomial, of a day or of a week: the variance is m + m * m / size; with 0 it is m.
    """

    level: float
    size: float
    follows: float
    week: tuple[float, ...]


@dataclass(frozen=True)
class Truth:
    """What no rule may read: the effect, the places as they are, and the mean of each day with and without the plan."""

    effect: float
    moved: float
    clumps: str
    lockdown: Window | None
    places: tuple[Place, ...]
    place_means: tuple[float, ...]
    place_means_without: tuple[float, ...]
    comparison_means: tuple[tuple[float, ...], ...]
    ring_means: tuple[float, ...]
    ring_means_without: tuple[float, ...]


class Drawn(NamedTuple):
    """One plan: what a rule may read, and the truth by which the rule is judged."""

    world: World
    truth: Truth
