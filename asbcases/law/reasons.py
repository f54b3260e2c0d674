"""What rules of law share when they judge facts: the day of the event, a word out of several, and both reasons."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from asbcases.law.answers import Answer, allow, block, listed
from asbcases.law.facts import FactError, Facts
from asbcases.law.periods import london_day

# The day as at which the register states the law: it picks the limit where an example bears no day of its own.
STATED_ON = date(2026, 11, 23)


def judged(
    holds: bool, *, yes: str, no: str, otherwise: Callable[..., Answer] = block, **values: Any
) -> Answer:
    """Return an allowance with one reason where a condition holds, or a block (or warning) with the other."""
    return allow(yes, **values) if holds else otherwise(no, **values)


def nothing_missing(facts: Facts, what: str) -> Answer:
    """Return a block that names what is missing from a paper or a log, by the list of what is missing."""
    if not facts.has("missing"):
        raise FactError("Give missing as a list, empty where nothing is missing.")
    missing = names(facts, "missing")
    return judged(not missing, yes=f"{what} is complete.", no=f"{what} does not yet have: {missing}.")


def names(facts: Facts, name: str) -> str:
    """Return a list of names as a sentence names them, nothing where the list is empty."""
    return listed(str(one).replace("_", " ") for one in facts.items(name)) if facts.items(name) else ""


def event_day(facts: Facts, *names: str) -> date:
    """Return the day of the event by the first name given, or the day as at which the register states the law."""
    for name in names:
        if facts.has(name):
            return london_day(facts.instant(name)) if name.endswith("_at") else facts.day(name)
    return STATED_ON


def answered(facts: Facts, name: str) -> bool:
    """Return a yes or no that must be given."""
    if not facts.has(name):
        raise FactError(f"Give {name} as true or false.")
    return facts.flag(name)


def one_of(facts: Facts, name: str, choices: Iterable[str]) -> str:
    """Return a word that must be one of several."""
    word = facts.text(name)
    if word not in choices:
        raise FactError(f"Give {name} as one of: {', '.join(choices)}.")
    return word


def hours_in(facts: Facts, name: str = "hours") -> float:
    """Return a length in hours, which must be more than none."""
    hours = facts.number(name)
    if hours <= 0:
        raise FactError(f"Give {name} as more than 0.")
    return hours
