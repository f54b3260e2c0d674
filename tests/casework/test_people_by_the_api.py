"""People, places, vehicles and operations by the API: found, recorded, corrected and told apart as on the pages."""

from datetime import timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access, AuditEvent
from asbcases.cases.choices import PersonKind
from asbcases.cases.models import Person, Premises
from asbcases.casework.transitions import make_operation
from tests.api.conftest import Caller
from tests.casework.people import make_person, make_vehicle
from tests.make import NOW, make_case, make_incident, make_user

pytestmark = pytest.mark.django_db
PEOPLE = "/api/v1/people/"
JADE = {"name": "Jade Taylor", "source": "The caller"}


@pytest.fixture
def api(amira: User) -> Caller:
    return Caller(amira)


def at(record: Any, *rest: str) -> str:
    kind = {"PER": "people", "PRM": "places", "VEH": "vehicles"}[record.reference[:3]]
    return "/".join(["/api/v1", kind, record.reference, *rest]) + "/"


def faults(answer: Any) -> dict[str, str]:
    assert answer.status_code == 400, answer.content
    return {fault["pointer"]: fault["detail"] for fault in answer.json()["errors"]}


def test_people_are_found_by_post_and_the_record_of_looks_names_no_name(api: Caller, amira: User) -> None:
    person = make_person("Jade Tailor", by=amira, phone="07700 900123", address="14b Mersea Road")

    for sought in ({"name": "jade taylor"}, {"phone": "+447700900123"}, {"address": "Flat 14 B, Mersea Rd"}):
        [found] = api.post(f"{PEOPLE}search/", sought).json()["results"]
        assert found["person"]["reference"] == person.reference
    assert found["reasons"] == ["same address"]
    assert faults(api.post(f"{PEOPLE}search/", {"name": "Ja"})) == {
        "#/name": "Send at least three letters of the name, or a number or address."
    }
    assert Access.objects.filter(user=amira, about="people: by phone").count() == 1
    assert not Access.objects.filter(about__icontains="jade").exists()


def test_whoever_is_like_them_is_named_before_a_record_is_made(api: Caller, amira: User) -> None:
    known = make_person("Jade Tailor", by=amira, phone="07700 900123")
    said = {**JADE, "phone": "07700 900123", "email": "jade@home.example"}

    offered = faults(api.post(PEOPLE, said))["#/person"]
    assert f"{known.reference}, Jade Tailor: same telephone number, name alike: Jade Tailor" in offered
    assert Person.objects.count() == 1

    taken = api.post(PEOPLE, {**said, "person": known.reference})
    assert (taken.status_code, taken.json()["reference"]) == (201, known.reference)
    assert sorted(known.contacts.values_list("value", flat=True)) == ["07700 900123", "jade@home.example"]
    first, again = (
        api.post(PEOPLE, {**said, "person": "new"}, **{"Idempotency-Key": "new"}) for _ in range(2)
    )
    assert (first.status_code, again.json()) == (201, first.json())
    assert Person.objects.count() == 2
    assert faults(api.post(PEOPLE, {**said, "person": "PER-2026-999999"}))["#/person"][:8] == "There is"
    assert faults(api.post(PEOPLE, {"source": "The caller"})) == {"#/name": "This must not be empty."}


def test_what_is_stated_of_somebody_is_corrected_as_it_was_read(api: Caller, amira: User) -> None:
    person = make_person("Jade Tailor", by=amira)
    read = api.get(at(person))
    tag = {"If-Match": read.headers["ETag"]}

    assert api.get(at(person), **{"If-None-Match": tag["If-Match"]}).status_code == 304
    assert api.post(at(person, "correct"), {"name": "Jade Taylor"}).status_code == 428
    mended = api.post(at(person, "correct"), {"name": "Jade Taylor", "born_on": "2001-02-01"}, **tag)
    assert (mended.status_code, mended.json()["name"], mended.json()["version"]) == (200, "Jade Taylor", 2)
    assert mended.headers["Content-Location"] == at(person)
    assert api.post(at(person, "correct"), {"name": "Jane"}, **tag).status_code == 412
    tag = {"If-Match": mended.headers["ETag"]}
    unborn = api.post(at(person, "correct"), {"name": "Jade", "born_on": "2150-01-01"}, **tag)
    assert (unborn.status_code, unborn.json()["detail"]) == (
        409,
        "The date of birth is still to come: correct it.",
    )


