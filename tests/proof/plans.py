"""Plans whose effect is known to the prover alone: whether the intervals hold, and what a plain before and after says."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from asbcases.sara.rules.effect import effect_of
from asbcases.sara.rules.effect_shapes import Effect, Finding, Interval, Known
from asbcases.sara.rules.window_shapes import Days, Terms
from tests.proof.worlds import PLANS, SEED, null_plans, plans_with_known_effect
from tests.proof.worlds_oracle import Naive, covers, expected, naive
from tests.proof.worlds_shapes import Drawn, World
from tests.tools.report import Line, Section

COVERS, FALSE_SUCCESS = 0.93, 0.07
TERMS = Terms(weeks=8, few=20)
# With less than half of what would have come, a response worked whatever else is said of it.
HALF = 0.5


@dataclass(frozen=True)
class Judged:
    """What was said of one plan, beside the truth."""

    effect: Effect
    covers: bool
    ratio: float
    next_door: float
    moved: bool
    naive: Naive

    @property
    def interval(self) -> Interval | None:
        """Return the interval, where there is one."""
        return self.effect.interval

    @property
    def ring(self) -> Interval | None:
        """Return the interval of what became of the ring, where there is one."""
        return self.effect.next_door and self.effect.next_door.ring

    @property
    def success(self) -> bool:
        """Return whether the whole interval lies below no change."""
        return self.effect.finding == Finding.FELL


def prove(scale: float, seed: int = SEED) -> Section:
    """Assess plans with a known effect and plans without one, and hold what is said against the truth."""
    began = time.perf_counter()
    number = max(int(PLANS * scale), 1)
    known = [judged(each) for each in plans_with_known_effect(number, seed)]
    null = [judged(each) for each in null_plans(number, seed)]
    return section(known, null, time.perf_counter() - began)


def judged(drawn: Drawn) -> Judged:
    """Return what the rule says of a plan, from what may be known of it, beside the truth."""
    effect = effect_of(as_known(drawn.world), TERMS)
    interval, truth = effect.interval, expected(drawn)
    return Judged(
        effect=effect,
        covers=interval is not None and covers(drawn, interval.low, interval.high),
        ratio=truth.ratio,
        next_door=truth.next_door,
        moved=drawn.truth.moved > 0,
        naive=naive(drawn.world),
    )


def as_known(world: World) -> Known:
    """Return what may be known of a plan as the rule takes it."""
    return Known(
        records_from=world.records_from,
        before=Days(*world.baseline),
        after=Days(*world.after),
        place=world.place,
        comparisons={f"Place {number}": counts for number, counts in enumerate(world.comparisons, 1)},
        ring=world.ring,
        highest_over=Days(*world.chosen_over) if world.chosen_over else None,
    )


def section(known: list[Judged], null: list[Judged], seconds: float) -> Section:
    """Return the table of how often the intervals hold and of what was called a success."""
    told, told_null = with_interval(known), with_interval(null)
    covered, wrongly = share(each.covers for each in told), share(each.success for each in null)
    doors = [(ring, each) for each in (*told, *told_null) if (ring := each.ring)]
    holds = share(ring.low <= each.next_door <= ring.high for ring, each in doors)
    moved = [ring.finding == Finding.ROSE for ring, each in doors if each.moved]
    strong = [each for each in told if each.ratio <= HALF]
    lines = [
        Line("plans with a known effect, and plans that changed nothing", f"{len(known):,} and {len(null):,}, in {seconds:.0f} s"),
        Line("too few to say anything", f"{len(known) - len(told):,} and {len(null) - len(told_null):,}"),
        Line("intervals that hold the true effect", f"{covered:.1%} of {len(told):,}; at least {COVERS:.0%}", covered >= COVERS),
        Line("intervals that hold it where nothing changed", f"{share(each.covers for each in told_null):.1%} of {len(told_null):,}"),
        Line("plans that changed nothing, called a success", f"{wrongly:.1%}; at most {FALSE_SUCCESS:.0%}", wrongly <= FALSE_SUCCESS),
        Line("the same, of those with an interval", f"{share(each.success for each in told_null):.1%}"),
        Line("called a success by a plain before and after (down by a fifth)", f"{share(each.naive.success for each in null):.1%}"),
        Line("by any fall, and by one that chance alone seldom makes", f"{share(each.naive.fell for each in null):.1%} and {share(each.naive.significant for each in null):.1%}"),
        Line("plans that halved what would have come, called a success", f"{share(each.success for each in strong):.1%} of {len(strong):,}"),
        Line("half of the intervals reach, up and down, no further than by a factor of", f"{reach(told):.2f}"),
        Line("intervals next door that hold what became of the ring", f"{holds:.1%} of {len(doors):,}"),
        Line("a rise next door shown, where part of what the place lost had moved there", f"{share(moved):.1%} of {len(moved):,}"),
    ]  # fmt: skip
    words = (
        "Districts with trend, season, bank holidays, lockdowns and clumping counts are drawn by a seed fixed before the rule "
        "was written, and in each a plan of known effect; four in ten were taken up because they were the highest of forty. The "
        "rule reads what is on record, never the truth. A success is an interval that lies wholly below no change."
    )
    return Section("The assessment of plans", words, lines)


def with_interval(plans: Iterable[Judged]) -> list[Judged]:
    """Return the plans of which something is said."""
    return [each for each in plans if each.interval]


def share(answers: Iterable[bool]) -> float:
    """Return how many of some answers are yes, as a part of them all."""
    told = list(answers)
    return sum(told) / max(len(told), 1)


def reach(plans: Iterable[Judged]) -> float:
    """Return by which factor the middle interval reaches up and down."""
    reaches = sorted((i.high / i.low) ** 0.5 for each in plans if (i := each.interval) and i.low)
    return reaches[len(reaches) // 2] if reaches else 0.0
