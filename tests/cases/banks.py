"""The banks of worked examples for the rules of triage, and the policy that they were worked by."""

import json
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from asbcases.cases.rules.repeats import RepeatRule, Told

DATA = Path(__file__).parent.parent / "data"
ROOT = Path(__file__).parent.parent.parent
POLICY = tomllib.loads((ROOT / "asbcases/policies/data/triage-policy-1.toml").read_text())["rows"]
TEMPLATE = tomllib.loads((ROOT / "asbcases/cases/data/thrive-1.toml").read_text())
GRADES = {row["qualifier"]: row["choice"] for row in POLICY if row["rule"] == "triage.grade"}
ALWAYS = {row["qualifier"] for row in POLICY if row["rule"] == "triage.always_attend"}


def lines(name: str) -> list[dict[str, Any]]:
    """Return the examples of a bank."""
    return [json.loads(line) for line in (DATA / name).read_text().splitlines()]


def repeat_rules() -> list[RepeatRule]:
    """Return the rules of the shipped policy, in order."""
    rows = {(row["rule"], row["qualifier"]): row for row in POLICY}
    return [
        RepeatRule(
            code,
            rows["repeat.count", code]["value"],
            rows["repeat.window", code]["value"],
            rows["repeat.window", code]["unit"],
            rows["repeat.scope", code]["choice"],
        )
        for rule, code in rows
        if rule == "repeat.count"
    ]


def told(row: dict[str, Any]) -> Told:
    """Return a report of a bank as the rules take it."""
    return Told(**{**row, "at": datetime.fromisoformat(row["at"])})
