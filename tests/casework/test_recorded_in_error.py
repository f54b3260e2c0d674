"""What was recorded in error is marked so with a reason, stays, and counts for nothing; it may be said again."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Document, Incident, IncidentOperation, IncidentVehicle, Person, Vehicle
from asbcases.casework.queries.incident_parts import operations_for, operations_of, references_of, vehicles_of
from asbcases.casework.queries.people import Sought, candidates
from asbcases.casework.transitions import (
    add_incident_party,
    correct_vehicle,
    join_operation,
    make_operation,
    note_incident_vehicle,
    note_reference,
    part_in_error,
    recognise,
    record_in_error,
    record_person,
    record_vehicle,
    restrict_case,
)
from asbcases.casework.transitions.documents import add_document
from asbcases.db.actor import acting
from asbcases.errors import Refused
from tests.casework.pages import signed_in, text_of
from tests.make import NOW, make_case, make_incident, make_report

pytestmark = pytest.mark.django_db
WHY = "It was another street"


@pytest.fixture
def incident(amira: User, ben: User) -> Incident:
    return make_incident(by=amira)


@pytest.fixture
def told(incident: Incident, amira: User) -> dict[str, Any]:
    """Return one of everything that may be wrong on an incident, with how it is said again."""
    by: dict[str, Any] = {"by": amira, "now": NOW}
    vehicle = record_vehicle(registration="AB12 CDE", **by)
    plan = {"purpose": "Quiet", "district": None, "starts_on": NOW.date().replace(day=1), "ends_on": None}
    operation = make_operation(name="Operation Calm", **plan, **by)
    jade = record_person(name="Jade Taylor", source="A call", **by)
    reference = note_reference(incident, system="STORM", written="EP-2026/77", issued_on=None, **by)
    diary = ContentFile(b"Diary of Jade", "diary.txt")
    return {
        "party": add_incident_party(incident, jade, role=PartyRole.WITNESS, **by),
        "vehicle": note_incident_vehicle(incident, vehicle, how="Parked", **by),
        "operation": join_operation(incident, operation, **by),
        "reference": reference,
        "file": add_document(incident, file=diary, name="diary.txt", **by),
    }


@pytest.mark.parametrize("what", ["party", "vehicle", "operation", "reference", "file"])
def test_each_part_is_marked_on_one_page_with_a_reason_and_stays(
    client: Client, incident: Incident, told: dict[str, Any], amira: User, what: str
) -> None:
    part, desk = told[what], signed_in(client, amira)
    number = {"operation": getattr(part, "operation_id", None)}.get(what) or getattr(part, "number", part.pk)
    page = f"/incidents/{incident.reference}/wrong/{what}/{number}/"
    assert f'href="{page}"' in text_of(desk.get(f"/incidents/{incident.reference}/"))

    assert desk.get(page).status_code == 200
    assert desk.post(page, {"reason": ""}).status_code == 400
    done = desk.post(page, {"reason": WHY}, follow=True)

    part.refresh_from_db()
    assert (part.recorded_in_error_by, part.recorded_in_error_why) == (amira, WHY)
    assert f'href="{page}"' not in text_of(done)
    assert WHY in text_of(done)
    event = AuditEvent.objects.get(verb=Verb.PART_WRONG)
    assert (event.incident, event.reason, event.actor) == (incident, WHY, amira)
    assert "Jade" not in event.sentence
    again = desk.post(page, {"reason": "Twice"})
    assert (again.status_code, "already" in text_of(again)) == (409, True)


def test_what_is_wrong_counts_no_more_and_may_be_said_again(
    incident: Incident, told: dict[str, Any], amira: User
) -> None:
    by: dict[str, Any] = {"by": amira, "now": NOW}
    for part in told.values():
        part_in_error(part, reason=WHY, **by)
    operation, vehicle = told["operation"].operation, told["vehicle"].vehicle
    assert not [*operations_of(incident), *references_of(incident), *vehicles_of(incident)]
    assert operation in operations_for(incident)

    join_operation(incident, operation, **by)
    note_incident_vehicle(incident, vehicle, how="Drove off", **by)
    note_reference(incident, system="STORM", written="EP-2026/77", issued_on=None, **by)

    assert [*operations_of(incident)] == [operation]
    assert [one.how for one in vehicles_of(incident)] == ["Drove off"]
    assert references_of(incident).count() == 1
    assert IncidentVehicle.objects.count() == IncidentOperation.objects.count() == 1
    with pytest.raises(Refused, match="already"):
        join_operation(incident, operation, **by)
    with pytest.raises(Refused, match="already"):
        note_incident_vehicle(incident, vehicle, **by)
    with pytest.raises(Refused, match="Say why it is wrong"):
        part_in_error(told["operation"], reason=" ", **by)


def test_a_file_that_was_added_by_mistake_is_handed_out_no_more(
    client: Client, told: dict[str, Any], incident: Incident, amira: User
) -> None:
    file = f"/incidents/{incident.reference}/documents/1/"
    desk = signed_in(client, amira)
    assert desk.get(file).status_code == 200

    part_in_error(told["file"], reason=WHY, by=amira, now=NOW)

    assert [desk.get(at).status_code for at in (file, f"{file}original/")] == [409, 409]
    assert Document.objects.get().name in text_of(desk.get(f"/incidents/{incident.reference}/"))


@pytest.mark.parametrize(
    "address",
    ["wrong/party/9/", "wrong/closing/1/", "wrong/vehicle/999999/", "wrong/file/7/", "wrong/reference/0/"],
)
def test_what_is_not_there_is_not_found(
    client: Client, told: dict[str, Any], incident: Incident, amira: User, address: str
) -> None:
    assert signed_in(client, amira).get(f"/incidents/{incident.reference}/{address}").status_code == 404


def test_a_reference_or_file_of_a_report_and_a_case_is_marked_alike(client: Client, amira: User) -> None:
    desk, case = signed_in(client, amira), make_case(by=amira)
    for root, folder in ((make_report(by=amira), "reports"), (case, "cases")):
        written = note_reference(root, system="STORM", written="77", issued_on=None, by=amira, now=NOW)
        page = f"/{folder}/{root.reference}/wrong/reference/{written.pk}/"

        assert desk.post(page, {"reason": WHY})["Location"] == f"/{folder}/{root.reference}/"

        written.refresh_from_db()
        assert written.recorded_in_error_why == WHY
        assert desk.get(f"/{folder}/{root.reference}/wrong/party/1/").status_code == 404


def test_a_whole_record_is_marked_once_nobody_uses_it(
    client: Client, told: dict[str, Any], incident: Incident, amira: User
) -> None:
    desk, person, vehicle = signed_in(client, amira), told["party"].person, told["vehicle"].vehicle
    pages = (f"/people/{person.reference}/", f"/vehicles/{vehicle.reference}/")
    for page in pages:
        refused = desk.post(f"{page}wrong/", {"reason": WHY})
        assert (refused.status_code, "takes part in a record" in text_of(refused)) == (409, True)
    for what in ("party", "vehicle"):
        part_in_error(told[what], reason=WHY, by=amira, now=NOW)

    for page in pages:
        assert "Recorded in error" in text_of(desk.get(page))
        done = text_of(desk.post(f"{page}wrong/", {"reason": WHY}, follow=True))
        assert WHY in done
        assert f'href="{page}wrong/"' not in done

    assert {event.data["record"] for event in AuditEvent.objects.filter(verb=Verb.RECORD_WRONG)} == {
        person.reference,
        vehicle.reference,
    }
    vehicle.refresh_from_db()
    assert candidates(Sought(name="Jade Taylor"), among=Person.objects.all()) == []
    with pytest.raises(Refused, match="in error"):
        note_incident_vehicle(incident, vehicle, by=amira, now=NOW)
    with pytest.raises(Refused, match="in error"):
        correct_vehicle(vehicle, registration="X1", description="", by=amira, now=NOW)


def test_a_record_that_is_used_where_one_may_not_look_is_kept_and_what_is_restricted_is_not_told_of(
    amira: User, ben: User, cara: User, incident: Incident
) -> None:
    jade = record_person(name="Jade Taylor", source="A call", by=cara, now=NOW)
    report = make_report(by=amira)
    recognise(report, jade, reasons=["same number"], by=amira, now=NOW)
    with acting(str(cara.pk)), transaction.atomic(), pytest.raises(Refused, match="that you do not see"):
        record_in_error(jade, reason=WHY, by=cara, now=NOW)

    mo = record_person(name="Mo Hill", source="A call", by=cara, now=NOW)
    van = record_vehicle(registration="VAN 1", by=cara, now=NOW)
    add_incident_party(incident, mo, role=PartyRole.WITNESS, by=amira, now=NOW)
    note_incident_vehicle(incident, van, by=amira, now=NOW)
    case = make_case(by=amira, incidents=[incident])
    restrict_case(case, named=[], reason="A colleague", by=ben, now=NOW)

    with acting(str(cara.pk)), transaction.atomic():
        assert record_in_error(van, reason=WHY, by=cara, now=NOW).recorded_in_error_at == NOW


def test_a_vehicle_is_corrected_with_what_was_stated_before_kept(client: Client, amira: User) -> None:
    vehicle = record_vehicle(registration="AB12 CDE", description="Red van", by=amira, now=NOW)
    other = record_vehicle(registration="XY12 ZAB", by=amira, now=NOW)
    desk, page = signed_in(client, amira), f"/vehicles/{vehicle.reference}/correct/"
    typed = {"registration": "AB12 CDF", "description": "Blue van", "version": 1}

    assert desk.post(page, {**typed, "registration": "", "description": ""}).status_code == 400
    taken = desk.post(page, {**typed, "registration": "xy12zab"})
    assert (taken.status_code, other.reference in text_of(taken)) == (409, True)
    assert desk.post(page, typed)["Location"] == f"/vehicles/{vehicle.reference}/"

    vehicle.refresh_from_db()
    assert (vehicle.registration, vehicle.description, vehicle.version) == ("AB12 CDF", "Blue van", 2)
    assert [old.registration for old in vehicle.events.all()] == ["AB12 CDE"]  # type: ignore[attr-defined]
    assert Vehicle.objects.get(plate_key="AB12CDF") == vehicle
    assert AuditEvent.objects.filter(verb=Verb.VEHICLE_CORRECTED).count() == 1
    stale = desk.post(page, {**typed, "description": "Green van"})
    assert (stale.status_code, "Blue van" in text_of(stale)) == (409, True)
    with pytest.raises(Refused, match="or describe"):
        correct_vehicle(vehicle, registration=" ", description="", by=amira, now=NOW)
