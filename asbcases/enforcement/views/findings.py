"""Findings of the checker of conditions, as pages and the API show them."""

from collections.abc import Iterable

from asbcases.enforcement.rules.conditions import CODES, Finding


def shown(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings with their names, in the order in which they were found."""
    return [
        {"code": one.code, "name": CODES[one.code], "found": one.found, "says": one.sentence}
        for one in findings
    ]
