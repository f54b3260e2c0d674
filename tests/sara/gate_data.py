"""Gates by another hand (tests/data/sara_gates*.jsonl): how a line is asked of the rule, and what of it is held against what is expected."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from asbcases.sara.rules.gates import (
    End,
    Objective,
    Order,
    Signature,
    Start,
    aftercare_on,
    claims_success,
    may_begin,
    may_close,
    reviews_due,
)

DATA = Path(__file__).resolve().parent.parent / "data"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line]


def answered(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"begin_response": _begin, "close": _close, "review": _review}[facts["ask"]](facts)


def agrees(line: Mapping[str, Any]) -> bool:
    """Return whether all that a line expects is answered."""
    found = answered(line["facts"])
    return {name: found.get(name) for name in line["expected"]} == line["expected"]


def _begin(facts: Mapping[str, Any]) -> dict[str, Any]:
    gate = may_begin(
        Start(
            facts["immediate"],
            facts["causes"],
            facts["data_sources"],
            _day(facts["measure_frozen_on"]),
            _day(facts["response_begins_on"]),
        )
    )
    return {
        "allowed": gate.allowed,
        "missing": list(gate.missing),
        "marked_immediate": gate.marked_immediate,
    }


def _close(facts: Mapping[str, Any]) -> dict[str, Any]:
    closed_on, objective, signed = (
        date.fromisoformat(facts["closed_on"]),
        facts["objective"],
        facts["signed_off_by"],
    )
    gate = may_close(
        End(
            closed_on=closed_on,
            owner=facts["owner"],
            reason=facts["reason"],
            objective=Objective(objective["measured"], objective["target"], objective["value"]),
            after_window_ends_on=_day(facts["after_window_ends_on"]),
            short_reason=facts["short_reason"],
            victims_contacted=[victim["contacted"] for victim in facts["victims"]],
            actions=[action["state"] for action in facts["actions"]],
            orders=[Order(_day(order["ends_on"]), order["diarised"]) for order in facts["orders"]],
            transferred_to=facts["transferred_to"],
            transfer_accepted=facts["transfer_accepted"],
            merged_into=facts["merged_into"],
            signed_off_by=Signature(signed["name"], signed["rank"]) if signed else None,
        )
    )
    return {
        "allowed": gate.allowed,
        "missing": list(gate.missing),
        "success_claimed": gate.allowed and claims_success(facts["reason"]),
        "aftercare_on": aftercare_on(closed_on, 3).isoformat() if gate.allowed else None,
    }


def _review(facts: Mapping[str, Any]) -> dict[str, Any]:
    due = reviews_due(
        _day(facts["last_review_on"]),
        _day(facts["inspector_review_on"]),
        date.fromisoformat(facts["today"]),
        days=28,
        inspector_days=56,
    )
    return {
        "next_review_on": due.next_review_on and due.next_review_on.isoformat(),
        "next_inspector_review_on": due.next_inspector_review_on and due.next_inspector_review_on.isoformat(),
        "late": list(due.late),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
