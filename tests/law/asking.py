"""How tests ask a rule of law: facts by name, the shipped limits, and the answer in plain values."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from asbcases.law.answers import Answer
from asbcases.law.limits import shipped_limits
from asbcases.law.registry import consider

instants = st.datetimes(datetime(2016, 1, 1), datetime(2035, 12, 31)).map(
    lambda when: when.replace(tzinfo=UTC)
)


def ask(rule: str, **facts: Any) -> Answer:
    return consider(rule, facts, shipped_limits())


def decision(rule: str, **facts: Any) -> str | None:
    return ask(rule, **facts).decision


def said(rule: str, **facts: Any) -> str:
    """All reasons of an answer in one line."""
    return " ".join(ask(rule, **facts).reasons)


def value(rule: str, name: str, **facts: Any) -> Any:
    """One value of an answer: days as ISO, instants as Python's."""
    found = ask(rule, **facts).values[name]
    return found.isoformat() if isinstance(found, date) and not isinstance(found, datetime) else found


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
