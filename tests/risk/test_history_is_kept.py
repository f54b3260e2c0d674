"""What was answered and found stays as it was: the next assessment is a new row."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from asbcases.accounts.models import User
from risk.models import Answer, Assessment, Review
from risk.queries import assessments_of, current_assessment
from risk.transitions import review_risk
from tests.make import NOW
from tests.risk.answers import HIGH, STANDARD, assess, opened_case, victim_of


def test_every_assessment_stays_and_the_newest_counts(amira: User) -> None:
    case = opened_case(amira)
    first = assess(case, STANDARD, by=amira)

    second = assess(case, HIGH, by=amira, now=NOW + timedelta(days=1))

    party = victim_of(case)
    assert list(assessments_of(party)) == [second, first]
    assert current_assessment(party) == second
    assert first.answers.get(question__code="violence").option.code == "no"


def test_of_two_at_one_instant_the_later_row_counts(amira: User) -> None:
    case = opened_case(amira)
    assess(case, STANDARD, by=amira)

    second = assess(case, HIGH, by=amira)

    assert current_assessment(victim_of(case)) == second


@pytest.mark.parametrize("change", ["update", "delete"])
@pytest.mark.parametrize("model", [Assessment, Answer, Review])
def test_the_database_refuses_to_change_what_was_recorded(
    amira: User, ben: User, model: type, change: str
) -> None:
    case = opened_case(amira)
    assess(case, HIGH, by=amira)
    review_risk(case, party=victim_of(case), note="Agreed.", by=ben, now=NOW)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model.objects.update(case=case) if change == "update" else model.objects.all()._raw_delete("default")
