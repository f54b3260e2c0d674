"""What changed between two versions of a measure, or two scans, line by line."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import Model

from asbcases.cases.choices import Category
from asbcases.law.words import day_words
from asbcases.sara.choices import ImpactType
from asbcases.sara.models import Objective, Scanning
from asbcases.web.versions import Line

MEASURE: Mapping[str, str] = {
    "statement": "What is to be achieved",
    "impact": "Sort of objective",
    "categories": "What is counted",
    "places": "Where",
    "baseline": "Baseline",
    "target": "Target",
    "comparisons": "Compared with",
}
CHEERS: Mapping[str, str] = {
    "description": "Problem",
    "community": "Community",
    "harm": "Harm",
    "expectation": "Expectation",
    "events": "Events",
    "similarity": "Similarity",
    "harmed": "Who is harmed",
    "cost": "Cost and demand",
    "why_now": "Why now",
}


class Version(NamedTuple):
    """One version of the objective in words, and what changed from the version before."""

    objective: Objective
    lines: list[tuple[str, str]]
    changes: list[Line]


def versions_told(objectives: Sequence[Objective]) -> list[Version]:
    """Return the versions of an objective, the newest first, each with what changed from the one before."""
    earlier = [*objectives[1:], None][: len(objectives)]
    return [
        Version(one, measure_lines(one), _from(before, one))
        for one, before in zip(objectives, earlier, strict=True)
    ]


def measure_changed(objectives: Sequence[Objective]) -> list[Line]:
    """Return what changed from the first version of an objective to the newest, which stands first among them."""
    return _from(objectives[-1], objectives[0]) if objectives else []


def measure_lines(objective: Objective) -> list[tuple[str, str]]:
    """Return the measure of an objective with its headings."""
    return [(MEASURE[name], words) for name, words in measure_words(objective).items()]


def measure_words(objective: Objective) -> dict[str, str]:
    """Return the measure of an objective in words, by its fields."""
    days = f"{day_words(objective.baseline_from)} to {day_words(objective.baseline_to)}"
    categories = [str(Category(one).label) for one in objective.categories if one in Category.values]
    return {
        "statement": objective.statement,
        "impact": str(ImpactType(objective.impact).label),
        "categories": ", ".join(categories) or "Every category",
        "places": ", ".join(objective.places) or "Wherever it is",
        "baseline": f"{objective.baseline}, from {days}",
        "target": f"{objective.target} or fewer, by {day_words(objective.target_on)}",
        "comparisons": ", ".join(objective.comparisons) or "Nothing",
    }


def _from(before: Objective | None, after: Objective) -> list[Line]:
    if before is None:
        return []
    had, now = measure_words(before), measure_words(after)
    return [Line(words, had[name], now[name]) for name, words in MEASURE.items() if had[name] != now[name]]


def scans_compared(before: Scanning, after: Scanning) -> list[Line]:
    """Return each answer of a scan as it was and as it is now, with those that did not change."""
    return [Line(words, _said(before, name), _said(after, name)) for name, words in CHEERS.items()]


def scan_lines(scan: Scanning) -> list[tuple[str, str]]:
    """Return the answers of a scan with their headings, those that were given."""
    return [(words, _said(scan, name)) for name, words in CHEERS.items() if _said(scan, name)]


def _said(row: Model, name: str) -> str:
    return str(getattr(row, name))
