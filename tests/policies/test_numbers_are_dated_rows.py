"""A number of policy is chosen by the day of the event, and none is ever guessed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from asbcases.errors import Refused
from asbcases.policies.models import PolicyRow
from asbcases.policies.queries import find_limit, limit_on

pytestmark = pytest.mark.django_db

CHANGED_ON = date(2026, 4, 1)


def a_row(**fields: Any) -> PolicyRow:
    stated = {
        "rule": "a.rule",
        "qualifier": "high",
        "value": 14,
        "unit": "days",
        "in_force_from": date(2020, 1, 1),
        "source": "The force's policy",
        "confidence": "S",
        **fields,
    }
    return PolicyRow.objects.create(**stated)


def test_a_row_that_chooses_states_no_number() -> None:
    with pytest.raises(IntegrityError, match="policy_choice_or_number"), transaction.atomic():
        a_row(choice="lead")

    row = a_row(value=0, unit="choice", choice="lead")

    assert str(row) == "a.rule high: lead"


@pytest.mark.parametrize(
    ("day", "value"), [(CHANGED_ON - timedelta(days=1), 14), (CHANGED_ON, 7), (date(2020, 1, 1), 14)]
)
def test_the_row_of_the_day_is_chosen(day: date, value: int) -> None:
    a_row(in_force_to=CHANGED_ON - timedelta(days=1))
    a_row(in_force_from=CHANGED_ON, value=7)

    assert limit_on("a.rule", "high", day).value == value


def test_where_policy_is_silent_no_number_is_guessed() -> None:
    a_row()

    assert find_limit("a.rule", "high", date(2019, 12, 31)) is None
    with pytest.raises(Refused, match=r"No policy for a\.rule high is in force on 31 December 2019"):
        limit_on("a.rule", "high", date(2019, 12, 31))


def test_two_rows_of_one_rule_are_never_in_force_on_one_day() -> None:
    a_row(in_force_to=CHANGED_ON)

    with pytest.raises(IntegrityError, match="policy_one_in_force"), transaction.atomic():
        a_row(in_force_from=CHANGED_ON, value=7)


def test_a_row_is_told_in_words() -> None:
    row = PolicyRow.objects.get(pk=a_row(qualifier="medium", value=28).pk)

    assert str(row) == "a.rule medium: 28 days"


def test_the_days_of_a_row_are_in_order() -> None:
    with pytest.raises(IntegrityError, match="policy_days_in_order"), transaction.atomic():
        a_row(in_force_to=date(2019, 12, 31))


def test_one_of_a_unit_is_told_in_right_english() -> None:
    assert [
        a_row(qualifier=unit, value=Decimal(1), unit=unit).stated for unit in ("hours", "working_days")
    ] == [
        "1 hour",
        "1 working day",
    ]
