"""Pages of premises and vehicles, and adding people, places and vehicles to an incident or a case."""

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Person, Premises, Vehicle
from asbcases.casework.transitions import note_incident_vehicle, place_incident, record_premises
from tests.casework.pages import signed_in, text_of
from tests.casework.people import make_person, make_premises, make_vehicle
from tests.make import NOW, make_case, make_incident

pytestmark = pytest.mark.django_db
TAYLOR = {"name": "Jade Taylor", "kind": "person", "source": "The caller"}


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


def of(person: Person, *rest: str) -> str:
    return "/".join([f"/people/{person.reference}", *rest]) + "/"


def test_premises_show_what_happened_who_lives_there_and_the_warning(officer: Client, amira: User) -> None:
    premises = make_premises(by=amira, warning="A dog")
    incident = place_incident(make_incident(by=amira), premises, by=amira, now=NOW)
    make_person(by=amira)
    person = make_person("Chris Lee", by=amira)
    officer.post(of(person, "note", "address"), {"address": "flat 14 B, Mersea Rd", "source": "Seen"})

    page = text_of(officer.get(f"/places/{premises.reference}/"))
    for words in ("Before you go there", "A dog", incident.reference, "Chris Lee", "CO2 7QP"):
        assert words in page
    assert Access.objects.filter(about=f"premises {premises.reference}").exists()
    assert premises.people.get().person == person


def test_premises_are_corrected_and_a_stale_edit_shows_both(officer: Client, amira: User) -> None:
    premises = make_premises(by=amira)
    said = {"address": "14 Mersea Road", "district": amira.district_id, "warning": "A dog", "version": 1}
    place = f"/places/{premises.reference}/correct/"

    assert 'value="14b Mersea Road' in text_of(officer.get(place))
    assert officer.post(place, {**said, "address": "no fixed abode"}).status_code == 409
    assert officer.post(place, said).status_code == 302
    assert officer.post(place, said).status_code == 409
    assert Premises.objects.get().warning == "A dog"


def test_a_vehicle_shows_where_it_was_seen_and_who_uses_it(officer: Client, amira: User) -> None:
    vehicle, incident = make_vehicle(by=amira), make_incident(by=amira)
    note_incident_vehicle(incident, vehicle, how="Drove off", by=amira, now=NOW)
    person = make_person(by=amira)
    officer.post(of(person, "note", "vehicle"), {"registration": "ab12cde", "source": "Seen"})

    page = text_of(officer.get(f"/vehicles/{vehicle.reference}/"))
    for words in ("AB12 CDE", incident.reference, "Drove off", "Jade Taylor"):
        assert words in page
    assert Vehicle.objects.count() == 1


def test_people_place_and_vehicle_are_added_to_an_incident(officer: Client, amira: User) -> None:
    incident = make_incident(by=amira)
    at = f"/incidents/{incident.reference}/"

    assert officer.post(at + "people/add/", {**TAYLOR, "role": "witness"}).status_code == 302
    assert officer.post(at + "premises/", {"address": "14b Mersea Road"}).status_code == 302
    assert (
        officer.post(at + "vehicles/add/", {"registration": "AB12 CDE", "how": "Drove off"}).status_code
        == 302
    )

    incident.refresh_from_db()
    assert (incident.parties.get(role="witness").person.name, incident.premises.address_key) == (
        "Jade Taylor",
        "14b mersea road",
    )
    assert incident.vehicles.get().how == "Drove off"
    page = text_of(officer.get(at))
    for words in ("Jade Taylor", "14b Mersea Road", "AB12 CDE"):
        assert words in page
    assert officer.post(at + "premises/", {"address": "14b Mersea Road"}).status_code == 409
    assert officer.post(at + "vehicles/add/", {"registration": "AB12 CDE"}).status_code == 409
    assert officer.post(at + "vehicles/add/", {}).status_code == 400
    person = incident.parties.get(role="witness").person.reference
    assert (
        officer.post(at + "people/add/", {**TAYLOR, "role": "witness", "person": person}).status_code == 409
    )


def test_a_refusal_leaves_no_new_record_behind(officer: Client, amira: User) -> None:
    case = make_case(by=amira)
    type(case).objects.filter(pk=case.pk).update(stage="closed", closed_at=NOW, outcome="resolved")
    before = Person.objects.count()

    said = {**TAYLOR, "name": "Sam Reed", "role": "witness"}
    answer = officer.post(f"/cases/{case.reference}/people/add/", said)

    assert answer.status_code == 409
    assert Person.objects.count() == before


def test_a_business_joins_a_case_as_complainant(officer: Client, amira: User) -> None:
    case = make_case(by=amira)
    said = {**TAYLOR, "name": "Corner Shop", "kind": "business", "role": "complainant"}

    page = text_of(officer.post(f"/cases/{case.reference}/people/add/", said, follow=True))

    assert "Corner Shop</a> (business)" in page
    assert "Complainant" in page


def test_the_jump_box_leads_to_people_premises_and_vehicles(officer: Client, amira: User, cara: User) -> None:
    person, vehicle = make_person(by=amira), make_vehicle(by=amira)
    premises = record_premises(address="14b Mersea Road", by=amira, now=NOW)

    for record, place in ((person, "people"), (premises, "places"), (vehicle, "vehicles")):
        typed = record.reference.replace("-", " ").lower()
        assert officer.get("/jump/", {"q": typed}).headers["Location"] == f"/{place}/{record.reference}/"
    other = signed_in(Client(), cara)
    assert other.get("/jump/", {"q": person.reference}).status_code == 200
    assert other.get(of(person)).status_code == other.get(f"/places/{premises.reference}/").status_code == 404
