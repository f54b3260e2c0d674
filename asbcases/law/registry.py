"""Every rule of law by its id: what it says, how strong it is, the facts it reads, and the function that decides it.

What a rule says stands as data in `data/rules`; a rule that decides or counts has one function in `rules`,
registered under its id with `@decides`.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from asbcases.law.answers import SECTION, Answer
from asbcases.law.facts import FactError, Facts
from asbcases.law.limits import Limit, Limits

RULES = Path(__file__).parent / "data" / "rules"
# Facts that any rule takes beside its own: where it happened, and limits to try.
COMMON = ("area", "extra_limits")
EXTRA_LIMIT = ("rule", "value", "in_force_from", "in_force_to", "area", "name", "unit", "source")

# How a sentence cites a section: "s.46(2)", "ss.2, 9", "Sch. 4".
CITES = re.compile(r"\b(ss?\.\d|Sch\. \d)")
# What a register names as its section is a law, rule or guidance where it bears a number; "Practice" is none.
NUMBERED = re.compile(r"\d")

Logic = Callable[[Facts, Limits], Answer]
_LOGIC: dict[str, Logic] = {}


class Strength(StrEnum):
    """What the system does about a rule."""

    BLOCK = "BLOCK"
    WARN = "WARN"
    RECORD = "RECORD"
    CLOCK = "CLOCK"
    TELL = "TELL"
    CONFIG = "CONFIG"


@dataclass(frozen=True)
class Rule:
    """One rule of law as the register states it."""

    id: str
    power: str
    section: str
    strength: tuple[Strength, ...]
    confidence: str
    says: str
    facts: tuple[str, ...] = ()

    @property
    def logic(self) -> Logic | None:
        """Return the function that decides the rule, or nothing where it is data that drives forms and tasks."""
        return logic().get(self.id)


class UnknownRuleError(LookupError):
    """No rule bears the id."""


def decides(rule_id: str) -> Callable[[Logic], Logic]:
    """Register a function as the logic of a rule."""

    def register(function: Logic) -> Logic:
        if rule_id in _LOGIC:
            raise ValueError(f"{rule_id} is decided twice.")
        _LOGIC[rule_id] = function
        return function

    return register


@cache
def logic() -> Mapping[str, Logic]:
    """Return the functions of all rules that decide or count, by id."""
    package = import_module("asbcases.law.rules")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    return _LOGIC


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of the register."""
    files = (tomllib.loads(path.read_text()) for path in sorted(RULES.glob("*.toml")))
    rules = [_rule(row, power) for file in files for power, rows in file.items() for row in rows]
    return {rule.id: rule for rule in rules}


def rule_of(rule_id: str) -> Rule:
    """Return the rule of an id; raises `UnknownRuleError`."""
    try:
        return all_rules()[rule_id]
    except KeyError:
        raise UnknownRuleError(f"No rule is called {rule_id}.") from None


def consider(rule_id: str, facts: Mapping[str, Any], limits: Limits) -> Answer:
    """Return what a rule answers to facts under limits; a rule without logic answers with what must be recorded.

    Raises `FactError` for a fact that is missing or unreadable, `NoLimitError` where no limit is in force on the day.
    """
    rule = rule_of(rule_id)
    common = Facts(facts, COMMON)
    limits = limits.within(common.text("area")).and_also(
        _extra(one) for one in common.each("extra_limits", EXTRA_LIMIT)
    )
    if rule.logic is None:
        return Answer(reasons=(rule.says,))
    answer = _decided(rule.logic, Facts(facts, rule.facts), limits)
    return replace(answer, reasons=tuple(cited(reason, rule.section) for reason in answer.reasons))


def _decided(decide: Logic, facts: Facts, limits: Limits) -> Answer:
    try:
        return decide(facts, limits)
    except FactError:
        raise
    except (OverflowError, ValueError) as error:
        raise FactError(f"Look at the numbers and years again: {str(error).removesuffix('.')}.") from error


def cited(reason: str, section: str) -> str:
    """Return a sentence with the section it rests on, unless it names one itself or the register names none."""
    if not NUMBERED.search(section):
        return reason.replace(f", {SECTION}", "")
    if SECTION in reason:
        return reason.replace(SECTION, section)
    return reason if CITES.search(reason) else f"{reason.removesuffix('.')} ({section})."


def ignored(rule_id: str, facts: Mapping[str, Any]) -> list[str]:
    """Return the names of facts that the rule does not read, sorted."""
    return sorted(set(facts) - {*rule_of(rule_id).facts, *COMMON})


def _rule(row: dict[str, Any], power: str) -> Rule:
    rule = Rule(power=power, **{**row, "facts": tuple(row.get("facts", ())), "strength": ()})
    return replace(rule, strength=tuple(Strength(one) for one in row["strength"]))


def _extra(row: Facts) -> Limit:
    return Limit(
        rule=row.text("rule"),
        value=Decimal(str(row.number("value"))),
        unit=row.text("unit"),
        source=row.text("source", "tried out"),
        confidence="U",
        in_force_from=row.day_or_none("in_force_from") or date.min,
        in_force_to=row.day_or_none("in_force_to"),
        area=row.text("area"),
        name=row.text("name"),
    )


__all__ = ["FactError", "Rule", "Strength", "all_rules", "consider", "decides", "ignored", "rule_of"]
