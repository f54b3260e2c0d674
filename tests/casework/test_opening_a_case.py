"""Several incidents of the same people become one case, with the people in them; nobody is typed again."""

from datetime import timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Category, PartyRole
from asbcases.cases.models import Case, CaseParty, Incident, Person
from asbcases.casework.transitions import join_case, open_case
from asbcases.casework.transitions.intake import recognise
from asbcases.casework.transitions.matching import decide_match
from asbcases.casework.transitions.people import add_incident_party, record_person
from asbcases.errors import Refused
from tests.make import NOW, make_case, make_closed, make_incident, make_report

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def jade(amira: User) -> Person:
    return record_person(name="Jade Taylor", phone="07700 900123", source="A call", by=amira, now=NOW)


def person(name: str, by: User) -> Person:
    return record_person(name=name, source="A call", by=by, now=NOW)


def told_by(who: Person, by: User, *, category: Category = Category.PERSONAL) -> Incident:
    report = make_report(by=by)
    recognise(report, who, reasons=["The same number"], by=by, now=NOW)
    return make_incident(by=by, report=report, category=category)


def opened(incidents: list[Incident], by: User, **fields: Any) -> Case:
    return open_case(incidents, summary="Stones at one home", lead=by, by=by, now=LATER, **fields)


def parts(case: Case) -> list[tuple[int, str, str]]:
    rows = CaseParty.objects.filter(case=case).select_related("person").order_by("number")
    return [(row.number, row.person.name, row.role) for row in rows]


def test_three_incidents_of_one_victim_make_one_case_with_one_victim(amira: User, jade: Person) -> None:
    incidents = [told_by(jade, amira) for _ in range(3)]

    case = opened(incidents, amira)

    assert case.incident_links.count() == 3
    assert parts(case) == [(1, "Jade Taylor", "victim"), (2, "Jade Taylor", "complainant")]
    assert Person.objects.count() == 1


def test_the_roles_of_the_incidents_are_taken_over_the_victims_first(amira: User, jade: Person) -> None:
    incident = told_by(jade, amira)
    add_incident_party(incident, person("Lee Marsh", amira), role=PartyRole.RESPONDENT, by=amira, now=NOW)
    other = make_incident(by=amira, category=Category.NUISANCE)
    add_incident_party(other, person("Pat Green", amira), role=PartyRole.VICTIM, by=amira, now=NOW)

    case = opened([incident, other, incident], amira)

    assert [(name, role) for _, name, role in parts(case)] == [
        ("Jade Taylor", "victim"),
        ("Pat Green", "victim"),
        ("Jade Taylor", "complainant"),
        ("Lee Marsh", "respondent"),
    ]


def test_somebody_recognised_in_a_report_comes_with_it_although_no_party(amira: User, jade: Person) -> None:
    incident = told_by(jade, amira, category=Category.NUISANCE)
    incident.parties.all().update(recorded_in_error_at=NOW)

    case = opened([incident], amira, victim_name="Pat Green")

    assert parts(case) == [(1, "Pat Green", "victim"), (2, "Jade Taylor", "complainant")]


def test_a_known_person_is_chosen_as_the_victim(amira: User, jade: Person) -> None:
    case = opened([told_by(jade, amira, category=Category.NUISANCE)], amira, victims=[jade])

    assert parts(case) == [(1, "Jade Taylor", "victim"), (2, "Jade Taylor", "complainant")]


def test_two_records_of_one_person_are_one_party(amira: User, jade: Person) -> None:
    again = person("Jade Tailor", amira)
    incident = make_incident(by=amira)
    add_incident_party(incident, again, role=PartyRole.VICTIM, by=amira, now=NOW)
    decide_match(jade, again, same=True, reasons=["The same number"], by=amira, now=NOW)

    case = opened([incident, told_by(jade, amira)], amira)

    assert [name for _, name, role in parts(case) if role == "victim"] == ["Jade Taylor"]


def test_a_case_without_anybody_who_suffers_is_refused(amira: User) -> None:
    with pytest.raises(Refused, match="somebody who suffers"):
        opened([make_incident(by=amira)], amira)


def test_an_incident_recorded_in_error_makes_no_case(amira: User) -> None:
    incident = make_incident(by=amira)
    incident.recorded_in_error_at = NOW
    incident.save()

    with pytest.raises(Refused, match="recorded in error"):
        opened([incident], amira, victim_name="Jo")


def test_an_incident_joins_an_open_case_with_its_people(amira: User, jade: Person) -> None:
    case = opened([told_by(jade, amira)], amira)
    incident = told_by(jade, amira)
    add_incident_party(incident, person("Lee Marsh", amira), role=PartyRole.RESPONDENT, by=amira, now=NOW)

    join_case(incident, case, by=amira, now=LATER)

    assert [(name, role) for _, name, role in parts(case)] == [
        ("Jade Taylor", "victim"),
        ("Jade Taylor", "complainant"),
        ("Lee Marsh", "respondent"),
    ]
    event = AuditEvent.objects.get(verb="case.incident_joined")
    assert (event.case, event.data["incident"]) == (case, incident.reference)


def test_what_cannot_be_joined_is_refused_with_the_way_out(amira: User, jade: Person) -> None:
    incident = told_by(jade, amira)
    case = opened([incident], amira)

    with pytest.raises(Refused, match="already: open the case"):
        join_case(incident, case, by=amira, now=LATER)


def test_a_closed_case_takes_no_incident(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    make_closed(case, by=amira, now=LATER)

    with pytest.raises(Refused, match="is closed"):
        join_case(make_incident(by=amira), case, by=amira, now=LATER)
