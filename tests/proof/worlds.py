"""Plans whose effect is known, in districts that live on beside them: the truth for the assessment of plans.

Written before the rule that it tests. Counts clump by day, by week or not at all; all places of a district share its
trend, its season, its bank holidays and now and then a lockdown, each a little more or less strongly than the other;
some places were taken up for no reason but that they were the highest of forty when somebody looked. The effect is a
ratio of means: it comes in over the days of the response and then stays. Part of what a place loses may go next door.

Every plan is drawn by dice of its own, so that one alone is the same as that one in a row of a thousand.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import repeat
from math import cos, exp, log, tau
from random import Random

from tests.proof.worlds_shapes import Drawn, Place, Truth, Window, World

SEED = 20261127
PLANS = 1000
POOL = 40
LOOKED_BACK = 8 * 7
EARLIEST = date(2024, 1, 1)
LEAST, MOST = 0.05, 6.0
STRONGEST, WORST = 0.3, 1.4
# The bank holidays of England and Wales, 2024 to 2028, as month and day.
HOLIDAYS = frozenset(
    date(year, *map(int, each.split("-")))
    for year, days in {
        2024: "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26",
        2025: "1-1 4-18 4-21 5-5 5-26 8-25 12-25 12-26",
        2026: "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28",
        2027: "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28",
        2028: "1-3 4-14 4-17 5-1 5-29 8-28 12-25 12-26",
    }.items()
    for each in days.split()
)


def plans_with_known_effect(number: int = PLANS, seed: int = SEED) -> Iterator[Drawn]:
    """Yield so many plans whose true effect lies between 0.3 and 1.4."""
    yield from (drawn("effect", each, seed) for each in range(1, number + 1))


def null_plans(number: int = PLANS, seed: int = SEED) -> Iterator[Drawn]:
    """Yield so many plans that changed nothing."""
    yield from (drawn("null", each, seed) for each in range(1, number + 1))


def drawn(kind: str, number: int, seed: int = SEED) -> Drawn:
    """Return one plan by its kind, `effect` or `null`, and its number."""
    dice = Random(f"{seed} {kind} {number}")
    effect = 1.0 if kind == "null" else exp(dice.uniform(log(STRONGEST), log(WORST)))
    world = _calendar(dice, number)
    district = District(dice, world)
    places, looked = district.taken_up(world.chosen)
    ring = replace(
        district.like(places[0].level * dice.uniform(0.5, 2), 0.0),
        size=places[0].size,
    )
    without = [district.means(each) for each in (*places, ring)]
    share = _coming_in(world, effect)
    place = [mean * part for mean, part in zip(without[0], share, strict=True)]
    moved = dice.uniform(0.2, 0.8) if effect < 1 and dice.random() < 0.4 else 0.0
    ring_means = [
        there + moved * (was - now) for there, was, now in zip(without[-1], without[0], place, strict=True)
    ]
    means = [place, *without[1:-1], ring_means]
    counts = [
        district.counts(each, series, seen)
        for each, series, seen in zip((*places, ring), means, (*looked, None), strict=True)
    ]
    return Drawn(
        replace(world, place=counts[0], comparisons=tuple(counts[1:-1]), ring=counts[-1]),
        Truth(
            effect=effect,
            moved=moved,
            clumps=district.clumps,
            lockdown=district.lockdown,
            places=(*places, ring),
            place_means=tuple(place),
            place_means_without=tuple(without[0]),
            comparison_means=tuple(map(tuple, without[1:-1])),
            ring_means=tuple(ring_means),
            ring_means_without=tuple(without[-1]),
        ),
    )


def _calendar(dice: Random, number: int) -> World:
    """Return the days of a plan, with nothing counted yet; all windows are whole weeks."""
    records_from = EARLIEST + timedelta(dice.randrange(730))
    history = dice.randint(26, 104)
    scanned = records_from + timedelta(weeks=history)
    began = scanned + timedelta(dice.randint(7, 56))
    ended = began + timedelta(dice.randint(28, 112) - 1)
    last_before = scanned - timedelta(1)
    frozen = min(dice.choice((8, 8, 12, 26, 52, 104)), history)
    highest = dice.random() < 0.4
    return World(
        number=number,
        records_from=records_from,
        scanned_on=scanned,
        baseline=Window(scanned - timedelta(weeks=frozen), last_before),
        response=Window(began, ended),
        after=Window(ended + timedelta(1), ended + timedelta(weeks=dice.choice((8, 8, 8, 8, 12, 16)))),
        chosen="highest" if highest else "named",
        chosen_over=Window(scanned - timedelta(LOOKED_BACK), last_before) if highest else None,
        place=(),
        comparisons=(),
        ring=(),
    )


def _coming_in(world: World, effect: float) -> list[float]:
    """Return what is left of each day's mean: all before the response, by even steps less or more, then the effect."""
    begins, days = (world.response.first_on - world.records_from).days, world.response.days
    steps = [1 + (effect - 1) * (step + 1) / days for step in range(days - 1)]
    return [*repeat(1.0, begins), *steps, *repeat(effect, world.after.days + 1)]