def test_what_holds_of_somebody_is_noted_ended_and_struck_out(api: Caller, amira: User) -> None:
    person, source = make_person("Jade Taylor", by=amira), {"source": "The tenancy file"}
    group = make_person("The Mersea Road lot", by=amira, kind=PersonKind.GROUP)
    notes: dict[str, dict[str, Any]] = {
        "contacts": {"value": "07700 900123"},
        "addresses": {"address": "14 Mersea Road"},
        "vehicles": {"registration": "AB12 CDE"},
        "associations": {"name": "Kai Marsh", "tie": "neighbour"},
    }

    for part, said in notes.items():
        made = api.post(at(person, part), {**source, **said})
        assert made.status_code == 201, made.content
        assert api.get(made.headers["Location"]).json() == made.json()
        ended = api.post(f"{made.headers['Location']}end/", {"until_on": "2026-02-01"})
        assert (ended.status_code, ended.json()["until_on"]) == (200, "2026-02-01")
        struck = api.post(f"{made.headers['Location']}wrong/", {"reason": "Not hers"})
        assert (struck.status_code, struck.json()["recorded_in_error_why"]) == (200, "Not hers")
        again = api.post(f"{made.headers['Location']}wrong/", {"reason": "Not hers"})
        assert (again.status_code, again.json()["detail"]) == (
            409,
            "This was marked as wrong already: load the page again.",
        )
        assert [row["id"] for row in api.get(at(person, part)).json()["results"]] == [made.json()["id"]]
    member = api.post(at(group, "members"), {**source, "person": person.reference, "part": "Leads"})
    assert (member.status_code, member.json()["person"]["name"]) == (201, "Jade Taylor")
    [kept] = api.get(at(person, "groups")).json()["results"]
    assert (kept["group"]["reference"], kept["part"]) == (group.reference, "Leads")
    kai = Person.objects.get(name="Kai Marsh")
    [tied] = api.get(at(kai, "associated-by")).json()["results"]
    assert (tied["person"]["reference"], tied["tie"]) == (person.reference, "neighbour")
    assert api.post(at(person, "members"), {**source, "name": "Lee"}).status_code == 409
    assert not Person.objects.filter(name="Lee").exists()


def test_whether_two_records_are_of_one_person_is_decided_and_taken_back(api: Caller, amira: User) -> None:
    first, later = (make_person(name, by=amira, phone="07700 900123") for name in ("Jade Taylor", "J Taylor"))
    [near] = api.get(at(later, "near")).json()["results"]
    assert (near["person"]["reference"], near["reasons"][0]) == (first.reference, "same telephone number")

    joined = api.post(at(later, "rulings"), {"other": first.reference, "same": True, "note": "She says so"})
    assert (joined.status_code, joined.json()["reasons"][0]) == (201, "same telephone number")
    assert api.get(joined.headers["Location"]).json() == joined.json()
    assert api.get(at(later)).json()["also_recorded_as"] == [first.reference]
    assert api.post(at(later, "rulings"), {"other": first.reference, "same": True}).status_code == 409
    parted = api.post(at(later, "rulings"), {"other": first.reference, "same": False})
    assert parted.status_code == 201
    assert [row["same"] for row in api.get(at(first, "rulings")).json()["results"]] == [False, True]
    assert api.get(at(later, "near")).json()["results"] == []


def test_a_person_shows_in_which_cases_they_take_part_and_is_not_struck_out_then(
    api: Caller, amira: User, cara: User
) -> None:
    case = make_case(by=amira)
    victim = case.parties.get().person

    [part] = api.get(at(victim, "cases")).json()["results"]
    assert (part["role"], part["case"]["reference"]) == ("victim", case.reference)
    tag = {"If-Match": api.get(at(victim)).headers["ETag"]}
    wrong = api.post(at(victim, "wrong"), {"reason": "Twice"}, **tag)
    assert wrong.status_code == 409
    assert wrong.json()["detail"].startswith(f"{victim.reference} takes part in ")
    assert Caller(cara).get(at(victim)).status_code == 404


def test_premises_and_vehicles_are_corrected_and_show_who_is_found_there(api: Caller, amira: User) -> None:
    person = make_person("Jade Taylor", by=amira, address="14 Mersea Road")
    premises, vehicle = Premises.objects.get(), make_vehicle(by=amira)
    api.post(at(person, "vehicles"), {"registration": "AB12 CDE", "source": "Seen"})

    tag = {"If-Match": api.get(at(premises)).headers["ETag"]}
    said = {"address": "14 Mersea Road, CO1 1AA", "district": "colchester", "warning": "A dog"}
    mended = api.post(at(premises, "correct"), said, **tag)
    assert (mended.status_code, mended.json()["postcode"], mended.json()["warning"]) == (
        200,
        "CO1 1AA",
        "A dog",
    )
    [there] = api.get(at(premises, "people")).json()["results"]
    assert there["person"]["name"] == "Jade Taylor"
    tag = {"If-Match": api.get(at(vehicle)).headers["ETag"]}
    assert faults(api.post(at(vehicle, "correct"), {}, **tag)) == {
        "#/registration": "Send the registration, or describe the vehicle."
    }
    assert api.post(at(vehicle, "correct"), {"description": "Red van"}, **tag).json()["version"] == 2
    [keeper] = api.get(at(vehicle, "people")).json()["results"]
    assert keeper["person"]["reference"] == person.reference
    assert api.get(at(vehicle, "incidents")).json()["results"] == []


