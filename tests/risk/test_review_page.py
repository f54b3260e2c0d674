"""The page on which a supervisor reviews a risk."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from risk.models import Assessment, Review
from tests.make import NOW, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, closed, opened_case


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    return opened_case(amira)


@pytest.fixture
def assessment(amira: User, case: Case) -> Assessment:
    return assess(case, MEDIUM, by=amira)


def page_of(case: Case, number: int = 1) -> str:
    return reverse("risk_review", args=[case.reference, number])


def test_it_shows_what_is_reviewed(client: Client, ben: User, case: Case, assessment: Assessment) -> None:
    client.force_login(ben)

    page = " ".join(client.get(page_of(case)).content.decode().split())

    assert "9 of 28, which alone gives medium risk" in page
    assert "Do you feel safe at home?" in page
    assert "by end of 21 December 2026" in page


def test_saving_keeps_the_review_and_leads_to_the_next_date(
    client: Client, ben: User, case: Case, assessment: Assessment
) -> None:
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        client.force_login(ben)
        typed = {"note": "Level stays.", "shown": assessment.pk}
        page = client.post(page_of(case), typed, follow=True).content.decode()

    review = Review.objects.get()
    assert (review.note, review.recorded_by, review.rank) == ("Level stays.", ben, "sergeant")
    assert "by end of 29 December 2026" in " ".join(page.split())


@pytest.mark.parametrize("note", ["", "   "])
def test_a_review_needs_words(
    client: Client, ben: User, case: Case, assessment: Assessment, note: str
) -> None:
    client.force_login(ben)

    response = client.post(page_of(case), {"note": note, "shown": assessment.pk})

    assert response.status_code == 400
    assert "Answer “What did you check, and what do you decide?”" in response.content.decode()
    assert not Review.objects.exists()


def test_a_newer_assessment_is_shown_and_the_note_kept(
    client: Client, amira: User, ben: User, case: Case, assessment: Assessment
) -> None:
    newer = assess(case, HIGH, by=amira, now=NOW + timedelta(minutes=5))
    client.force_login(ben)

    response = client.post(page_of(case), {"note": "Level stays.", "shown": assessment.pk})

    page = response.content.decode()
    assert response.status_code == 409
    assert "assessed again since you opened this page" in page
    assert "Level stays.</textarea>" in page
    assert f'name="shown" value="{newer.pk}"' in page
    assert not Review.objects.exists()


def test_a_case_closed_meanwhile_is_refused_with_the_note_kept(
    client: Client, amira: User, ben: User, case: Case
) -> None:
    read = assess(case, STANDARD, by=amira)
    closed(case, by=amira)
    client.force_login(ben)

    response = client.post(page_of(case), {"note": "Level stays.", "shown": read.pk})

    assert response.status_code == 409
    assert "can be neither assessed nor reviewed" in response.content.decode()


def test_what_is_not_assessed_cannot_be_reviewed(client: Client, ben: User, case: Case) -> None:
    client.force_login(ben)

    response = client.get(page_of(case))

    assert response.status_code == 409
    assert "has to be assessed before it is reviewed" in response.content.decode()


def test_a_constable_may_not_review(client: Client, amira: User, case: Case, assessment: Assessment) -> None:
    acting_up = make_user("kit", Role.SUPERVISOR, Rank.CONSTABLE, district_code="colchester")
    for constable in (amira, acting_up):
        client.force_login(constable)
        assert client.post(page_of(case), {"note": "Fine.", "shown": assessment.pk}).status_code == 403
    assert not Review.objects.exists()


def test_the_sergeant_of_another_district_meets_nothing(
    client: Client, case: Case, assessment: Assessment
) -> None:
    client.force_login(make_user("stan", Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon"))

    assert client.get(page_of(case)).status_code == 404
