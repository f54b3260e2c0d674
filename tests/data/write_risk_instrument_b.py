"""Writes risk_instrument_b.csv: every set of answers to instrument B and its level.

Source: the notes on which the instrument B is built. The tables below are typed
from those notes and share nothing with the project's own scoring, so that the two
can be compared. Run it with `python tests/data/write_risk_instrument_b.py`.
"""

import csv
from itertools import product
from pathlib import Path

TARGET = Path(__file__).with_name("risk_instrument_b.csv")

POINTS = {
    "frequency": {"one_off": 0, "occasional": 1, "weekly": 3, "daily": 5},
    "duration": {"isolated": 0, "recent": 1, "ongoing": 2, "longstanding": 3},
    "impact": {"low": 0, "moderate": 2, "severe": 4},
    "vulnerability": {"none": 0, "moderate": 1, "high": 3},
    "violence": {"no": 0, "yes": 4},
    "safe": {"safe": 0, "nervous": 1, "not_safe": 3},
    "hate": {"no": 0, "yes": 3},
    "asb_type": {"environmental": 0, "harassment": 2, "criminal": 3},
}
RESULTS = ["score", "band_level", "floor_level", "level"]
RISING = ["", "standard", "medium", "high"]


def score(answers: dict[str, str]) -> int:
    """Return the sum of the points of the eight answers (0 to 28)."""
    return sum(POINTS[factor][option] for factor, option in answers.items())


def band_level(points: int) -> str:
    """Return the band of a score: 0-6 standard, 7-14 medium, 15 or more high."""
    if points <= 6:
        return "standard"
    if points <= 14:
        return "medium"
    return "high"


def floor_level(answers: dict[str, str]) -> str:
    """Return the highest floor the answers meet, or an empty text when they meet none."""
    violence = answers["violence"] == "yes"
    hate = answers["hate"] == "yes"
    unsafe = answers["safe"] == "not_safe"
    lasting_daily = answers["frequency"] == "daily" and answers["duration"] in {
        "ongoing",
        "longstanding",
    }
    if answers["vulnerability"] == "high" and (violence or hate):
        return "high"
    if violence or hate or unsafe or lasting_daily:
        return "medium"
    return ""


def row(options: tuple[str, ...]) -> list[str]:
    """Return one line of the file: the options, then score, band, floor and level."""
    answers = dict(zip(POINTS, options, strict=True))
    points = score(answers)
    band, floor = band_level(points), floor_level(answers)
    level = max(band, floor, key=RISING.index)
    return [*options, str(points), band, floor, level]


def write() -> None:
    """Write the file, its rows sorted as text under the heading."""
    rows = [row(options) for options in sorted(product(*POINTS.values()))]
    with TARGET.open("w", encoding="ascii", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow([*POINTS, *RESULTS])
        writer.writerows(rows)


if __name__ == "__main__":
    write()
