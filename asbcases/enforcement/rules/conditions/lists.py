"""The word lists of the checker, read once from their versioned file."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[2] / "data" / "condition-words-1.toml"


@cache
def lists() -> dict[str, Any]:
    """Return the word lists."""
    with SHIPPED.open("rb") as file:
        return tomllib.load(file)


@cache
def words_of(section: str, name: str) -> frozenset[str]:
    """Return one list as a set."""
    return frozenset(lists()[section][name])


@cache
def phrases_of(section: str, name: str) -> re.Pattern[str]:
    """Return one list as a pattern that finds the longest of its phrases as whole words."""
    return whole_words(lists()[section][name])


@cache
def chain(section: str, *names: str, gap: int = 0) -> re.Pattern[str]:
    """Return a pattern for a phrase of each list in turn, with at most so many other words between two of them."""
    between = rf"\s{{1,3}}(?:[\w',-]+\s{{1,3}}){{0,{gap}}}"
    parts = (_any_of(lists()[section][name]) for name in names)
    return re.compile(rf"(?<![\w'-]){between.join(parts)}(?![\w'-])", re.IGNORECASE)


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, the longest first, whatever the case and the spaces."""
    return re.compile(rf"(?<![\w'-]){_any_of(phrases)}(?![\w-])", re.IGNORECASE)


def _any_of(phrases: Iterable[str]) -> str:
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    spaced = (re.escape(phrase).replace(r"\ ", r"\s{1,3}") for phrase in longest)
    return f"(?:{'|'.join(spaced)})"
