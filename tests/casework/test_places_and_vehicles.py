"""Premises and vehicles on file, and which of them an incident concerns."""

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Source
from asbcases.cases.models import Incident, Premises, Vehicle
from asbcases.casework.transitions import correct_premises, note_incident_vehicle, place_incident
from asbcases.casework.transitions.places import premises_at, vehicle_with
from asbcases.errors import Refused
from tests.casework.people import make_premises, make_vehicle
from tests.make import NOW, district, make_incident

pytestmark = pytest.mark.django_db


def test_premises_are_kept_with_key_and_postcode_and_corrected(amira: User) -> None:
    premises = make_premises("14 B Mersea Road, Colchester co27qp", by=amira, uprn="100090000001")

    assert (premises.address_key, premises.postcode) == ("14b mersea road", "CO2 7QP")
    assert AuditEvent.objects.latest("pk").sentence == f"recorded the premises {premises.reference}"
    correct_premises(premises, address="14 Mersea Road", warning="A dog", by=amira, now=NOW)
    premises.refresh_from_db()
    assert (premises.address_key, premises.postcode, premises.warning) == ("14 mersea road", "", "A dog")
    assert (premises.version, premises.uprn) == (2, "100090000001")


@pytest.mark.parametrize(
    ("address", "uprn", "why"),
    [
        ("no fixed abode", "", "says nowhere"),
        ("1 Mill Lane", "12a", "UPRN"),
        ("1 Mill Lane", "1" * 13, "UPRN"),
    ],
)
def test_premises_that_cannot_be_found_again_are_refused(
    amira: User, address: str, uprn: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        make_premises(address, by=amira, uprn=uprn)


def test_premises_on_file_are_used_however_the_address_is_written(amira: User) -> None:
    known = make_premises("14b Mersea Road, Colchester CO2 7QP", by=amira)
    make_premises("14b Mersea Road West, Colchester", by=amira)
    by = {"district": district(), "by": amira, "now": NOW}

    assert premises_at("Flat 14 B, Mersea Rd", **by) == known  # type: ignore[arg-type]
    assert premises_at("14b Mersea Road, CM1 1AA", **by) != known  # type: ignore[arg-type]
    assert premises_at("14 Mersea Road", **by) != known  # type: ignore[arg-type]
    assert Premises.objects.count() == 4


def test_a_registration_is_on_file_once_however_it_is_written(amira: User) -> None:
    known = make_vehicle("AB12 CDE", by=amira)

    assert vehicle_with("abi2cde", "", by=amira, now=NOW) == known
    with pytest.raises(Refused, match=known.reference):
        make_vehicle("AB12CDE", by=amira)
    assert str(vehicle_with("", "Blue van", by=amira, now=NOW)) == "Blue van"
    assert str(vehicle_with("", "Blue van", by=amira, now=NOW)) == "Blue van"
    assert Vehicle.objects.count() == 3
    with pytest.raises(Refused, match="describe the vehicle"):
        make_vehicle(" ", by=amira)


def test_an_incident_is_placed_at_premises(amira: User) -> None:
    incident, premises = make_incident(by=amira), make_premises(by=amira)

    placed = place_incident(incident, premises, by=amira, now=NOW)

    assert (placed.premises, placed.version) == (premises, incident.version + 1)
    assert AuditEvent.objects.filter(incident=incident).latest("pk").sentence == (
        f"named the premises {premises.reference}"
    )
    with pytest.raises(Refused, match="already"):
        place_incident(incident, premises, by=amira, now=NOW)
    Premises.objects.filter(pk=premises.pk).update(recorded_in_error_at=NOW)
    premises.refresh_from_db()
    with pytest.raises(Refused, match="in error"):
        place_incident(incident, premises, by=amira, now=NOW)


def test_a_vehicle_is_seen_at_an_incident_once(amira: User) -> None:
    incident, vehicle = make_incident(by=amira), make_vehicle(by=amira)

    seen = note_incident_vehicle(incident, vehicle, how="Drove off", by=amira, now=NOW)

    assert str(seen) == f"{vehicle.pk} at {incident.pk}"
    assert AuditEvent.objects.filter(incident=incident).latest("pk").sentence == (
        f"noted the vehicle {vehicle.reference}"
    )
    with pytest.raises(Refused, match="already"):
        note_incident_vehicle(incident, vehicle, by=amira, now=NOW)


def test_a_published_copy_is_never_added_to(amira: User) -> None:
    published = Incident.objects.create(
        reference="INC-2025-900009", source=Source.POLICE_UK, source_key="x", happened_from=NOW,
        happened_until=NOW, happened_precision="month", recorded_at=NOW,
    )  # fmt: skip

    with pytest.raises(Refused, match="published copy"):
        place_incident(published, make_premises(by=amira), by=amira, now=NOW)
