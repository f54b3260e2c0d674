"""The pages of an incident's end are sound on a desktop and a phone, and are walked by keyboard and mouse."""

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.cases.models import Incident
from asbcases.casework.transitions import note_reference
from tests.browser.browser import come_in, follow, look, press
from tests.casework.nuisances import HOUR, REASON, nuisance
from tests.make import make_incident, make_report, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def cast() -> tuple[Incident, Incident]:
    """Return a nuisance, and an incident that speaks of hate, of one sergeant's district."""
    with transaction.atomic():
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        plain = nuisance(ben, subtype="noise", call_type="nuisance_neighbour", qualifiers=["youth"])
        return plain, nuisance(ben, "The pier", qualifiers=["hate_race"])


def test_an_incident_is_closed_against_the_file_by_a_sergeant_and_opened_again(page: Page) -> None:
    _, hateful = cast()
    come_in(page, "ben")
    page.goto(f"/incidents/{hateful.reference}/")
    look(page, "incident")
    follow(page, "Take it over")
    look(page, "incident-hate")
    page.get_by_label("What is done about it?").fill("The hate crime officer rings her today.")
    press(page, "Take it over")
    expect(page.get_by_text("taken over by Ben Lane")).to_be_visible()

    follow(page, "Close the incident")
    expect(page.get_by_text("Hate is ticked in a triage or a classification")).to_be_visible()
    look(page, "incident-close")
    page.get_by_role("group", name="Is there an identifiable victim").get_by_label("No").check()
    page.get_by_label("What came of it").fill("They had gone when we came.")
    page.get_by_role("group", name="Is a crime recorded?").get_by_label("No").check()
    page.get_by_label("Why it is no crime").fill("Nobody was harmed.")
    press(page, "Close the incident")
    expect(page.get_by_role("alert")).to_contain_text("The answer is no, but the file says otherwise")
    look(page, "incident-close-refused")
    page.get_by_label("A supervisor's reason for closing against what the file says").fill(REASON)
    press(page, "Close the incident")
    expect(page.get_by_text("nobody is an identifiable victim")).to_be_visible()
    look(page, "incident-closed")

    follow(page, "Open it again")
    look(page, "incident-reopen")
    page.get_by_label("Why is it opened again?").fill("The caller rang: it goes on.")
    press(page, "Open it again")
    expect(page.get_by_role("status")).to_contain_text("is open again")


def test_codes_crime_event_operation_and_references_are_noted(page: Page) -> None:
    plain, _ = cast()
    come_in(page, "ben")
    page.goto("/operations/new/")
    look(page, "operation-new")
    page.get_by_label("Name", exact=True).fill("Lantern")
    page.get_by_label("What it is for").fill("Fireworks thrown in the park")
    page.get_by_role("group", name="First day").get_by_label("Year").fill("2025")
    press(page, "Make the operation")
    look(page, "operation")
    page.goto("/operations/")
    look(page, "operations")

    page.goto(f"/incidents/{plain.reference}/")
    for link, name in (
        ("Change the codes", "incident-classify"),
        ("Decide whether it is a crime", "incident-crime"),
        ("Note a gathering or music event", "incident-gathering"),
    ):
        follow(page, link)
        look(page, name)
        page.go_back()
    follow(page, "Put it under an operation")
    page.get_by_label("Lantern").check()
    look(page, "incident-operation")
    press(page, "Put it under the operation")
    follow(page, "Note a reference of another system")
    page.get_by_label("System").fill("Athena")
    page.get_by_label("Reference as it is written there").fill("42/123456/21")
    look(page, "incident-references")
    press(page, "Note the reference")
    expect(page.get_by_text("Athena: 42/123456/21")).to_be_visible()
    look(page, "incident-with-all")

    page.goto("/jump/?q=42-123456-21")
    expect(page).to_have_url(f"{page.url.split('/incidents/')[0]}/incidents/{plain.reference}/")


def test_several_are_closed_together(page: Page) -> None:
    plain, hateful = cast()
    come_in(page, "ben")
    page.goto("/incidents/?state=open")
    look(page, "incidents")
    for incident in (plain, hateful):
        page.get_by_label(f"Tick {incident.reference}").check()
    press(page, "Close those that are ticked")
    look(page, "incidents-together")
    victim = page.get_by_role("group", name=f"Is there an identifiable victim in {hateful.reference}")
    victim.get_by_label("Yes").check()
    page.get_by_role("group", name="For all that are not answered").get_by_label("No").check()
    page.get_by_label("What came of them").fill("Dispersed.")
    page.get_by_role("group", name="Is a crime recorded?").get_by_label("No").check()
    page.get_by_label("Why it is no crime").fill("Nobody was harmed.")
    press(page, "Close them")
    expect(page.get_by_role("heading", name="1 closed, 1 refused")).to_be_visible()
    look(page, "incidents-closed-together")
    page.goto("/incidents/close-together/")
    look(page, "incidents-nothing-to-close")


def test_the_reply_to_a_councillor_and_several_records_of_one_reference(page: Page) -> None:
    with transaction.atomic():
        hana = make_user("hana", Role.CONTACT_HANDLER, name="Hana Cole")
        now = timezone.now()
        report = make_report(by=hana, now=now - HOUR, channel="councillor")
        for root in (report, make_incident(by=hana, now=now)):
            note_reference(root, system="STORM", written="EP-20210812-0571", by=hana, now=now)

    come_in(page, "hana")
    page.goto("/jump/?q=ep 20210812 571")
    expect(page.get_by_role("heading", name="Several records have this reference")).to_be_visible()
    look(page, "jump-several")
    page.goto(f"/reports/{report.reference}/reply/")
    page.get_by_label("Time").fill(f"{timezone.localtime(now):%H:%M}")
    page.get_by_label("What we replied, in short").fill("We see the family on Friday.")
    look(page, "report-reply")
    press(page, "Record the reply")
    expect(page.get_by_role("status")).to_contain_text("The reply is recorded.")
