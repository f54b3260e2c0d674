"""FAIR-4: every age of the law stands in the table of limits, and another row changes what is decided."""

from datetime import date
from typing import Any

import pytest

from asbcases.law.limits import shipped_limits
from asbcases.law.registry import consider
from tests.law.asking import ask, decision

DAY = "2026-11-23"
BORN_15, BORN_9 = "2011-06-15", "2017-06-15"


@pytest.mark.parametrize(
    ("rule", "name", "age"),
    [
        ("INJ-1", "", 10),  # an injunction
        ("DSP-10", "", 10),  # a direction to leave
        ("DSP-11", "", 16),  # removal home, under it
        ("INJ-18", "age", 14),  # detention for breach of an injunction
        ("CPN-1", "", 16),  # a notice
        ("INJ-9", "age", 18),  # how long an injunction runs
        ("INJ-13", "", 18),  # exclusion from home
        ("INJ-6", "", 18),  # the court of adults
        ("CBO-10", "age", 18),
    ],
)
def test_fair_4_each_age_is_a_dated_row(rule: str, name: str, age: int) -> None:
    assert shipped_limits().number(rule, date(2026, 11, 23), name) == age


@pytest.mark.parametrize(
    ("rule", "facts", "before", "age", "after"),
    [
        ("CPN-1", {"date_of_birth": BORN_15, "issue_on": DAY}, "block", 10, "allow"),
        ("INJ-1", {"date_of_birth": BORN_9, "application_on": DAY}, "block", 8, "allow"),
    ],
)
def test_fair_4_another_row_flips_the_decision(
    rule: str, facts: dict[str, Any], before: str, age: int, after: str
) -> None:
    row = {"rule": rule, "value": age, "unit": "years", "in_force_from": "2026-01-01"}
    assert decision(rule, **facts) == before
    assert consider(rule, {**facts, "extra_limits": [row]}, shipped_limits()).decision == after


def test_fair_4_the_register_says_the_ages() -> None:
    said = ask("FAIR-4").reasons[0]
    assert all(words in said for words in ("10 for injunction", "14 for detention", "16 for a notice", "18"))
