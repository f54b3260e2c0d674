"""Findings of the checker of conditions, as pages show them."""

from collections.abc import Iterable
from typing import Any

from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.rules.conditions import CODES, Finding
from asbcases.law.words import instant_words


def shown(findings: Iterable[Finding], measure: Measure | None = None) -> list[dict[str, Any]]:
    """Return findings with their names, in the order in which they were found."""
    return [
        {"code": one.code, "name": CODES[one.code], "found": one.found, "says": _says(one, measure)}
        for one in findings
    ]


def _says(finding: Finding, measure: Measure | None) -> str:
    """A warning needs no last day by law: what it has is its time to comply, and its review."""
    if finding.code != "no_end" or measure is None or measure.kind != MeasureKind.CPW:
        return finding.sentence
    until = f", {instant_words(measure.comply_by)}" if measure.comply_by else ""
    return (
        f"The law sets none for a warning: what it gives is the time to comply{until} (CPW-2). It stands until it is"
        " discharged or its end is noted, and is reviewed meanwhile (CPW-4). If this is to be asked for less long,"
        " give the day after “until”, or in the form."
    )
