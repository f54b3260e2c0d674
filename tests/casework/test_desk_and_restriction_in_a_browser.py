"""The triage desk, joining a case and restricting one are sound on a desktop and a phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Desk, Rank, Role
from asbcases.cases.choices import Channel, Grade
from asbcases.casework.transitions import promise_call_back
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_case, make_incident, make_report, make_team, make_triage, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def county() -> dict[str, str]:
    now = timezone.now() - timedelta(hours=2)
    with acting("system:test"), transaction.atomic():
        team = make_team("Control", desk=Desk.CONTROL_ROOM)
        hana = make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole", team=team)
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei")
        known = {"caller_phone": "07700 900123", "place_text": "14 Mersea Road, Colchester"}
        case = make_case(
            by=ben,
            now=now,
            incidents=[make_incident(by=ben, now=now, report=make_report(by=hana, now=now, **known))],
        )
        for channel in (Channel.CALL_101, Channel.CALL_999, Channel.ONLINE):
            promise_call_back(
                make_report(by=hana, now=now, channel=channel),
                call_by=now + timedelta(hours=1),
                by=hana,
                now=now,
            )
        incident = make_incident(by=hana, now=now, report=make_report(by=hana, now=now, **known))
        make_triage(incident, by=hana, now=now, grade=Grade.PRIORITY, grade_reason="She is afraid to go out.")
    return {"case": case.reference, "incident": incident.reference}


def test_the_desk_leads_from_queue_to_queue(page: Page) -> None:
    county()
    come_in(page, "hana")
    page.goto("/desk/")
    expect(page.get_by_role("row")).to_have_count(5)
    look(page, "desk-ungraded")
    follow(page, "Graded, nobody sent")
    expect(page.get_by_role("main")).to_contain_text("Priority")
    look(page, "desk-unresourced")
    follow(page, "Promised call-backs")
    expect(page.get_by_role("main")).to_contain_text("1 hour late")
    look(page, "desk-call-backs")
    page.get_by_label("Taken by").select_option(label="Resolution Centre")
    press(page, "Apply")
    expect(page.get_by_role("main")).to_contain_text("Nothing matches")
    follow(page, "Held for a partner")
    look(page, "desk-held")
    follow(page, "Reports by channel")
    expect(page.get_by_role("heading", level=2)).to_contain_text("reports in 28 days")
    look(page, "desk-channels")


def test_a_sergeant_adds_an_incident_to_a_case_restricts_it_and_lifts_that(page: Page) -> None:
    known = county()
    come_in(page, "ben")
    page.goto(f"/incidents/{known['incident']}/open-case/")
    look(page, "case-open-near")
    follow(page, "Add the incident to an open case instead")
    look(page, "case-join")
    press(page, "Add to the case")
    expect(page.get_by_role("alert")).to_contain_text("Choose a case")
    page.get_by_label(known["case"]).check()
    press(page, "Add to the case")
    expect(page.get_by_role("status")).to_contain_text(f"is part of {known['case']} now")
    follow(page, "Restrict the case")
    page.get_by_label("Amira Osei, Constable").check()
    look(page, "case-restrict")
    page.get_by_label("Sign-in names of others").fill("nobody")
    page.get_by_label("Why the case is restricted").fill("A colleague is involved.")
    press(page, "Restrict the case")
    expect(page.get_by_role("alert")).to_contain_text("Nobody signs in as nobody")
    page.get_by_label("Sign-in names of others").fill("hana")
    press(page, "Restrict the case")
    expect(page.get_by_role("main")).to_contain_text("A colleague is involved.")
    look(page, "case-restricted")
    follow(page, "Lift the restriction")
    look(page, "case-unrestrict")
    page.get_by_label("Why the restriction is lifted").fill("It was another family.")
    press(page, "Lift the restriction")
    expect(page.get_by_role("status")).to_contain_text("is not restricted any more")
