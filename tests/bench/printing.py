"""What a process of its own does for the benchmark of papers; it knows neither settings nor database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from asbcases.enforcement.papers.compiler import printed

MADE_AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
Words = dict[str, Any]


def prepare() -> None:
    """Load what a process loads once."""
    printed(nothing(), made_at=MADE_AT)


def nothing() -> Words:
    """Return the words of a paper with a title alone."""
    return {"title": "Nothing", "reference": "", "organisation": "", "about": "", "large": False, "parts": []}


def make(said: Words, many: int) -> float:
    """Make papers, each with a reference of its own, and return the seconds that it took."""
    begun = perf_counter()
    for numbered in _numbered(said, many):
        printed(numbered, made_at=MADE_AT)
    return perf_counter() - begun


def _numbered(said: Words, many: int) -> Iterator[Words]:
    salt = perf_counter()
    return ({**said, "reference": f"CPN-2026-{at:06}", "organisation": f"Force {salt}"} for at in range(many))
