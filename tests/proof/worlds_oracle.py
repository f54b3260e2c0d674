"""Who knows the worlds: what was to be expected of each plan, and what a plain before and after would say of it.

Shares no code with any rule. "The truth" of a plan is a ratio of means: what was to be expected in the after-window
over what was to be expected there had nobody done anything.
"""

from dataclasses import dataclass
from datetime import timedelta
from math import comb, inf

from tests.proof.worlds_shapes import Drawn, Window, World

EIGHT_WEEKS = 8 * 7
# Who prints "down by a fifth" calls it a success; nearly everybody does.
A_FIFTH = 0.2


@dataclass(frozen=True)
class Expected:
    """What was to be expected at the place, and of it and next door as ratios of means."""

    before: float
    after: float
    after_without: float
    ratio: float
    next_door: float


@dataclass(frozen=True)
class Naive:
    """A plain before and after: eight weeks up to Scanning against the first eight after the response."""

    before: int
    after: int
    per_cent: float
    fell: bool
    success: bool
    significant: bool


def expected(drawn: Drawn) -> Expected:
    """Return what was to be expected of a plan over its own baseline and after-window."""
    world, truth = drawn
    before, after = world.within(world.baseline), world.within(world.after)
    came, without = sum(truth.place_means[after]), sum(truth.place_means_without[after])
    return Expected(
        before=sum(truth.place_means[before]),
        after=came,
        after_without=without,
        ratio=came / without,
        next_door=sum(truth.ring_means[after]) / sum(truth.ring_means_without[after]),
    )


def covers(drawn: Drawn, low: float, high: float) -> bool:
    """Return whether an interval covers the true ratio of means."""
    return low <= expected(drawn).ratio <= high


def naive(world: World) -> Naive:
    """Return what a plain before and after says: any fall, a fall by a fifth, a fall that chance alone seldom makes."""
    before = sum(world.place[world.within(last_weeks_before(world))])
    begins = world.within(world.after).start
    after = sum(world.place[begins : begins + EIGHT_WEEKS])
    return Naive(
        before=before,
        after=after,
        per_cent=100 * (after - before) / before if before else inf if after else 0.0,
        fell=after < before,
        success=after <= (1 - A_FIFTH) * before and after < before,
        significant=tail(after, before + after) <= 0.025,
    )


def last_weeks_before(world: World) -> Window:
    """Return the eight weeks up to Scanning, which are also those in which the highest was the highest."""
    return Window(world.scanned_on - timedelta(EIGHT_WEEKS), world.scanned_on - timedelta(1))


def tail(few: int, all_in_all: int) -> float:
    """Return how likely so few or fewer of all fall after, were before and after alike and each count by itself."""
    return sum(comb(all_in_all, number) for number in range(few + 1)) / 2**all_in_all
