"""The page on which an officer asks the questions."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.casework.transitions.case_people import add_party
from risk.choices import VersionStatus
from risk.models import Assessment, InstrumentVersion, Option, Question
from tests.make import NOW, make_share, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, closed, opened_case, sent
from tests.risk.test_instrument_versions import new_version


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def case(amira: User) -> Case:
    return opened_case(amira)


def page_of(case: Case, number: int = 1) -> str:
    return reverse("risk_assess", args=[case.reference, number])


def checked(page: str) -> list[str]:
    return re.findall(r'name="answer_(\w+)" type="radio" value="\w+" checked', page)


def test_it_asks_every_question_and_takes_no_answer_for_granted(
    client: Client, amira: User, case: Case
) -> None:
    client.force_login(amira)

    page = client.get(page_of(case)).content.decode()

    assert [page.count(f'name="answer_{code}"') for code in MEDIUM] == [7, 7, 6, 6, 5, 6, 5, 6]
    assert page.count("<fieldset") == 11
    assert checked(page) == []
    assert "for demonstration" in page


def test_saving_leads_to_what_it_came_to_and_what_must_follow(
    client: Client, amira: User, ben: User, case: Case
) -> None:
    client.force_login(amira)

    response = client.post(page_of(case), sent(MEDIUM, with_victim="no"), follow=True)

    page = " ".join(response.content.decode().split())
    assessment = Assessment.objects.get()
    assert response.redirect_chain == [
        (reverse("risk_assessment", args=[case.reference, assessment.pk]), 302)
    ]
    assert (assessment.recorded_by, assessment.with_victim, assessment.level) == (amira, False, "medium")
    assert "9 of 28, which alone gives medium risk" in page
    assert (
        "Sergeant\N{RIGHT SINGLE QUOTATION MARK}s risk review: by end of 21 December 2026, owed by Ben Lane"
        in page
    )
    assert "so late from midnight at the start of 22 December 2026." in page


def test_a_question_left_open_is_named_and_every_answer_is_kept(
    client: Client, amira: User, case: Case
) -> None:
    client.force_login(amira)
    given = {**HIGH}
    del given["safe"]

    response = client.post(page_of(case), sent(given))

    page = response.content.decode()
    assert response.status_code == 400
    assert "<title>Error: Assess the risk" in page
    assert '<a href="#id_answer_safe_0">Answer “Do you feel safe at home?”</a>' in page
    assert checked(page) == list(given)
    assert not Assessment.objects.exists()


def test_an_empty_form_is_refused_question_by_question(client: Client, amira: User, case: Case) -> None:
    client.force_login(amira)

    response = client.post(page_of(case), {"shown": sent({})["shown"]})

    assert response.status_code == 400
    assert response.content.decode().count('<li><a href="#id_answer_') == 8


def test_an_answer_that_is_not_offered_is_refused(client: Client, amira: User, case: Case) -> None:
    client.force_login(amira)

    response = client.post(page_of(case), sent({**MEDIUM, "frequency": "hourly"}))

    assert response.status_code == 400
    assert not Assessment.objects.exists()


def test_the_last_answers_stand_beside_the_new_ones(client: Client, amira: User, case: Case) -> None:
    assess(case, MEDIUM, by=amira)
    client.force_login(amira)

    page = client.get(page_of(case)).content.decode()

    assert page.count("The answer on 23 November 2026") == 8
    assert 'id="id_answer_frequency_2-item-hint" class="govuk-hint govuk-radios__hint">The answer on' in page
    assert checked(page) == []


def test_a_last_answer_that_is_offered_no_more_is_still_told(client: Client, amira: User, case: Case) -> None:
    assess(case, MEDIUM, by=amira)
    new_version(VersionStatus.APPROVED)
    client.force_login(amira)

    page = client.get(page_of(case)).content.decode()

    assert "The answer on 23 November 2026 was “Nervous”." in page


def test_the_words_of_an_instrument_are_escaped(client: Client, amira: User, case: Case) -> None:
    version = new_version(VersionStatus.APPROVED)
    hostile = Question.objects.create(
        version=version, number=2, code="now", text="Safe <i>now</i>?", help="<b>Ask</b>"
    )
    Option.objects.create(question=hostile, number=1, code="nervous", label="<u>Nervous</u>")
    client.force_login(amira)

    page = client.get(page_of(case)).content.decode()

    assert "&lt;b&gt;Ask&lt;/b&gt;" in page
    assert not re.search("<b>Ask|<i>now|<u>Nerv", page)


def test_questions_that_changed_meanwhile_are_asked_again(client: Client, amira: User, case: Case) -> None:
    old = sent(MEDIUM)
    newer = new_version(VersionStatus.APPROVED)
    client.force_login(amira)

    response = client.post(page_of(case), old)

    page = response.content.decode()
    assert response.status_code == 409
    assert "The questions have changed since you opened this page" in page
    assert f'name="shown" value="{newer.pk}"' in page
    assert client.post(page_of(case), sent({"safe": "no"}, newer)).status_code == 302


def test_a_form_sent_twice_assesses_once(client: Client, amira: User, case: Case) -> None:
    client.force_login(amira)
    typed = sent(MEDIUM, idempotency_key=str(uuid4()))

    first, second = client.post(page_of(case), typed), client.post(page_of(case), typed)

    assert first["Location"] == second["Location"]
    assert Assessment.objects.count() == 1


def test_a_case_closed_meanwhile_is_refused_with_the_answers_kept(
    client: Client, amira: User, case: Case
) -> None:
    assess(case, STANDARD, by=amira)
    client.force_login(amira)
    closed(case, by=amira)

    shown, refused = client.get(page_of(case)), client.post(page_of(case), sent(MEDIUM))

    assert "is closed: its risk is not assessed any more" in shown.content.decode()
    assert "<fieldset" not in shown.content.decode()
    assert refused.status_code == 409
    assert "can be neither assessed nor reviewed" in refused.content.decode()
    assert Assessment.objects.count() == 1


def test_only_a_victim_of_the_case_has_such_a_page(client: Client, amira: User, case: Case) -> None:
    witness = add_party(case, name="Pat Green", contact="", role="witness", by=amira, now=NOW)
    client.force_login(amira)

    assert client.get(page_of(case, witness.number)).status_code == 404
    assert client.get(page_of(case, 99)).status_code == 404


def test_who_may_not_know_of_the_case_meets_nothing(
    client: Client, cara: User, eve: User, case: Case
) -> None:
    for stranger in (cara, eve):
        client.force_login(stranger)
        assert client.get(page_of(case)).status_code == 404
        assert client.post(page_of(case), sent(MEDIUM)).status_code == 404
    assert not Assessment.objects.exists()


def test_a_partner_with_whom_the_case_is_shared_may_not_assess(
    client: Client, amira: User, dev: User, case: Case
) -> None:
    make_share(case, dev.agency, by=amira)
    client.force_login(dev)

    assert client.get(page_of(case)).status_code == 404
    assert client.post(page_of(case), sent(MEDIUM)).status_code == 404


def test_an_asb_officer_may_assess_in_every_district(client: Client, case: Case) -> None:
    client.force_login(make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE))

    assert client.post(page_of(case), sent(STANDARD)).status_code == 302


def test_without_an_instrument_the_page_says_whom_to_ask(client: Client, amira: User, case: Case) -> None:
    InstrumentVersion.objects.update(status=VersionStatus.DRAFT)
    client.force_login(amira)

    response = client.get(page_of(case))

    assert response.status_code == 409
    assert "ask an administrator" in response.content.decode()
