"""Three reports of one victim, from the police, the council and the landlord, become one case; her name is typed once."""

from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.cases.models import Case, Person, Report
from asbcases.db.actor import acting
from tests.browser.browser import come_in, look, press
from tests.casework.test_intake_in_a_browser import answer
from tests.make import make_agency, make_user

pytestmark = pytest.mark.django_db(transaction=True)
NAME, PHONE = "Jade Taylor", "07700 900123"
AGENCIES = ("Colchester City Council", "Eastlight Homes")


def county() -> None:
    with acting("system:test"), transaction.atomic():
        make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")
        make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei")
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        make_agency(AGENCIES[0], AgencyKind.COUNCIL)
        make_agency(AGENCIES[1], AgencyKind.HOUSING)


class Typist:
    """Types into a page, and keeps what was typed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.typed: list[str] = []

    def fill(self, label: str, words: str, within: Any = None) -> None:
        (within or self.page).get_by_label(label, exact=label in ("Month", "Year")).fill(words)
        self.typed.append(words)


def take(page: Page, hand: Typist, said: str, *, channel: str, agency: str = "", name: str = "") -> None:
    """Take a report, recognise its caller where the file knows her, and go on to its grade."""
    page.goto("/reports/new/")
    hand.fill("Telephone number of the caller", PHONE)
    if name:
        hand.fill("Name of the caller", name)
    else:
        page.get_by_role("complementary").get_by_label(NAME).check()
    page.get_by_label("How it reached us").select_option(label=channel)
    if agency:
        page.get_by_label("Agency that passed it on").select_option(label=agency)
    hand.fill("What was said, word for word", said)
    hand.fill("Where it happened", "14 Mersea Road, Colchester")
    page.get_by_label("Police district").select_option(label="Colchester")
    page.get_by_label("Some time in the month").check()
    month = page.get_by_role("group", name="Month", exact=True)
    hand.fill("Month", "1", month)
    hand.fill("Year", "2026", month)
    press(page, "Save and grade")


def grade(page: Page, hand: Typist, summary: str, *, victim: bool) -> None:
    """Record the incident and its grade as proposed."""
    answer(page)
    hand.fill("What happened, in one sentence", summary)
    page.get_by_label("Personal", exact=True).check()
    if victim:
        page.get_by_label("The caller is a victim").check()
    press(page, "Save the incident and its grade")
    expect(page.get_by_role("main")).to_contain_text("owed by")


def test_three_reports_of_three_agencies_become_one_case_and_nothing_is_typed_twice(page: Page) -> None:
    county()
    come_in(page, "hana")
    hand = Typist(page)
    take(page, hand, "They threw stones at my window.", channel="101 call", name=NAME)
    grade(page, hand, "Stones thrown at a window", victim=True)
    take(page, hand, "Rubbish is left at her door.", channel="Partner agency", agency=AGENCIES[0])
    grade(page, hand, "Rubbish left at a door", victim=False)
    take(page, hand, "She is shouted at on the stairs.", channel="Partner agency", agency=AGENCIES[1])
    grade(page, hand, "Shouting on the stairs", victim=False)

    with transaction.atomic():
        person = Person.objects.get()
        reports = list(Report.objects.order_by("pk").select_related("agency", "tells_of__incident"))
        assert [report.recognition.person for report in reports[1:]] == [person] * 2
        told = [report.agency.name if report.agency else "" for report in reports]
        last = reports[-1].tells_of.incident.reference
    assert told == ["", *AGENCIES]

    come_in(page, "amira")
    page.goto(f"/incidents/{last}/open-case/")
    others = page.get_by_role("group", name="Other open incidents of the same people or place")
    expect(others.get_by_role("checkbox", checked=True)).to_have_count(2)
    expect(page.get_by_role("main")).to_contain_text(f"Taken over as the victim: {NAME}")
    look(page, "journey-three-agencies")
    hand.fill("The problem in one sentence", "One household is targeted at home")
    press(page, "Open the case")

    expect(page.get_by_role("heading", level=1)).to_contain_text("ASB-")
    with transaction.atomic():
        case = Case.objects.get()
        assert case.incident_links.count() == 3
        victims = case.parties.filter(role="victim")
        assert [party.person for party in victims] == [person]
    assert "".join(hand.typed).count(NAME) == 1
