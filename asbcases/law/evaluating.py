"""One line of facts in JSON, and what the rule answers, as plain values that JSON has (interfaces.md)."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from asbcases.law.answers import Answer
from asbcases.law.facts import FactError
from asbcases.law.limits import Limits, NoLimitError
from asbcases.law.periods import LONDON
from asbcases.law.registry import UnknownRuleError, consider, ignored, rule_of

NO_OBJECT = (
    'The line is no JSON object: write {"id": "1", "rule": "APP-1", "facts": {"issued_on": "2026-03-03"}}.'
)


def evaluate_line(line: bytes, limits: Limits) -> dict[str, Any]:
    """Return what one line of input is answered with: a result, or an error in a sentence."""
    try:
        asked = json.loads(line, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        return {"id": None, "rule": None, "error": NO_OBJECT}
    return _answered(asked, limits)


def _answered(asked: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    head = {"id": _scalar(asked.get("id")), "rule": _scalar(asked.get("rule"))}
    rule, facts = asked.get("rule"), asked.get("facts", {})
    if not isinstance(rule, str):
        return {**head, "error": "Give the rule by its id, for example APP-1."}
    if not isinstance(facts, dict):
        return {**head, "error": "Give facts as an object with the names that list_rules gives."}
    try:
        unread = ignored(rule, facts)
    except UnknownRuleError as error:
        return {**head, "error": str(error)}
    # A result can be kept without its line, so it says for itself what it did not read.
    note: dict[str, Any] = {"ignored": unread} if unread else {}
    try:
        result = {**as_result(rule, consider(rule, facts, limits)), **note}
    except (FactError, NoLimitError) as error:
        return {**head, "error": str(error), **note}
    return {**head, "result": result, **note}


def as_result(rule: str, answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON has it: its decision where it decides, its values, its section and reasons."""
    decision = {"decision": answer.decision} if answer.decision else {}
    values = {name: plain(value) for name, value in answer.values.items()}
    return {**decision, **values, "section": rule_of(rule).section, "reasons": list(answer.reasons)}


def plain(value: Any) -> Any:
    """Return a value as JSON has it: instants in London's time with their offset, days, and numbers."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return value


def _scalar(value: Any) -> Any:
    return value if isinstance(value, str | int | float) else None


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON.")
