"""The pages of an incident: what is next, how its codes change, and how it closes."""

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Desk
from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.cases.models import Incident
from asbcases.casework.transitions import (
    close_incident,
    consider_crime,
    note_reference,
)
from tests.casework.nuisances import HOUR, PUBLIC, REASON, address, closing, nuisance
from tests.casework.pages import asked_for, signed_in, text_of
from tests.make import make_incident, make_team, make_triage


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


@pytest.fixture
def incident(amira: User) -> Incident:
    """Return a triaged incident of which nothing says that somebody is a victim."""
    return nuisance(amira)


def test_one_sentence_on_top_says_grade_handling_and_who_owns_what_is_next(
    officer: Client, incident: Incident
) -> None:
    page = text_of(officer.get(address(incident)))

    assert "Scheduled, somebody attends; next: " in page
    assert "owed by Amira Osei" in page
    for words in (
        "Nobody has decided yet whether it is a crime",
        "They threw stones",
        "Triage again",
        "(opening)",
    ):
        assert words in page


def test_an_ungraded_incident_says_so(officer: Client, amira: User) -> None:
    page = text_of(officer.get(address(make_incident(by=amira, now=timezone.now()))))

    assert "Not graded yet; next: triage of a report" in page


def test_codes_show_who_when_through_which_desk_and_team(officer: Client, amira: User) -> None:
    amira.team = make_team("Online A", desk=Desk.ONLINE_DESK)
    amira.save()
    incident = nuisance(amira, subtype="noise", call_type="threats", qualifiers=["alcohol", "youth"])

    page = text_of(officer.get(address(incident)))

    assert "Noise; call type Threats; Alcohol, Youth" in page
    assert ", Online desk, Online A; told by 101 call" in page


def test_what_speaks_for_a_victim_stands_beside_the_question_before_it_is_answered(
    officer: Client, amira: User
) -> None:
    incident = nuisance(amira, qualifiers=["hate_race"])

    page = officer.get(address(incident, "close"))

    assert "Hate is ticked in a triage or a classification" in text_of(page)
    assert page.context["form"]["identifiable_victim"].value() is None
    assert "supervisor_reason" not in page.context["form"].fields
    assert "checked" not in text_of(page).split('name="identifiable_victim"')[1].split(">")[0]


def test_an_incident_is_closed_on_its_page_and_opened_again(officer: Client, incident: Incident) -> None:
    closed = officer.post(address(incident, "close"), closing(incident, subtype="noise"), follow=True)

    assert closed.redirect_chain == [(address(incident), 302)]
    assert "nobody is an identifiable victim" in text_of(closed)
    incident.refresh_from_db()
    assert (incident.subtype, incident.identifiable_victim) == ("noise", False)
    assert officer.get(address(incident, "close")).status_code == 409

    opened = officer.post(
        address(incident, "reopen"), {"reason": "It goes on.", "version": incident.version}, follow=True
    )
    assert "is open again" in text_of(opened)
    assert officer.get(address(incident, "reopen")).status_code == 409


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ({"identifiable_victim": ""}, 400, "Answer whether there is a victim: nothing is answered for you"),
        ({"identifiable_victim": "yes"}, 409, "With a victim it is Personal, not Nuisance."),
        ({"category": ""}, 400, "Choose a category"),
        ({"result": " "}, 400, "Enter what came of it"),
        ({"crime": ""}, 400, "Answer “Is a crime recorded?”"),
        ({"crime": "yes"}, 409, "Enter the reference under which the crime"),
        ({"subtype": "covid_gathering"}, 400, "Select a valid choice"),
        ({"result": "x\0y"}, 400, "Null characters"),
        ({"result": "x" * 4001}, 400, "at most 4000 characters"),
    ],
)
def test_a_refused_closing_keeps_what_was_typed(
    officer: Client, incident: Incident, fault: dict[str, str], status: int, words: str
) -> None:
    answer = officer.post(address(incident, "close"), closing(incident, **fault))

    assert answer.status_code == status
    assert words in text_of(answer)
    assert "Nobody was harmed." in text_of(answer)
    incident.refresh_from_db()
    assert incident.closed_at is None