def test_an_operation_is_made_and_changed_by_who_keeps_them(api: Caller, ben: User) -> None:
    said = {"name": "Lantern", "purpose": "Fireworks in the park", "starts_on": "2026-11-01"}
    assert api.post("/api/v1/operations/", said).status_code == 403
    keeper = Caller(ben)

    made = keeper.post("/api/v1/operations/", said)
    assert (made.status_code, made.json()["district"]) == (201, None)
    here, tag = made.headers["Location"], {"If-Match": made.headers["ETag"]}
    assert faults(keeper.post(f"{here}change/", {**said, "ends_on": "2026-10-01"}, **tag)) == {
        "#/ends_on": "The last day must not be before the first."
    }
    changed = keeper.post(f"{here}change/", {**said, "ends_on": "2026-11-09"}, **tag)
    assert (changed.status_code, changed.json()["ends_on"]) == (200, "2026-11-09")
    assert [row["name"] for row in api.get("/api/v1/operations/").json()["results"]] == ["Lantern"]
    assert api.get(f"{here}incidents/").json()["results"] == []
    assert AuditEvent.objects.filter(actor=ben, verb__startswith="operation").count() == 2


def test_lists_cost_the_same_however_long(
    api: Caller, amira: User, ben: User, django_assert_max_num_queries: Any
) -> None:
    person = make_person("Jade Taylor", by=amira)
    group = make_person("The Mersea Road lot", by=amira, kind=PersonKind.GROUP)
    for number in range(12):
        source, name = {"source": "Seen"}, {"person": "new", "name": f"Kai Marsh {number}"}
        api.post(at(person, "contacts"), {**source, "value": f"07700 9001{number:02}"})
        api.post(at(person, "addresses"), {**source, "address": f"{number + 1} Mersea Road"})
        api.post(at(person, "associations"), {**source, **name, "tie": "friend"})
        api.post(at(group, "members"), {**source, **name})
        days: Any = {"starts_on": NOW.date(), "ends_on": None}
        make_operation(name=f"Lantern {number}", purpose="It", district=None, **days, by=ben, now=NOW)

    for address in (
        *(at(person, part) for part in ("contacts", "addresses", "associations")),
        *(at(group, "members"), "/api/v1/operations/"),
    ):
        with django_assert_max_num_queries(9):
            assert len(api.get(address).json()["results"]) == 12


def test_an_analyst_and_a_partner_find_nobody(dev: User, amira: User) -> None:
    person = make_person("Jade Taylor", by=amira)

    for user in (dev, make_user("ana", Role.ANALYST)):
        assert Caller(user).get(at(person)).status_code == 404
        assert Caller(user).post(f"{PEOPLE}search/", {"name": "Taylor"}).status_code == 403


def test_who_and_what_takes_part_in_an_incident_is_added_and_struck_out(api: Caller, amira: User) -> None:
    incident = make_incident(by=amira)
    here = f"/api/v1/incidents/{incident.reference}/"
    days: Any = {"starts_on": NOW.date() - timedelta(days=7), "ends_on": None}
    lantern = make_operation(name="Lantern", purpose="It", district=None, **days, by=amira, now=NOW)
    parts: dict[str, dict[str, Any]] = {
        "people": {**JADE, "role": "witness"},
        "vehicles": {"registration": "AB12 CDE", "how": "It stood at the gate"},
        "operations": {"operation": lantern.pk},
        "references": {"system": "STORM", "written": "EP-20261123-0572"},
    }

    for part, said in parts.items():
        made = api.post(f"{here}{part}/", said)
        assert made.status_code == 201, made.content
        there = made.headers["Location"]
        assert api.get(there).json() == made.json()
        # Of somebody on file it is asked who is meant; the rest is there already.
        assert api.post(f"{here}{part}/", said).status_code == (
            400 if part in ("people", "operations") else 409
        )
        struck = api.post(f"{there}wrong/", {"reason": "Another incident"})
        assert (struck.status_code, struck.json()["recorded_in_error_why"]) == (200, "Another incident")
        assert api.post(f"{there}wrong/", {"reason": "Again"}).status_code == 409
    assert faults(api.post(f"{here}operations/", {"operation": 999_999}))["#/operation"][:8] == "There is"
    tag = {"If-Match": api.get(here).headers["ETag"]}
    placed = api.post(f"{here}place/", {"address": "14 Mersea Road"}, **tag)
    assert (placed.status_code, placed.json()["premises"]) == (200, Premises.objects.get().reference)
    again = api.post(f"{here}place/", {"address": "14 Mersea Road"}, **{"If-Match": placed.headers["ETag"]})
    assert (again.status_code, "already" in again.json()["detail"]) == (409, True)


def test_somebody_joins_a_case_and_is_taken_off_it(api: Caller, amira: User) -> None:
    here = f"/api/v1/cases/{make_case(by=amira).reference}/parties/"

    made = api.post(here, {"name": "Kai Marsh", "source": "The caller", "role": "respondent"})
    assert (made.status_code, made.json()["role"], made.json()["name"]) == (201, "respondent", "Kai Marsh")
    twice = api.post(here, {"person": made.json()["person"], "source": "Seen", "role": "respondent"})
    assert (twice.status_code, "of this case already" in twice.json()["detail"]) == (409, True)
    struck = api.post(f"{made.headers['Location']}wrong/", {"reason": "His brother"})
    assert (struck.status_code, struck.json()["recorded_in_error_why"]) == (200, "His brother")
    assert [row["role"] for row in api.get(here).json()["results"]] == ["victim"]
