"""What may not be assessed is refused with a sentence that says what to do."""

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import Outcome, Stage
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.transitions.case_people import add_party
from asbcases.errors import Refused
from risk.models import Assessment, InstrumentVersion
from tests.make import NOW
from tests.risk.answers import MEDIUM, STANDARD, assess, closed, opened_case, victim_of


@pytest.mark.parametrize("left_out", MEDIUM)
def test_every_question_must_be_answered(amira: User, left_out: str) -> None:
    case = opened_case(amira)
    given = {code: option for code, option in MEDIUM.items() if code != left_out}

    with pytest.raises(Refused, match="Without all answers there is no level"):
        assess(case, given, by=amira)

    assert not Assessment.objects.exists()


def test_the_refusal_names_the_questions_to_ask(amira: User) -> None:
    given = {**MEDIUM}
    del given["safe"]

    with pytest.raises(Refused, match="Do you feel safe at home"):
        assess(opened_case(amira), given, by=amira)


def test_an_answer_that_the_form_does_not_offer_is_refused(amira: User) -> None:
    with pytest.raises(Refused, match="not part of the form in use"):
        assess(opened_case(amira), {**MEDIUM, "frequency": "hourly"}, by=amira)


def test_a_closed_case_is_refused(amira: User) -> None:
    case = opened_case(amira)
    assess(case, STANDARD, by=amira)
    closed(case, by=amira)

    with pytest.raises(Refused, match="is closed"):
        assess(case, MEDIUM, by=amira)


def test_a_stale_copy_of_the_case_does_not_get_round_it(amira: User) -> None:
    case = opened_case(amira)
    Case.objects.filter(pk=case.pk).update(stage=Stage.CLOSED, closed_at=NOW, outcome=Outcome.RESOLVED)

    with pytest.raises(Refused, match="is closed"):
        assess(case, MEDIUM, by=amira, party=victim_of(case))


def test_only_a_victim_is_assessed(amira: User) -> None:
    case = opened_case(amira)
    witness = add_party(case, name="Pat Green", contact="", role="witness", by=amira, now=NOW)

    with pytest.raises(Refused, match="not a victim"):
        assess(case, MEDIUM, by=amira, party=witness)


def test_the_victim_of_another_case_is_refused(amira: User) -> None:
    elsewhere = victim_of(opened_case(amira))

    with pytest.raises(Refused, match="not a victim"):
        assess(opened_case(amira), MEDIUM, by=amira, party=elsewhere)


def test_a_victim_recorded_in_error_is_refused(amira: User) -> None:
    case = opened_case(amira)
    party = victim_of(case)
    CaseParty.objects.filter(pk=party.pk).update(recorded_in_error_at=NOW)

    with pytest.raises(Refused, match="not a victim"):
        assess(case, MEDIUM, by=amira, party=party)


def test_without_a_form_in_use_nothing_is_assessed(amira: User) -> None:
    case = opened_case(amira)
    InstrumentVersion.objects.update(status="draft")

    with pytest.raises(Refused, match="ask an administrator"):
        assess(case, MEDIUM, by=amira)