class District:
    """What the places of a district share, and how each place is drawn from it."""

    def __init__(self, dice: Random, world: World) -> None:
        self.dice = dice
        self.clumps = dice.choices(("none", "day", "week"), (25, 40, 35))[0]
        self.first, self.days = world.records_from, (world.after.last_on - world.records_from).days + 1
        self.looked_until = (world.scanned_on - world.records_from).days
        self.level = exp(dice.uniform(log(LEAST), log(MOST)))
        self.spread = dice.choice((0.0, 0.2, 0.4))
        self.week = [dice.uniform(-0.25, 0.25) + (0.3 if day in (4, 5) else 0.0) for day in range(7)]
        self.lockdown = self._lockdown() if dice.random() < 0.15 else None
        self.swings = self._swings()

    def _lockdown(self) -> Window:
        """Return from when to when all stay at home."""
        begins = self.first + timedelta(self.dice.randrange(self.days - 28))
        return Window(begins, begins + timedelta(self.dice.randint(28, 84) - 1))

    def _swings(self) -> list[float]:
        """Return by how much each day lies over or under the plain level everywhere, as logarithms."""
        dice = self.dice
        trend, season = dice.uniform(-0.2, 0.2), dice.uniform(0.1, 0.4)
        peak, holiday, indoors = (
            dice.randint(150, 240),
            log(dice.uniform(1.1, 1.6)),
            log(dice.uniform(0.4, 1.6)),
        )
        swings = []
        for number in range(self.days):
            on = self.first + timedelta(number)
            locked = self.lockdown is not None and self.lockdown.first_on <= on <= self.lockdown.last_on
            turn = cos(tau * (on.timetuple().tm_yday - peak) / 365.25)
            swings.append(
                trend * number / 365.25 + season * turn + holiday * (on in HOLIDAYS) + indoors * locked
            )
        return swings

    def like(self, level: float, spread: float) -> Place:
        """Return a place at about this level, with a week and a size of its own."""
        dice = self.dice
        week = [exp(each + dice.uniform(-0.1, 0.1)) for each in self.week]
        sizes = {"none": (0.0, 0.0), "day": (0.5, 8.0), "week": (3.0, 20.0)}[self.clumps]
        return Place(
            level=min(MOST, max(LEAST, level * exp(dice.gauss(0, spread)))),
            size=exp(dice.uniform(*map(log, sizes))) if all(sizes) else 0.0,
            follows=dice.uniform(0.9, 1.1),
            week=tuple(each * 7 / sum(week) for each in week),
        )

    def taken_up(self, chosen: str) -> tuple[list[Place], list[tuple[int, ...] | None]]:
        """Return the place of the plan, then those it is compared with, and what was already counted of each.

        Where the highest was taken up, forty were counted over eight weeks, and the others are of the other 39.
        """
        compared = self.dice.randint(1, 6)
        if chosen == "named":
            return [self.like(self.level, self.spread) for _ in range(1 + compared)], [None] * (1 + compared)
        pool = [self.like(self.level, self.spread) for _ in range(POOL)]
        looked = [self.draw(each, self._looked_at(each)) for each in pool]
        order = sorted(range(POOL), key=lambda each: -sum(looked[each]))
        taken = [order[0], *self.dice.sample(order[1:], compared)]
        return [pool[each] for each in taken], [looked[each] for each in taken]

    def _looked_at(self, place: Place) -> list[float]:
        return self.means(place, self.looked_until - LOOKED_BACK, self.looked_until)

    def means(self, place: Place, begins: int = 0, ends: int | None = None) -> list[float]:
        """Return the mean of each day, or of some, at a place where no plan is."""
        weekday = self.first.weekday()
        return [
            place.level * place.week[(weekday + begins + number) % 7] * exp(place.follows * swing)
            for number, swing in enumerate(self.swings[begins:ends])
        ]

    def counts(self, place: Place, means: list[float], looked: tuple[int, ...] | None) -> tuple[int, ...]:
        """Return what was counted on each day, with what was counted before over the eight weeks looked at."""
        until = self.looked_until
        if looked is None:
            return self.draw(place, means)
        before = self.draw(place, means[: until - LOOKED_BACK])
        return (*before, *looked, *self.draw(place, means[until:]))

    def draw(self, place: Place, means: list[float]) -> tuple[int, ...]:
        """Return a count for each mean: clumped day by day, by whole weeks from the first on, or not at all."""
        dice = self.dice
        if self.clumps != "week":
            return tuple(count(dice.random(), mean, place.size) for mean in means)
        weeks = [dice.gammavariate(place.size, 1 / place.size) for _ in range(0, len(means), 7)]
        return tuple(count(dice.random(), mean * weeks[day // 7]) for day, mean in enumerate(means))


def count(chance: float, mean: float, size: float = 0.0) -> int:
    """Return the number at which a Poisson law, or with a size a negative binomial law, passes a chance."""
    here = (size / (size + mean)) ** size if size else exp(-mean)
    step = mean / (size + mean) if size else mean
    number, passed = 0, here
    while passed <= chance and (number < mean or here > 1e-18):
        here *= step * (size + number) / (number + 1) if size else step / (number + 1)
        number += 1
        passed += here
    return number
