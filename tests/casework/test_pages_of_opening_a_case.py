"""The pages that open and join a case: what is carried over, and what they refuse."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.choices import Category, PartyRole
from asbcases.cases.models import Case, Incident
from asbcases.casework.transitions.people import add_incident_party, record_person
from tests.casework.pages import signed_in, text_of
from tests.make import NOW, make_case, make_incident, make_report

pytestmark = pytest.mark.django_db
CALLER = {"caller_name": "Jade Taylor", "caller_phone": "07700 900123"}
SAID = {"summary": "Stones at one home"}


@pytest.fixture
def incident(amira: User) -> Incident:
    return make_incident(by=amira, report=make_report(by=amira, **CALLER), category=Category.NUISANCE)


def opening(client: Client, user: User, incident: Incident, **said: Any) -> Any:
    signed_in(client, user)
    address = f"/incidents/{incident.reference}/open-case/"
    return client.post(address, {**SAID, "lead": user.pk, **said}) if said else client.get(address)


def joining(client: Client, user: User, incident: Incident, **said: str) -> Any:
    return signed_in(client, user).post(f"/incidents/{incident.reference}/join-case/", said)


def test_a_caller_whom_nobody_recognised_is_filled_in(
    client: Client, amira: User, incident: Incident
) -> None:
    page = text_of(opening(client, amira, incident))

    assert 'value="Jade Taylor"' in page
    assert 'value="07700 900123"' in page


def test_nobody_known_and_no_name_is_a_fault(client: Client, amira: User, incident: Incident) -> None:
    answer = opening(client, amira, incident, victim_name="")

    assert answer.status_code == 400
    assert "Enter the name of the victim" in text_of(answer)


def test_a_known_complainant_is_ticked_and_becomes_the_victim(
    client: Client, amira: User, incident: Incident
) -> None:
    jade = record_person(name="Jade Taylor", source="A call", by=amira, now=NOW)
    add_incident_party(incident, jade, role=PartyRole.COMPLAINANT, by=amira, now=NOW)
    assert opening(client, amira, incident).context["form"].initial["victims"] == [jade.reference]

    refused = opening(client, amira, incident, victim_name="")
    opening(client, amira, incident, victims=[jade.reference])

    assert "Choose who suffers" in text_of(refused)
    assert Case.objects.get().parties.filter(role="victim", person=jade).exists()


def test_an_incident_of_the_same_number_is_ticked_unless_it_is_in_a_case(
    client: Client, amira: User, incident: Incident
) -> None:
    same = make_incident(by=amira, report=make_report(by=amira, **CALLER))
    taken = make_incident(by=amira, report=make_report(by=amira, **CALLER))
    case = make_case(by=amira, incidents=[taken])

    answer = opening(client, amira, incident)

    assert answer.context["form"].initial["incidents"] == [same.reference]
    assert taken.reference in text_of(answer)
    assert f"{case.reference}</a>" in text_of(answer)
    opening(client, amira, incident, incidents=[same.reference], victim_name="Jade Taylor")
    newest = Case.objects.latest("pk")
    assert newest.incident_links.count() == 2


def test_who_does_not_work_in_the_district_cannot_open_a_case(
    client: Client, cara: User, incident: Incident
) -> None:
    assert opening(client, cara, incident).status_code == 404


def test_a_case_is_joined_by_its_reference_however_it_is_typed(
    client: Client, amira: User, incident: Incident
) -> None:
    case = make_case(by=amira)

    answer = joining(client, amira, incident, other=case.reference.lower().replace("-", " "))

    assert answer["Location"] == f"/cases/{case.reference}/"


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({}, 400, "Choose a case, or enter the reference of one"),
        ({"other": "ASB-2026-999999"}, 409, "There is no such case"),
        ({"other": "nonsense"}, 409, "There is no such case"),
    ],
)
def test_what_cannot_be_joined_is_said(
    client: Client, amira: User, incident: Incident, said: dict[str, str], status: int, words: str
) -> None:
    answer = joining(client, amira, incident, **said)

    assert (answer.status_code, words in text_of(answer)) == (status, True)


def test_two_cases_at_once_are_a_fault(client: Client, amira: User, incident: Incident) -> None:
    near = make_case(by=amira, incidents=[make_incident(by=amira, report=make_report(by=amira, **CALLER))])

    answer = joining(client, amira, incident, case=near.reference, other=make_case(by=amira).reference)

    assert answer.status_code == 400
    assert "You have chosen a case above" in text_of(answer)
