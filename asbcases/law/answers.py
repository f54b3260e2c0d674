"""What a rule of law answers: a decision where it decides, its dates and values, and its reasons in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from asbcases.law.words import day_words


class Decision(StrEnum):
    """What the law lets our users do; case reviews decide in words of their own."""

    ALLOW = "allow"
    WARN = "warn"
    BLOCK = "block"
    THRESHOLD_MET = "threshold_met"
    HUMAN_DECISION = "human_decision"


@dataclass(frozen=True)
class Answer:
    """The answer of one rule to one set of facts."""

    values: Mapping[str, Any] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    decision: Decision | None = None


def allow(*reasons: str, **values: Any) -> Answer:
    """Return that the rule lets it be, with its dates."""
    return Answer(values, reasons, Decision.ALLOW)


def warn(*reasons: str, **values: Any) -> Answer:
    """Return that the rule asks for a written reason and the name of whoever decides."""
    return Answer(values, reasons, Decision.WARN)


def block(*reasons: str, **values: Any) -> Answer:
    """Return that the statute makes it invalid."""
    return Answer(values, reasons, Decision.BLOCK)


def tell(*reasons: str, **values: Any) -> Answer:
    """Return dates or values without a decision."""
    return Answer(values, reasons)


def block_unless(holds: bool, why: str, **values: Any) -> Answer:
    """Return a block with its reason unless the condition of validity holds."""
    return allow(**values) if holds else block(why, **values)


def warn_unless(holds: bool, why: str, **values: Any) -> Answer:
    """Return a warning with its reason unless the condition holds."""
    return allow(**values) if holds else warn(why, **values)


# Where a sentence names the section of its rule; one without the mark has it put behind it.
SECTION = "{section}"


def counted(what: str, day: date, how: str, section: str = SECTION) -> str:
    """Return the sentence of a clock: what falls on a day, how that day was counted, and by which section."""
    return f"{what}: {day_words(day)}: {how}, {section}."


def listed(things: Iterable[str]) -> str:
    """Return things in a row as a sentence names them: "a, b and c"."""
    *before, last = things
    return f"{', '.join(before)} and {last}" if before else last
