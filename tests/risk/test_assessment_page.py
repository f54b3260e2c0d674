"""The page of one assessment: what it came to, why, and what must follow."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from risk.choices import VersionStatus
from risk.models import Assessment, InstrumentVersion
from risk.transitions import review_risk
from tests.make import NOW, make_share
from tests.risk.answers import (
    HIGH,
    MEDIUM,
    STANDARD,
    answers,
    assess,
    closed,
    opened_case,
    review_owed,
    victim_of,
)
from tests.risk.test_instrument_versions import new_version


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    return opened_case(amira)


def shown(client: Client, assessment: Assessment) -> str:
    address = reverse("risk_assessment", args=[assessment.case.reference, assessment.pk])
    return " ".join(client.get(address).content.decode().split())


def test_it_shows_band_floor_with_reasons_and_level(client: Client, amira: User, case: Case) -> None:
    assessment = assess(case, answers("one_off isolated low high yes safe no environmental"), by=amira)
    client.force_login(amira)

    page = shown(client, assessment)

    assert "High risk" in page
    assert "7 of 28, which alone gives medium risk" in page
    assert "High, because:" in page
    assert "<li>The victim is very vulnerable and there has been violence or a threat of it</li>" in page


def test_it_shows_what_was_answered_the_time_before(client: Client, amira: User, case: Case) -> None:
    assess(case, STANDARD, by=amira, now=NOW - timedelta(days=20))
    assessment = assess(case, HIGH, by=amira)
    client.force_login(amira)

    page = shown(client, assessment)

    assert "On 3 November 2026" in page
    assert '<td class="govuk-table__cell" data-label="Before">It has happened once</td>' in page
    assert "Earlier assessments" in page


def test_a_late_review_is_shown_as_late(client: Client, amira: User, case: Case) -> None:
    assessment = assess(case, HIGH, by=amira)

    with time_machine.travel(review_owed(case).due_at + timedelta(days=3), tick=False):
        client.force_login(amira)
        page = shown(client, assessment)

    assert "asb-next--late" in page
    assert "3 days late, was due by end of 7 December 2026" in page


def test_an_earlier_assessment_says_so_and_leads_to_the_newest(
    client: Client, amira: User, case: Case
) -> None:
    first = assess(case, STANDARD, by=amira)
    newest = assess(case, HIGH, by=amira, now=NOW + timedelta(minutes=5))
    client.force_login(amira)

    page = shown(client, first)

    assert "This is an earlier assessment" in page
    assert reverse("risk_assessment", args=[case.reference, newest.pk]) in page
    assert "asb-next" not in page
    assert "Assess again" not in page


def test_a_retired_version_still_shows_its_own_words(client: Client, amira: User, case: Case) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    InstrumentVersion.objects.update(status=VersionStatus.RETIRED, valid_to=NOW.date() - timedelta(days=1))
    new_version(VersionStatus.APPROVED)
    client.force_login(amira)

    page = shown(client, assessment)

    assert "How often does it happen?" in page
    assert "Every week" in page
    assert "Eight weighted factors, version 1" in page
    assert "Retired" in page


def test_reviews_stand_below_the_assessment_in_the_words_of_the_reviewer(
    client: Client, amira: User, ben: User, case: Case
) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    review_risk(case, party=victim_of(case), note="Level stays. <b>Camera</b> fitted.", by=ben, now=NOW)
    client.force_login(amira)

    page = shown(client, assessment)

    assert "Sergeant Ben Lane" in page
    assert "Level stays. &lt;b&gt;Camera&lt;/b&gt; fitted." in page


def test_what_one_may_do_next_depends_on_who_one_is(
    client: Client, amira: User, ben: User, case: Case
) -> None:
    assessment = assess(case, MEDIUM, by=amira)

    client.force_login(amira)
    officer = shown(client, assessment)
    client.force_login(ben)
    sergeant = shown(client, assessment)

    assert "Assess again" in officer
    assert "Review the risk" not in officer
    assert "Review the risk" in sergeant


def test_on_a_closed_case_nothing_more_is_due_or_offered(
    client: Client, ben: User, amira: User, case: Case
) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    closed(case, by=ben)
    client.force_login(ben)

    page = shown(client, assessment)

    assert "The case is closed: nothing is due" in page
    assert "Review the risk" not in page
    assert "Assess again" not in page


def test_it_is_found_through_its_own_case_only(client: Client, amira: User, case: Case) -> None:
    elsewhere = assess(opened_case(amira), MEDIUM, by=amira)
    client.force_login(amira)

    assert client.get(reverse("risk_assessment", args=[case.reference, elsewhere.pk])).status_code == 404


def test_who_may_not_know_of_the_case_meets_nothing(
    client: Client, cara: User, amira: User, case: Case
) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    client.force_login(cara)

    assert client.get(reverse("risk_assessment", args=[case.reference, assessment.pk])).status_code == 404


def test_a_partner_does_not_read_it_on_the_pages_of_the_police(
    client: Client, amira: User, dev: User, case: Case
) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    make_share(case, dev.agency, by=amira)
    client.force_login(dev)

    assert client.get(reverse("risk_assessment", args=[case.reference, assessment.pk])).status_code == 404


@pytest.mark.parametrize("assessed", [1, 6])
def test_its_queries_do_not_grow_with_the_history(
    client: Client,
    amira: User,
    case: Case,
    assessed: int,
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    for minute in range(assessed):
        assessment = assess(case, MEDIUM, by=amira, now=NOW + timedelta(minutes=minute))
    client.force_login(amira)

    with django_assert_max_num_queries(24):
        shown(client, assessment)
