"""How the level of a victim went, as a chart that states what it shows and the same as lines beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.utils.safestring import SafeString

from asbcases.law.words import day_words
from asbcases.web.charts import Step, steps
from risk.choices import Level
from risk.queries import Point

NEVER = "Not assessed"


@dataclass(frozen=True)
class Line:
    """A point as the table beside the chart says it; `level` is empty where the attempt came to none."""

    at: datetime
    level: Level | None
    why: str
    by: str


@dataclass(frozen=True)
class Chart:
    """What the points show in one sentence, the drawing, and every point in words, the newest first."""

    finding: str
    drawing: SafeString
    lines: Sequence[Line]


def chart_of(points: Sequence[Point], *, name: str = "level") -> Chart:
    """Return the chart of one victim, whose points come oldest first; `name` tells the charts of a page apart."""
    lines = [
        Line(point.at, Level(point.level) if point.level else None, point.why, point.by) for point in points
    ]
    finding = finding_of(lines)
    drawing = steps(name, finding, _in_words(lines), Level.labels, NEVER, [_step(line) for line in lines])
    return Chart(finding, drawing, lines[::-1])


def finding_of(lines: Sequence[Line]) -> str:
    """Return what stands and since when, and whether asking has failed since; no attempt hides what stands."""
    failed = list(takewhile(lambda line: not line.level, reversed(lines)))
    held = [(line.level, line.at) for line in reversed(lines) if line.level]
    if not held:
        return f"N{_failures(failed)[1:]}" if failed else f"{NEVER} yet"
    stands = held[0][0]
    since = list(takewhile(lambda one: one[0] == stands, held))[-1][1]
    found = f"{stands.label} since {day_words(since)}"
    return f"{found}, and {_failures(failed)}" if failed else found


def _failures(failed: Sequence[Line]) -> str:
    times = "" if len(failed) == 1 else f" {len(failed)} times, last"
    return f"not assessed{times} on {day_words(failed[0].at)}"


def _step(line: Line) -> Step:
    return Step(line.at, line.level.order if line.level else None, day_words(line.at))


def _in_words(lines: Sequence[Line]) -> str:
    """Return every point as a list, for those who hear the chart."""
    return "; ".join(f"{day_words(line.at)}: {line.level.label if line.level else NEVER}" for line in lines)
