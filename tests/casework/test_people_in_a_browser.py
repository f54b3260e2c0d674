"""Pages of people, places and vehicles are sound on a desktop and a phone, and lead through the work."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.casework.transitions import add_incident_party, note_incident_vehicle, place_incident
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look, press
from tests.casework.people import make_person, make_premises, make_vehicle
from tests.make import NOW, make_case, make_incident, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_somebody_is_found_recorded_and_told_apart(page: Page) -> None:
    with acting("system:test"), transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        make_person("Jade Tailor", by=amira, phone="07700 900123", address="14b Mersea Road, CO2 7QP")

    come_in(page, "amira")
    page.goto("/people/")
    look(page, "person-list")
    page.get_by_label("Name", exact=True).fill("jade taylor")
    press(page, "Search")
    expect(page.get_by_text("name alike: Jade Tailor")).to_be_visible()
    look(page, "person-found")
    press(page, "Record somebody")
    look(page, "person-new")
    page.get_by_label("Name", exact=True).fill("Jade Taylor")
    page.get_by_label("Telephone number").fill("+44 7700 900123")
    page.get_by_label("Who or what says so").fill("The caller")
    press(page, "Record")
    expect(page.get_by_role("group", name="Who is it?")).to_contain_text("same telephone number")
    look(page, "person-new-who-is-it")
    page.get_by_label("Somebody else: make a new record").check()
    press(page, "Record")
    expect(page.get_by_role("heading", name="Jade Taylor", level=1)).to_be_visible()
    look(page, "person-near-match")
    follow(page, "Jade Tailor, PER")
    expect(page.get_by_role("heading", name="Are these one person?")).to_be_visible()
    look(page, "person-match")
    page.get_by_label("Yes, one person").check()
    page.get_by_label("How do you know?").fill("She spells it both ways.")
    press(page, "Decide")
    expect(page.get_by_text("Also recorded as")).to_be_visible()
    look(page, "person-also-recorded")


def test_everything_that_is_noted_of_somebody_has_its_page(page: Page) -> None:
    with acting("system:test"), transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        incident = make_incident(by=amira)
        person = make_person(
            by=amira, phone="07700 900123", address="14b Mersea Road, CO2 7QP", adjustments="Large print"
        )
        group = make_person("The Lane crowd", by=amira, kind="group")
        add_incident_party(incident, person, role="witness", by=amira, now=NOW)
        premises = make_premises(
            "Rose Cottage, Mill Lane", by=amira, warning="A dog, and no light at the gate"
        )
        incident = place_incident(incident, premises, by=amira, now=NOW)
        vehicle = make_vehicle(by=amira, description="Blue Ford van")
        note_incident_vehicle(incident, vehicle, how="Drove off", by=amira, now=NOW)
        case = make_case(by=amira, incidents=[incident])
        contact = person.contacts.get().pk

    come_in(page, "amira")
    of = f"/people/{person.reference}/"
    for what in ("contact", "address", "vehicle", "association"):
        page.goto(f"{of}note/{what}/")
        look(page, f"person-note-{what}")
    page.goto(f"/people/{group.reference}/note/member/")
    page.get_by_label("Name", exact=True).fill("Jade Taylor")
    page.get_by_label("Who or what says so").fill("Seen by the officer")
    press(page, "Note it")
    page.get_by_label(f"Jade Taylor, {person.reference}").check()
    press(page, "Note it")
    expect(page.get_by_role("status")).to_contain_text("Noted a member")
    look(page, "person-group")
    for name in ("correct", f"note/contact/{contact}/end", f"note/contact/{contact}/wrong"):
        page.goto(f"{of}{name}/")
        look(page, f"person-{name.split('/')[-1]}")
    page.get_by_label("Why is it wrong?").fill("It is her mother's")
    press(page, "Mark as wrong")
    expect(page.get_by_text("It is her mother's")).to_be_visible()
    look(page, "person-page")
    for name, address in {
        "premises-page": f"/places/{premises.reference}/",
        "premises-correct": f"/places/{premises.reference}/correct/",
        "vehicle-page": f"/vehicles/{vehicle.reference}/",
        "incident-party-add": f"/incidents/{incident.reference}/people/add/",
        "incident-vehicle-add": f"/incidents/{incident.reference}/vehicles/add/",
        "incident-place": f"/incidents/{incident.reference}/premises/",
        "incident-people": f"/incidents/{incident.reference}/",
        "case-party-add": f"/cases/{case.reference}/people/add/",
    }.items():
        page.goto(address)
        look(page, name)
    page.get_by_label("Role").select_option("respondent")
    page.get_by_label("Name", exact=True).fill("The owner of the van")
    page.get_by_label("Who or what says so").fill("Neighbours")
    press(page, "Add to the case")
    expect(page.get_by_role("link", name="The owner of the van", exact=True)).to_be_visible()
    look(page, "case-people")
