"""How well a radar does against the truth: right, false and missed, in all and at each edge that was planted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tests.proof.radar_oracle import Verdict
from tests.proof.radar_shapes import Wanted

WHAT = ("explain", "ask", "met", "one_short")


class Said(Protocol):
    """What a radar says of one report."""

    explain: bool
    ask: bool
    met: bool
    one_short: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What was rightly said, said without cause, and not said; `left` is what the sources do not decide."""

    right: int
    false: int
    missed: int
    left: int

    @property
    def precision(self) -> float:
        """Return the share of what was said that is right."""
        return self.right / ((self.right + self.false) or 1)

    @property
    def recall(self) -> float:
        """Return the share of what is so that was said."""
        return self.right / ((self.right + self.missed) or 1)


def scored(truth: Mapping[int, Verdict], said: Mapping[int, Said]) -> dict[str, Score]:
    """Return the score of each thing that may be said; of a report that is not in `said`, nothing was."""
    counts: Counter[tuple[str, str]] = Counter()
    for number, verdict in truth.items():
        for what in WHAT:
            so, told = getattr(verdict, what), getattr(said.get(number), what, False)
            if what in verdict.undecided:
                counts[what, "left"] += 1
            elif so or told:
                counts[what, "right" if so and told else "missed" if so else "false"] += 1
    return {what: Score(*(counts[what, name] for name in Score.__slots__)) for what in WHAT}


def wrong_at(wanted: Iterable[Wanted], said: Mapping[int, Said]) -> Counter[str]:
    """Return at which planted edges something else was said than was wanted, and how often."""
    return Counter(
        f"{each.edge}: {each.what}"
        for each in wanted
        if each.what in WHAT and getattr(said.get(each.report), each.what, False) != each.so
    )
