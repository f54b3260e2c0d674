"""When a review is due, and which ranks it is asked of."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.law.clocks import Clock, ClockUnit, reckon
from asbcases.law.holidays import Calendar
from asbcases.law.periods import london_day
from asbcases.policies.models import PolicyRow
from risk.rules import may_review, ranks_met
from tests.make import NOW
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, opened_case, review_owed, reviews_owed

MIDNIGHTS = Path(__file__).parent.parent / "data" / "london_midnights.csv"


def test_a_review_is_late_from_the_london_midnight_after_its_last_day() -> None:
    with MIDNIGHTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    due = [
        reckon(
            datetime.fromisoformat(row["completed_at"]), Clock(int(row["days"]), ClockUnit.DAYS), Calendar()
        ).due_at
        for row in rows
    ]

    assert len(rows) == 30
    assert due == [datetime.fromisoformat(row["due_at"]) for row in rows]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (STANDARD, {"sergeant": 56}),
        (MEDIUM, {"sergeant": 28, "inspector": 56}),
        (HIGH, {"sergeant": 14, "inspector": 28, "chief_inspector": 56}),
    ],
)
def test_each_rank_reviews_where_policy_asks_for_it(
    amira: User, given: dict[str, str], asked: dict[str, int]
) -> None:
    case = opened_case(amira)

    assess(case, given, by=amira)

    owed = {review.rank: int(review.policy.value) for review in reviews_owed(case).select_related("policy")}
    assert owed == asked
    assert set(reviews_owed(case).values_list("rings", flat=True)) == {given is HIGH}


def test_a_rank_that_policy_does_not_ask_reviews_nothing(amira: User) -> None:
    case = opened_case(amira)
    PolicyRow.objects.filter(rule="risk.review.inspector").update(
        in_force_to=london_day(NOW) - timedelta(days=1)
    )

    assess(case, MEDIUM, by=amira)

    assert list(reviews_owed(case).values_list("rank", flat=True)) == ["sergeant"]


def test_a_policy_in_working_days_is_counted_in_working_days(amira: User) -> None:
    case = opened_case(amira)
    PolicyRow.objects.filter(rule="risk.review.sergeant").update(unit="working_days", value=28)

    assess(case, MEDIUM, by=amira)

    # 28 working days following Monday 23 November, without Christmas Day, its substitute and New Year's Day.
    assert review_owed(case).due_at == datetime.fromisoformat("2027-01-06T00:00:00+00:00")


@pytest.mark.parametrize(
    ("rank", "met"),
    [
        ("", ()),
        ("constable", ()),
        ("sergeant", (Rank.SERGEANT,)),
        ("inspector", (Rank.SERGEANT, Rank.INSPECTOR)),
        ("chief_inspector", (Rank.SERGEANT, Rank.INSPECTOR, Rank.CHIEF_INSPECTOR)),
        ("superintendent", (Rank.SERGEANT, Rank.INSPECTOR, Rank.CHIEF_INSPECTOR)),
    ],
)
def test_a_review_is_that_of_its_rank_and_of_every_rank_below(rank: str, met: tuple[Rank, ...]) -> None:
    assert ranks_met(rank) == met


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
