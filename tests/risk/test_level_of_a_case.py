"""The level of a case is the highest of its victims' newest assessments, read in one query."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseParty
from risk.queries import current_level, newest_of_case, with_current_level
from tests.make import NOW, make_case
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, opened_case, second_victim, victim_of


def test_a_case_that_nobody_assessed_has_no_level(amira: User) -> None:
    case = opened_case(amira)

    assert current_level(case) is None


def test_the_higher_of_two_victims_counts(amira: User) -> None:
    case = opened_case(amira)
    other = second_victim(case, by=amira)
    assess(case, HIGH, by=amira)

    assess(case, STANDARD, by=amira, party=other, now=NOW + timedelta(days=1))

    assert current_level(case) == "high"


def test_a_victim_not_assessed_yet_does_not_hide_the_other(amira: User) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira, party=second_victim(case, by=amira))

    assert current_level(case) == "medium"


def test_only_the_newest_assessment_of_a_victim_counts(amira: User) -> None:
    case = opened_case(amira)
    assess(case, HIGH, by=amira)

    assess(case, STANDARD, by=amira, now=NOW + timedelta(days=1))

    assert current_level(case) == "standard"


def test_a_victim_recorded_in_error_does_not_count(amira: User) -> None:
    case = opened_case(amira)
    assess(case, HIGH, by=amira)
    CaseParty.objects.filter(pk=victim_of(case).pk).update(recorded_in_error_at=NOW)

    assert current_level(case) is None


def test_a_list_of_cases_reads_all_levels_in_one_query(
    amira: User, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    assessed = [make_case(by=amira) for _ in range(3)]
    for case, given in zip(assessed, (STANDARD, MEDIUM, HIGH), strict=True):
        assess(case, given, by=amira)
    make_case(by=amira)

    with django_assert_num_queries(1):
        found = [case.current_level for case in with_current_level(Case.objects.order_by("pk"))]

    assert found == ["standard", "medium", "high", None]


def test_the_newest_of_each_victim_is_read_in_one_query(
    amira: User, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    case = opened_case(amira)
    other = second_victim(case, by=amira)
    assess(case, HIGH, by=amira)
    newest = assess(case, MEDIUM, by=amira, now=NOW + timedelta(days=1))
    of_other = assess(case, STANDARD, by=amira, party=other)

    with django_assert_num_queries(1):
        found = [(row, row.party.person.name, row.recorded_by.name) for row in newest_of_case(case)]

    assert found == [(newest, "Jade Taylor", "Amira Osei"), (of_other, "Sam Taylor", "Amira Osei")]
