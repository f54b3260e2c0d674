"""Several incidents are closed together: each by itself, and each refusal with its reason."""

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.cases.models import Incident
from asbcases.casework.transitions import (
    consider_crime,
)
from tests.casework.nuisances import nuisance
from tests.casework.pages import signed_in, text_of
from tests.make import make_incident


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


@pytest.fixture
def incident(amira: User) -> Incident:
    """Return a triaged incident of which nothing says that somebody is a victim."""
    return nuisance(amira)


def test_several_are_closed_together_and_those_refused_are_named_with_the_reason(
    officer: Client, amira: User
) -> None:
    fine, hateful, untriaged = (
        nuisance(amira),
        nuisance(amira, "The pier", qualifiers=["hate_race"]),
        make_incident(by=amira, now=timezone.now(), category=Category.NUISANCE),
    )
    rows = [f"{row.pk}.{row.version}" for row in (fine, hateful, untriaged)]
    shown = officer.get("/incidents/close-together/", {"row": rows})
    said = {
        "row": rows,
        "result": "Dispersed.",
        "identifiable_victim": "no",
        "crime": "no",
        "not_crime_reason": "No",
    }
    answer = officer.post("/incidents/close-together/", {**said, f"answer-{hateful.pk}": "yes"}, follow=True)

    page = text_of(answer)
    assert "Hate is ticked in a triage" in text_of(shown)
    assert "It has never been triaged: it will be refused." in text_of(shown)
    assert "1 closed, 2 refused" in page
    assert f"{hateful.reference} is not closed. With a victim it is Personal, not Nuisance." in page
    assert f"{untriaged.reference} has never been triaged" in page
    assert set(Incident.objects.filter(closed_at__isnull=False)) == {fine}
    assert officer.get("/incidents/close-together/unknown/").status_code == 404


def test_what_changed_meanwhile_or_was_decided_before_is_closed_by_itself(
    officer: Client, amira: User
) -> None:
    decided, stale = nuisance(amira), nuisance(amira, "The pier")
    consider_crime(decided, crime=False, not_crime_reason="None", by=amira, now=timezone.now())
    decided.refresh_from_db()
    rows = [f"{decided.pk}.{decided.version}", f"{stale.pk}.{stale.version - 1}"]

    said = {"row": rows, "result": "Dispersed.", f"answer-{decided.pk}": "no", f"answer-{stale.pk}": "no"}
    page = text_of(officer.post("/incidents/close-together/", said, follow=True))

    assert "1 closed, 1 refused" in page
    assert "It changed after you had ticked it" in page
    assert decided.crime_decisions.count() == 1


@pytest.mark.parametrize("rows", [[], ["x"], ["1.x"], ["999999999.1"], ["9999999999999.1"]])
def test_nothing_to_close_is_said(officer: Client, rows: list[str]) -> None:
    answer = officer.get("/incidents/close-together/", {"row": rows})

    assert answer.status_code == 400
    assert "Nothing to close" in text_of(answer)


def test_faults_of_closing_together_keep_what_was_typed(officer: Client, incident: Incident) -> None:
    said = {"row": [f"{incident.pk}.{incident.version}"], "result": "", f"answer-{incident.pk}": "no"}
    answer = officer.post("/incidents/close-together/", said)

    assert answer.status_code == 400
    assert (
        f'id="answer-{incident.pk}-no" name="answer-{incident.pk}" type="radio" value="no" checked'
        in text_of(answer)
    )
