"""When a review and a first assessment are due, and the sentence that says why."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from asbcases.law.periods import london_day
from risk.choices import Level
from risk.rules import (
    first_assessment_basis,
    first_assessment_due,
    may_review,
    review_basis,
    review_due,
)

MIDNIGHTS = Path(__file__).parent.parent / "data" / "london_midnights.csv"


def test_a_review_is_late_from_the_london_midnight_after_its_last_day() -> None:
    with MIDNIGHTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    due = [
        review_due(london_day(datetime.fromisoformat(row["completed_at"])), int(row["days"])) for row in rows
    ]

    assert len(rows) == 30
    assert due == [datetime.fromisoformat(row["due_at"]) for row in rows]


def test_the_sentence_of_a_review_names_rule_facts_and_policy() -> None:
    sentence = review_basis(Level.MEDIUM, date(2026, 11, 23), 28, policy="review policy v1")

    assert sentence == (
        "28 days following 23 November 2026 for a medium risk (review policy v1), "
        "so late from midnight at the start of 22 December 2026"
    )


def test_the_sentence_and_the_instant_of_a_review_agree() -> None:
    due_at = review_due(date(2026, 3, 1), 28)

    assert london_day(due_at) == date(2026, 3, 30)
    assert "the start of 30 March 2026" in review_basis(Level.MEDIUM, date(2026, 3, 1), 28, policy="v1")


def test_a_first_assessment_is_due_real_hours_after_the_case_was_opened() -> None:
    opened_at = datetime(2026, 10, 24, 17, tzinfo=UTC)

    assert first_assessment_due(opened_at, 48) == datetime(2026, 10, 26, 17, tzinfo=UTC)
    assert first_assessment_basis(opened_at, 48, policy="review policy v1") == (
        "48 hours after the case was opened at 6pm on 24 October 2026, not assessed being treated as a medium "
        "risk (review policy v1), so late from 5pm on 26 October 2026"
    )


@pytest.mark.parametrize(
    ("rank", "allowed"),
    [
        ("", False),
        ("pcso", False),
        ("constable", False),
        ("sergeant", True),
        ("inspector", True),
        ("chief_inspector", True),
        ("superintendent", True),
    ],
)
def test_a_risk_is_reviewed_by_a_sergeant_or_above(rank: str, allowed: bool) -> None:
    assert may_review(rank) is allowed
