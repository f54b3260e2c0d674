"""The pages of intake and triage are sound on a desktop and a phone, live with script and whole without it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Incident, Report
from asbcases.casework.transitions import record_person
from asbcases.db.actor import acting
from asbcases.web.models import Draft
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_case, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db(transaction=True)
KNOWN: dict[str, Any] = {
    "caller_name": "Jade Taylor",
    "caller_phone": "07700 900123",
    "place_text": "Flat 14 B, Mersea Road",
}


def desk() -> dict[str, str]:
    """Make a handler, and a caller of whom the file knows two reports, a case and a person."""
    now = timezone.now()
    with acting("system:test"), transaction.atomic():
        hana = make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        first = make_incident(
            by=hana, now=now, report=make_report(by=hana, now=now - timedelta(days=40), **KNOWN)
        )
        case = make_case(by=amira, now=now, incidents=[first], victim_name="Leo Marsh", victim_contact="")
        report = make_report(by=hana, now=now - timedelta(hours=1), **KNOWN)
        second = make_incident(by=hana, now=now, report=report, summary="Eggs thrown at a door")
        record_person(
            name="Jade Taylor",
            phone="07700 900123",
            adjustments="Large print",
            source="Test",
            by=hana,
            now=now,
        )
    return {"case": case.reference, "incident": second.reference, "first": first.reference}


def drafts() -> list[dict[str, Any]]:
    with transaction.atomic():
        return list(Draft.objects.values_list("typed", flat=True))


def test_the_panel_follows_the_typing_and_never_takes_the_focus(page: Page) -> None:
    known = desk()
    come_in(page, "hana")
    page.goto("/")
    expect(page).to_have_url(re.compile("/reports/new/$"))
    look(page, "intake-empty")

    said = page.locator("#matches-said")
    page.get_by_label("Telephone number of the caller").press_sequentially("07700900123")
    expect(said).to_contain_text("3rd report in 6 months.")
    expect(page.get_by_label("Telephone number of the caller")).to_be_focused()
    panel = page.get_by_role("complementary", name="What the file knows")
    expect(panel).to_contain_text("Repeat: R2: 3 reports with the same victim in 6 months")
    expect(panel).to_contain_text(f"{known['case']} is open with Amira Osei")
    expect(panel.get_by_role("button", name=f"Keep, and add to incident {known['incident']}")).to_be_visible()
    look(page, "intake-panel")

    page.get_by_label("Jade Taylor").check()
    expect(page.get_by_label("What they need in order to deal with us")).to_have_value("Large print")
    page.get_by_label("Where it happened").fill("14b")
    expect(panel).to_contain_text("same place")
    expect(page.get_by_label("Jade Taylor")).to_be_checked()


def test_a_look_up_that_is_down_is_said_and_the_form_goes_on(page: Page) -> None:
    desk()
    come_in(page, "hana")
    page.goto("/reports/new/")
    page.route("**/reports/matches/", lambda route: route.abort())

    page.get_by_label("Telephone number of the caller").fill("07700900123")

    expect(page.locator("#matches-said")).to_contain_text("The report can be kept all the same")
    page.unroute("**/reports/matches/")


def test_leaving_a_field_keeps_a_draft_that_is_there_on_return(page: Page) -> None:
    desk()
    come_in(page, "hana")
    page.goto("/reports/new/")
    with page.expect_response("**/drafts/"):
        page.get_by_label("What was said, word for word").fill("They are at it ag")
        page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"/reports/new/\?draft=[0-9a-f]{12}$"))

    page.goto("/reports/")
    page.goto("/reports/new/")
    expect(page.get_by_label("What was said, word for word")).to_have_value("")
    page.get_by_text("Unfinished: 1 other draft").click()
    look(page, "intake-unfinished")
    follow(page, "Go on with the draft begun")
    expect(page.get_by_label("What was said, word for word")).to_have_value("They are at it ag")
    look(page, "intake-draft")
    press(page, "Throw away")
    expect(page.get_by_label("What was said, word for word")).to_have_value("")
    assert drafts() == []


def test_faults_stand_at_their_boxes_beside_what_the_file_knows(page: Page) -> None:
    desk()
    come_in(page, "hana")
    page.goto("/reports/new/")
    page.get_by_label("Telephone number of the caller").fill("07700 900123")
    page.get_by_label("How it reached us").select_option(label="Partner agency")
    expect(page.get_by_label("Agency that passed it on")).to_be_visible()
    page.get_by_text("Not named, for somebody else").click()
    page.get_by_label("The caller does not want to be named").check()

    press(page, "Save and grade")

    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        [
            "The caller does not want to be named: leave this empty, or change that answer",
            "Choose the agency that passed it on",
            "Enter what was said, word for word",
            "Enter where it happened",
            "Enter the time",
        ]
    )
    look(page, "intake-faults")


def test_a_report_is_added_to_an_incident_and_triaged_again(page: Page) -> None:
    known = desk()
    come_in(page, "hana")
    page.goto("/reports/new/")
    type_call(page)
    press(page, f"Keep, and add to incident {known['incident']}")

    expect(page.get_by_role("status").first).to_contain_text(f"part of incident {known['incident']}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(known["incident"])
    look(page, "triage-again")
    press(page, "Save the triage")
    expect(page.get_by_role("alert")).to_contain_text("Answer Threat, or say that none is known")
    look(page, "triage-faults")
    answer(page)
    press(page, "Save the triage")
    expect(page.get_by_role("status")).to_contain_text("Graded as Scheduled")
    follow(page, "Scheduled, somebody attends")
    expect(page.get_by_role("main")).to_contain_text("Questions THRIVE version 1")
    look(page, "triage-page")


def test_the_proposal_follows_the_answers(page: Page) -> None:
    desk()
    come_in(page, "hana")
    page.goto(f"/reports/{a_report()}/grade/")
    look(page, "grade-empty")
    page.get_by_label("Happening now", exact=True).check()
    page.get_by_role("group", name="Violence to people").get_by_label("Used").check()

    expect(page.locator("#proposal")).to_contain_text("Proposed: Emergency.")
    press(page, "Save the incident and its grade")
    expect(page.get_by_role("alert")).to_contain_text("Answer Harm, or say that none is known")
    look(page, "grade-faults")


def test_without_script_the_same_pages_do_the_same(page_without_script: Page) -> None:
    page, known = page_without_script, desk()
    come_in(page, "hana")
    page.goto("/reports/new/")
    type_call(page)
    press(page, "Look for earlier reports")
    expect(page.get_by_role("main")).to_contain_text("3rd report in 6 months.")
    expect(page.get_by_role("main")).to_contain_text(known["case"])
    page.get_by_label("Jade Taylor").check()
    press(page, "Save as draft")
    expect(page.get_by_label("Jade Taylor")).to_be_checked()
    press(page, "Save and grade")

    answer(page, save=False)
    press(page, "Propose")
    expect(page.locator("#proposal")).to_contain_text("Proposed: Scheduled.")
    expect(page.get_by_role("group", name="Grade", exact=True).get_by_label("Scheduled")).to_be_checked()
    page.get_by_label("What happened, in one sentence").fill("Stones thrown at a home")
    page.get_by_label("The caller is a victim").check()
    press(page, "Save the incident and its grade")
    expect(page.get_by_role("heading", level=1)).to_have_text("Scheduled: somebody attends")
    expect(page.get_by_role("main")).to_contain_text("owed by")


def a_report() -> str:
    with acting("system:test"), transaction.atomic():
        return make_report(by=User.objects.get(username="hana"), now=timezone.now()).reference


def type_call(page: Page) -> None:
    """Fill in a call about the same place as before."""
    page.get_by_label("Telephone number of the caller").fill("07700 900123")
    page.get_by_label("Name of the caller").fill("Jade Taylor")
    page.get_by_label("How it reached us").select_option(label="101 call")
    page.get_by_label("What was said, word for word").fill("They threw stones at my window again.")
    page.get_by_label("Where it happened").fill("14b Mersea Road")
    page.get_by_label("Some time in the month").check()
    month = page.get_by_role("group", name="Month", exact=True)
    month.get_by_label("Month", exact=True).fill("1")
    month.get_by_label("Year", exact=True).fill("2026")


def answer(page: Page, *, save: bool = True) -> None:
    """Answer the six letters, and decide as proposed."""
    page.get_by_label("The caller", exact=True).check()
    page.get_by_label("Goes on and on, not at this moment").check()
    page.get_by_role("group", name="Violence to people").get_by_label("None", exact=True).check()
    page.get_by_label("Slight").check()
    page.get_by_label("Possible", exact=True).check()
    page.get_by_role("group", name="May it be a crime?").get_by_label("No", exact=True).check()
    page.get_by_role("group", name="Who did it").get_by_label("Not known").check()
    page.get_by_role("group", name="Vulnerability: was it asked?").get_by_label("None known").check()
    page.get_by_role("group", name="Engagement: was it asked?").get_by_label("None known").check()
    page.get_by_role("group", name="Risk until somebody comes").get_by_label("Medium").check()
    page.get_by_label("What may happen between this call and our coming").fill("They may come back.")
    page.get_by_label("Somebody attends").check()
    page.get_by_label("Not explained").check()
    if save:
        page.get_by_role("group", name="Grade", exact=True).get_by_label("Scheduled").check()


def test_nothing_of_the_caller_stands_in_an_address(page: Page) -> None:
    desk()
    come_in(page, "hana")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/reports/new/")
    page.get_by_label("Telephone number of the caller").fill("07700900123")
    expect(page.locator("#matches-said")).to_contain_text("3rd report")
    page.get_by_label("Name of the caller").fill("Jade Taylor")
    page.keyboard.press("Tab")
    expect(page.locator("#matches")).not_to_have_attribute("aria-busy", "true")

    assert not [url for url in asked if "07700" in url or "Jade" in url]
    with transaction.atomic():
        assert (Report.objects.count(), Incident.objects.count()) == (2, 2)


def test_one_key_carries_the_call_to_the_case_and_the_grade_adds_it(page: Page) -> None:
    known = desk()
    come_in(page, "hana")
    page.goto("/reports/new/")
    page.get_by_label("Telephone number of the caller").press_sequentially("07700900123")
    button = page.get_by_role("button", name=f"Keep, grade, and add to case {known['case']}")
    expect(button).to_be_visible()
    page.get_by_label("How it reached us").select_option(label="101 call")
    page.get_by_label("What was said, word for word").fill("They are at it again.")
    page.get_by_label("Where it happened").fill("14 Mersea Road")
    page.get_by_role("textbox", name="Time", exact=True).first.fill("00:01")
    look(page, "intake-add-to-case")

    button.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("radio", name=f"{known['case']} with Amira Osei")).to_be_checked()
    look(page, "grade-with-a-case")