def test_a_supervisor_closes_against_the_file_with_a_reason(client: Client, amira: User, ben: User) -> None:
    incident = nuisance(amira, qualifiers=["hate_race"])
    sergeant = signed_in(client, ben)

    refused = sergeant.post(address(incident, "close"), closing(incident, supervisor_reason="Short"))
    closed = sergeant.post(
        address(incident, "close"), closing(incident, supervisor_reason=REASON), follow=True
    )

    assert refused.status_code == 409
    assert f"Against what the file says: {REASON}" in text_of(closed)


def test_a_stale_closing_is_refused_with_both_versions(
    officer: Client, incident: Incident, amira: User
) -> None:
    read = closing(incident)
    consider_crime(incident, crime=False, not_crime_reason="None", by=amira, now=timezone.now())

    answer = officer.post(address(incident, "close"), read)

    assert answer.status_code == 409
    assert "They had gone when we came." in text_of(answer)


def test_crime_is_not_asked_again_once_it_was_decided(
    officer: Client, incident: Incident, amira: User
) -> None:
    said = {"crime": "no", "not_crime_reason": "A quarrel in words.", "version": incident.version}
    decided = officer.post(address(incident, "crime"), said, follow=True)
    page = officer.get(address(incident, "close"))

    assert "A quarrel in words." in text_of(decided)
    assert "crime" not in page.context["form"].fields
    assert "No crime: A quarrel in words." in text_of(page)
    assert "A quarrel in words." in text_of(officer.get(address(incident, "crime")))


def test_codes_are_changed_with_the_additional_information(officer: Client, incident: Incident) -> None:
    said = {"category": "personal", "subtype": "noise", "call_type": "", "version": incident.version}
    shown = officer.get(address(incident, "classify"))
    missing = officer.post(address(incident, "classify"), {**said, "reason": ""})
    done = officer.post(
        address(incident, "classify"),
        {**said, "reason": "She names a neighbour.", "qualifiers": ["youth"]},
        follow=True,
    )

    assert shown.context["form"]["category"].value() == "nuisance"
    assert missing.status_code == 400
    assert "(changed while open)" in text_of(done)
    assert "She names a neighbour." in text_of(done)


def test_the_list_is_filtered_by_state_subtype_and_grade(officer: Client, amira: User) -> None:
    ungraded = make_incident(by=amira, now=timezone.now(), subtype="noise")
    graded = nuisance(amira, subtype="trespass")
    closed = nuisance(amira, "The pier")
    close_incident(
        closed, identifiable_victim=False, category=Category.NUISANCE, result="Gone.", crime=False,
        not_crime_reason="None", by=amira, now=timezone.now(),
    )  # fmt: skip
    shown = {
        "?state=open": {ungraded, graded},
        "?state=closed": {closed},
        "?subtype=trespass": {graded},
        "?grade=none": {ungraded},
        "?grade=scheduled": {graded, closed},
        "": {ungraded, graded, closed},
    }

    for query, incidents in shown.items():
        page = officer.get(f"/incidents/{query}")
        assert {row[0] for row in page.context["shown"]} == incidents, query
    assert officer.get("/incidents/?state=x").status_code == 400


def test_the_page_of_an_incident_asks_the_same_however_much_hangs_on_it(
    officer: Client, amira: User, incident: Incident
) -> None:
    asked_for(officer, address(incident))
    before = len(asked_for(officer, address(incident)))
    for number in range(3):
        note_reference(incident, system="STORM", written=f"EP {number}", by=amira, now=timezone.now())
        consider_crime(incident, crime=False, not_crime_reason="None", by=amira, now=timezone.now())
        make_triage(incident, by=amira, now=timezone.now() - HOUR / 2 + number * HOUR / 60, answers=PUBLIC)

    after = asked_for(officer, address(incident))
    assert before - 1 <= len(after) <= before + 1
    assert len(after) <= 50


def test_who_works_elsewhere_joins_nothing(client: Client, cara: User, amira: User, ben: User) -> None:
    incident = nuisance(amira)
    stranger = signed_in(client, cara)

    for page in ("", "close", "classify", "crime", "hate", "gathering", "operation", "references", "reopen"):
        assert stranger.get(address(incident, page)).status_code == 404
