"""A new case puts the first assessment of each victim into the diary."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from risk.transitions import expect_first_assessment
from tests.make import NOW, make_case
from tests.risk.answers import MEDIUM, assess, opened_case, second_victim, victim_of


def owed_on(case: object) -> list[Deadline]:
    return list(Deadline.objects.filter(case=case, kind=Kind.FIRST_ASSESSMENT).order_by("subject"))


def test_a_victim_not_yet_assessed_is_on_the_clock_of_a_medium_risk(amira: User) -> None:
    case = opened_case(amira)

    (owed,) = owed_on(case)

    assert owed.due_at == NOW + timedelta(hours=48)
    assert owed.owner == amira
    assert owed.district == case.district
    assert owed.policy.qualifier == "medium"
    assert owed.basis == (
        "48 hours after midday on 23 November 2026, when the case was opened, not assessed being treated as a medium "
        "risk (ASB Cases default review policy v1), so late from midday on 25 November 2026"
    )


def test_expecting_it_twice_sets_it_once(amira: User) -> None:
    case = opened_case(amira)

    assert expect_first_assessment(case, by=amira, now=NOW) == []
    assert len(owed_on(case)) == 1


def test_each_victim_is_owed_an_assessment_from_when_they_were_added(amira: User) -> None:
    case = opened_case(amira)
    later = NOW + timedelta(days=3)
    second = second_victim(case, by=amira, now=later)

    (added,) = expect_first_assessment(case, by=amira, now=later)

    assert added.subject == str(second.number)
    assert added.due_at == later + timedelta(hours=48)
    assert "when victim 2 was added to the case, not assessed being treated as a medium risk" in added.basis


def test_the_assessment_meets_it_for_its_own_victim_only(amira: User) -> None:
    case = opened_case(amira)
    second_victim(case, by=amira)
    expect_first_assessment(case, by=amira, now=NOW)

    assess(case, MEDIUM, by=amira, now=NOW + timedelta(hours=1))

    first, second = owed_on(case)
    assert first.met_at == NOW + timedelta(hours=1)
    assert second.is_open


def test_an_assessed_victim_is_owed_no_first_assessment(amira: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)

    assert expect_first_assessment(case, by=amira, now=NOW) == []


@pytest.mark.parametrize("hours", [47, 48])
def test_an_assessment_from_the_last_instant_on_is_met_late(amira: User, hours: int) -> None:
    case = opened_case(amira)

    assess(case, MEDIUM, by=amira, now=NOW + timedelta(hours=hours), party=victim_of(case))

    (owed,) = owed_on(case)
    assert (owed.met_at >= owed.due_at) is (hours == 48)
