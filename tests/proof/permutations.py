"""Every set of answers to the fourteen questions, by the product and by a count that shares nothing with it."""

from collections import Counter
from random import Random

from risk.instruments import FOLDER, read_instrument
from risk.rules import Sheet, level_for
from tests.data import write_risk_instrument_a as independent
from tests.tools.report import Line, Section

SEED = 20261123


def prove(scale: float) -> Section:
    """Score every set, or at a smaller scale a part of them drawn by chance, and compare score, band, floor and level."""
    sheet = read_instrument((FOLDER / "instrument_a_1.toml").read_text(encoding="utf-8")).sheet
    drawn = Random(SEED)
    levels: Counter[str] = Counter()
    wrong = 0
    for answers in independent.permutations():
        if scale < 1 and drawn.random() >= scale:
            continue
        expected = independent.score(answers)
        levels[expected[3]] += 1
        wrong += found(sheet, answers) != expected
    return Section(
        "Every set of answers to a risk form",
        "The form of fourteen questions, by the product's rules and by an independently written count of its source: "
        f"{independent.PERMUTATIONS:,} sets of scored answers in all, the twelve sets of the others in turn.",
        [
            Line(
                "sets of answers",
                f"{levels.total():,}",
                scale < 1 or levels.total() == independent.PERMUTATIONS,
            ),
            Line(
                "standard, medium, high",
                ", ".join(f"{levels[name]:,}" for name in ("standard", "medium", "high")),
            ),
            Line("score, band, floor or level differs", f"{wrong:,}", wrong == 0),
        ],
    )


def found(sheet: Sheet, answers: dict[str, str]) -> tuple[int, str, str, str]:
    """Return what the product makes of the answers, as the independent count says it."""
    outcome = level_for(sheet, answers)
    floor = outcome.floor_level.value if outcome.floor_level else ""
    return (outcome.score, outcome.band_level.value, floor, outcome.level.value)
