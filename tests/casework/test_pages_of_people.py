"""Pages of people: looking, recording, noting, and deciding who is who."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.choices import PartyRole, PersonKind
from asbcases.cases.models import MatchRuling, Person, Restriction
from asbcases.casework.transitions import (
    add_incident_party,
)
from tests.casework.pages import asked_for, day, signed_in, text_of
from tests.casework.people import make_person
from tests.make import NOW, make_case, make_incident

pytestmark = pytest.mark.django_db
PEOPLE = "/people/"
TAYLOR = {"name": "Jade Taylor", "kind": "person", "source": "The caller"}


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


def of(person: Person, *rest: str) -> str:
    return "/".join([f"/people/{person.reference}", *rest]) + "/"


def test_people_are_found_by_name_number_or_address_and_the_look_is_recorded(
    officer: Client, amira: User
) -> None:
    person = make_person("Jade Tailor", by=amira, phone="07700 900123", address="14b Mersea Road")

    for sought in ({"name": "jade taylor"}, {"phone": "+447700900123"}, {"address": "Flat 14 B, Mersea Rd"}):
        assert person.reference in text_of(officer.post(PEOPLE, sought))
    assert Access.objects.filter(user=amira, about="people: by name").count() == 1
    assert not Access.objects.filter(about__icontains="jade").exists()


def test_a_search_needs_three_letters_and_says_when_nobody_matches(officer: Client) -> None:
    short = officer.post(PEOPLE, {"name": "Ta"})

    assert short.status_code == 400
    assert "at least three letters" in text_of(short)
    assert "Nobody on file matches" in text_of(officer.post(PEOPLE, {"name": "Taylor"}))
    assert officer.get(PEOPLE, {"name": "Taylor"}).context["found"] is None


def test_somebody_new_is_recorded_with_what_they_need(officer: Client) -> None:
    said = {**TAYLOR, "phone": "07700 900123", "adjustments": "Large print", **day("born_on", "1 2 2001")}
    answer = officer.post("/people/new/", said, follow=True)

    person = Person.objects.get()
    assert answer.redirect_chain == [(of(person), 302)]
    assert "Large print" in text_of(answer)
    assert "1 February 2001" in text_of(answer)
    assert person.contacts.get().source == "The caller"


def test_whoever_is_like_them_is_offered_before_a_record_is_made(officer: Client, amira: User) -> None:
    known = make_person("Jade Tailor", by=amira, phone="07700 900123")
    said = {**TAYLOR, "phone": "07700 900123", "email": "jade@home.example"}

    asked = officer.post("/people/new/", said)
    assert asked.status_code == 400
    assert "same telephone number, name alike: Jade Tailor" in text_of(asked)
    assert Person.objects.count() == 1

    taken = officer.post("/people/new/", {**said, "person": known.reference}, follow=True)
    assert "is on file already" in text_of(taken)
    assert known.contacts.filter(key="jade@home.example").exists()
    assert known.contacts.count() == 2

    officer.post("/people/new/", {**said, "person": "new"})
    assert Person.objects.count() == 2


def test_a_reference_in_place_of_the_name_means_this_record(officer: Client, amira: User) -> None:
    known = make_person(by=amira)

    asked = officer.post("/people/new/", {**TAYLOR, "name": known.reference.lower()})
    assert "the reference that you typed" in text_of(asked)


def test_what_is_refused_comes_back_with_what_was_typed(officer: Client) -> None:
    answer = officer.post("/people/new/", {**TAYLOR, "kind": "group", **day("born_on", "1 2 2001")})

    assert answer.status_code == 409
    assert "Only a person has a date of birth" in text_of(answer)
    assert 'value="Jade Taylor"' in text_of(answer)


def test_a_record_is_corrected_and_a_stale_edit_shows_both(officer: Client, amira: User) -> None:
    person = make_person("Jade Tailor", by=amira)
    said = {"name": "Jade Taylor", "kind": "person", "version": 1}

    assert officer.post(of(person, "correct"), said).status_code == 302
    stale = officer.post(of(person, "correct"), {**said, "name": "Jade Tayler"})
    assert stale.status_code == 409
    assert "Changed since you opened it" in text_of(stale)
    assert Person.objects.get().name == "Jade Taylor"


NOTES: dict[str, dict[str, Any]] = {
    "contact": {"value": "jade@home.example"},
    "address": {"address": "14b Mersea Road"},
    "vehicle": {"registration": "AB12 CDE"},
    "member": {"name": "Sam Reed", "kind": "person", "part": "Leads it"},
    "association": {"name": "Sam Reed", "kind": "person", "tie": "neighbour"},
}
SHOWN = {
    "contact": "jade@home.example",
    "address": "14b Mersea Road",
    "vehicle": "AB12 CDE",
    "member": "Leads it",
    "association": "Neighbours",
}


@pytest.mark.parametrize("what", NOTES)
def test_each_thing_is_noted_ended_and_marked_wrong(officer: Client, amira: User, what: str) -> None:
    kind = PersonKind.GROUP if what == "member" else PersonKind.PERSON
    person = make_person("The Lane crowd", by=amira, kind=kind)
    said = {**NOTES[what], "source": "Tenancy file", **day("since_on", "1 2 2026")}

    assert officer.get(of(person, "note", what)).status_code == 200
    assert officer.post(of(person, "note", what), {}).status_code == 400
    page = text_of(officer.post(of(person, "note", what), said, follow=True))
    assert SHOWN[what] in page
    assert "from 1 February 2026; said by Tenancy file" in page
    related = {"association": "associations"}.get(what, f"{what}es" if what == "address" else f"{what}s")
    row = getattr(person, related).get()
    place = of(person, "note", what, str(row.pk))

    assert officer.post(place + "end/", day("until_on", "1 1 2026")).status_code == 409
    page = text_of(officer.post(place + "end/", day("until_on", "1 3 2026"), follow=True))
    assert "until 1 March 2026" in page
    assert SHOWN[what].split(",")[0] in text_of(officer.get(place + "wrong/")) or what == "member"
    page = text_of(officer.post(place + "wrong/", {"reason": "Another one"}, follow=True))
    assert "Another one" in page
    assert officer.post(place + "wrong/", {"reason": "Again"}).status_code == 409


def test_what_is_of_no_kind_or_of_somebody_else_is_not_there(officer: Client, amira: User) -> None:
    person, other = make_person(by=amira, phone="07700 900123"), make_person("Sam Reed", by=amira)
    contact = person.contacts.get()

    for address in (
        of(person, "note", "shoe-size"),
        of(other, "note", "contact", str(contact.pk), "end"),
        of(person, "match", person.reference),
    ):
        assert officer.get(address).status_code == 404, address


def test_two_records_are_compared_joined_and_parted_again(officer: Client, amira: User) -> None:
    first = make_person(by=amira, phone="07700 900123", address="14b Mersea Road")
    second = make_person("J Taylor", by=amira, phone="+44 7700 900123")
    place = of(first, "match", second.reference)

    page = text_of(officer.get(of(first)))
    assert "Near matches" in page
    assert place in page
    page = text_of(officer.get(place))
    assert "What matches: same telephone number" in page
    assert "14b Mersea Road" in page
    assert officer.post(place, {}).status_code == 400
    page = text_of(officer.post(place, {"verdict": "same", "note": "She says so"}, follow=True))
    assert "Also recorded as" in page
    assert "Near matches" not in page
    assert MatchRuling.objects.get().reasons[0] == "same telephone number"
    assert officer.post(place, {"verdict": "same"}).status_code == 409
    page = text_of(officer.post(place, {"verdict": "not", "note": "Twins"}, follow=True))
    assert "Also recorded as" not in page
    assert "Near matches" not in page
    assert "Twins" in page


def test_the_page_of_a_person_shows_their_part_in_what_one_may_see(officer: Client, amira: User) -> None:
    person, group = make_person(by=amira), make_person("The Lane crowd", by=amira, kind=PersonKind.GROUP)
    incident = make_incident(by=amira)
    case = make_case(by=amira, incidents=[incident])
    add_incident_party(incident, person, role=PartyRole.WITNESS, by=amira, now=NOW)
    case.parties.create(number=9, person=person, role="witness", recorded_at=NOW, recorded_by=amira)
    officer.post(of(group, "note", "member"), {**TAYLOR, "person": person.reference, "part": "Leads it"})

    page = text_of(officer.get(of(person)))
    for words in (incident.reference, case.reference, "Belongs to", "The Lane crowd"):
        assert words in page
    assert Access.objects.filter(user=amira, person=person).exists()
    assert person.name in text_of(officer.get(of(group)))
    victim = case.parties.get(role="victim").person
    assert case.reference in text_of(officer.get(of(victim)))


def test_the_page_of_a_person_asks_as_much_whatever_is_noted(officer: Client, amira: User) -> None:
    person = make_person(by=amira, phone="07700 900123", address="14b Mersea Road")
    few = len(asked_for(officer, of(person)))
    for number in range(5):
        other = make_person(f"Witness Number{number}", by=amira)
        add_incident_party(make_incident(by=amira), person, role=PartyRole.WITNESS, by=amira, now=NOW)
        officer.post(
            of(person, "note", "association"),
            {**TAYLOR, "name": other.reference, "person": other.reference, "tie": "friend"},
        )
    assert person.associations.count() == 5

    assert len(asked_for(officer, of(person))) == few


def test_a_restricted_person_is_not_there_for_others(officer: Client, amira: User, ben: User) -> None:
    case = make_case(by=ben)
    person = case.parties.get().person
    assert officer.get(of(person)).status_code == 200
    Restriction.objects.create(case=case, reason="An officer", recorded_at=NOW, recorded_by=ben)
    Restriction.objects.create(
        case=case, person=person, reason="An officer", recorded_at=NOW, recorded_by=ben
    )

    assert officer.get(of(person)).status_code == 404
    assert person.reference not in text_of(officer.post(PEOPLE, {"name": "Jade Taylor"}))
