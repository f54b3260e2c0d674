"""Every worked example of the law: those shared with others, and the two banks worked out by hand."""

import json
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from asbcases.law.facts import Facts
from asbcases.law.limits import NoLimitError, shipped_limits
from asbcases.law.registry import all_rules, consider
from tests.conftest import SHARED

DATA = Path(__file__).parent.parent / "data"
BANKS = ("law_truth.jsonl", "law_truth_limits.jsonl")
LEAST_IN_THE_BANKS = 250
# What the banks have no example of, so that each fact a rule declares is read by one here or there.
FURTHER: tuple[tuple[str, dict[str, Any]], ...] = (
    ("CPN-7", {"reason": "", "vague": ["soon"], "area_ban": True, "map": True, "hours": False}),
    ("CPN-11", {"posted_on_premises_at": "2026-12-31T15:00:00+00:00", "enquiries": "Asked", "photo": "A1"}),
    ("CPN-14", {"asked_on": "2026-11-23"}),
    ("APP-4", {"outcome": "quash", "later_breach_actions": 1}),
    ("CPB-2", {"offence_on": "2026-11-23", "is_body": False}),
    ("CPB-7", {"early_days": 10, "early_amount": 75, "amount": 100}),
    ("CBO-12", {"hearing_on": "2026-12-01"}),
    ("CBO-16", {"applicant": "offender", "dismissed_on": "2026-11-23", "leave": "consent"}),
    ("CBO-20", {"decided_on": "2026-11-23"}),
    ("INJ-7", {"hearing_on": "2026-12-01", "date_of_birth": "2010-01-01"}),
    ("INJ-10", {"overlaps": ["school"]}),
    ("CLO-3", {"issuer_rank": "inspector", "starts_at": "2026-03-01T10:00:00+00:00", "ends_at": "2026-03-02T10:00:00+00:00"}),
    ("CLO-18", {"issuer": "police", "issuer_rank": "sergeant", "expires_on": "2026-03-01", "other_body_consulted": True}),
    ("CLO-27", {"made_on": "2026-03-01", "prohibited_hours": 49}),
    ("POS-6", {"served_on": "2026-03-01", "tenancy": "periodic", "notice_to_quit_could_end_on": "2026-04-06"}),
    ("POS-8", {"served_on": "2026-03-01", "landlord": "private"}),
    ("CRM-7", {"views": False, "efforts_logged": True}),
    ("ACR-13", {"received_on": "2026-03-02"}),
    ("ACR-15", {"reviewed_on": "2026-03-02"}),
    ("FAIR-3", {"poverty_or_rough_sleeping": True, "unlawful_or_antisocial": False}),
)  # fmt: skip
# What is not in force answers so whatever it is told.
DEAF = "RSP-"


def examples(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def banks() -> list[dict[str, Any]]:
    return [row for name in BANKS for row in examples(DATA / name)]


def told(value: Any, like: Any) -> Any:
    """An answer as an example writes it: days as text, instants as instants."""
    if isinstance(value, datetime):
        return value == datetime.fromisoformat(like) and like
    return value.isoformat() if isinstance(value, date) else value


def must_hold(row: dict[str, Any]) -> None:
    answer = consider(row["rule"], row["facts"], shipped_limits())
    found = {**answer.values, "decision": answer.decision}

    for name, expected in row["expect"].items():
        assert told(found.get(name), expected) == expected, (row["id"], name, row.get("why"))
    assert all(reason.endswith(".") for reason in answer.reasons), answer.reasons


@pytest.mark.shared
@pytest.mark.parametrize("row", examples(SHARED / "vectors" / "law.jsonl"), ids=lambda row: row["id"])
def test_what_is_shared_with_others_holds(row: dict[str, Any]) -> None:
    must_hold(row)


@pytest.mark.parametrize("rule", sorted({row["rule"] for row in banks()}))
def test_what_was_worked_out_by_hand_holds(rule: str) -> None:
    for row in banks():
        if row["rule"] == rule:
            must_hold(row)


def test_the_banks_are_large_and_each_example_bears_its_own_name() -> None:
    names = [row["id"] for row in banks()]

    assert len(names) == len(set(names)) >= LEAST_IN_THE_BANKS


def test_a_rule_reads_the_facts_that_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that reads another fact says so itself; here no fact is declared that no example needs."""
    read: set[tuple[str, str]] = set()
    look, rule = Facts._of, ""

    def noted(facts: Facts, name: str) -> Any:
        read.add((rule, name))
        return look(facts, name)

    monkeypatch.setattr(Facts, "_of", noted)
    for rule, facts in [*((row["rule"], row["facts"]) for row in banks()), *FURTHER]:
        # Of local procedures some have no number unless an area gives its own.
        with suppress(NoLimitError):
            consider(rule, facts, shipped_limits())

    declared = {(rule.id, fact) for rule in all_rules().values() if rule.logic for fact in rule.facts}
    assert {(rule, fact) for rule, fact in declared - read if not rule.startswith(DEAF)} == set()
