"""Gates by another hand (tests/data/sara_gates*.jsonl): how a line is asked of the rule, and what of it is held against what is expected."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from asbcases.law.clocks import Clock, ClockUnit, reckon
from asbcases.law.periods import LONDON, london_day
from asbcases.sara.rules.gates import (
    End,
    Objective,
    Order,
    Signature,
    Start,
    claims_success,
    may_begin,
    may_close,
)

DATA = Path(__file__).resolve().parent.parent / "data"
POLICY = DATA.parent.parent / "asbcases/policies/data/plan-policy-1.toml"
CLOCKS = {
    (row["rule"], row["qualifier"]): Clock(row["value"], ClockUnit(row["unit"]))
    for row in tomllib.loads(POLICY.read_text())["rows"]
    if row["rule"] in ("plan.review", "plan.aftercare")
}


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
        "aftercare_on": _iso(_last_day("plan.aftercare", "", closed_on)) if gate.allowed else None,
    }


def _review(facts: Mapping[str, Any]) -> dict[str, Any]:
    today = date.fromisoformat(facts["today"])
    own = _last_day("plan.review", "sergeant", _day(facts["last_review_on"]))
    inspectors = _last_day("plan.review", "inspector", _day(facts["inspector_review_on"]))
    late = {"review": own, "inspector_review": inspectors}
    return {
        "next_review_on": _iso(own),
        "next_inspector_review_on": _iso(inspectors),
        "late": sorted(name for name, day in late.items() if day and day < today),
    }


def _last_day(rule: str, qualifier: str, since: date | None) -> date | None:
    """Return the last day on which it is in time by the clock of the shipped policy, as the diary reckons it."""
    if since is None:
        return None
    due_at = reckon(datetime.combine(since, time(12), LONDON), CLOCKS[rule, qualifier], {}).due_at
    return london_day(due_at) - timedelta(days=1)


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
