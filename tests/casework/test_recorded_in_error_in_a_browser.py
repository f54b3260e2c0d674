"""The pages that mark something as recorded in error, and correct a vehicle, are sound on a desktop and a phone."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.casework.transitions import add_incident_party, note_incident_vehicle, note_reference
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look, press
from tests.casework.people import make_person, make_vehicle
from tests.make import NOW, make_incident, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_part_is_marked_and_stays_and_a_vehicle_is_corrected(page: Page) -> None:
    with acting("system:test"), transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
        incident = make_incident(by=amira)
        person = make_person(by=amira)
        add_incident_party(incident, person, role="victim", by=amira, now=NOW)
        vehicle = make_vehicle(by=amira, description="Blue Ford van")
        note_incident_vehicle(incident, vehicle, how="Drove off", by=amira, now=NOW)
        note_reference(incident, system="STORM", written="EP-2026/77", by=amira, now=NOW)

    come_in(page, "amira")
    page.goto(f"/incidents/{incident.reference}/")
    follow(page, f"{person.name} as victim")
    look(page, "part-wrong")
    press(page, "Mark as recorded in error")
    expect(page.get_by_role("alert")).to_contain_text("Say why it is wrong")
    page.get_by_label("Why is it wrong?").fill("It was her sister")
    press(page, "Mark as recorded in error")
    expect(page.get_by_text("It was her sister")).to_be_visible()
    look(page, "incident-with-a-part-struck-out")

    page.goto(f"/vehicles/{vehicle.reference}/")
    look(page, "vehicle-with-acts")
    press(page, "Correct")
    look(page, "vehicle-correct")
    page.get_by_label("Description").fill("Blue Ford Transit")
    press(page, "Save")
    expect(page.get_by_text("Blue Ford Transit").first).to_be_visible()
    follow(page, "Recorded in error")
    look(page, "vehicle-wrong")
