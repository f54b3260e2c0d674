"""A response officer on a phone of 320 pixels, with one thumb: from the queue to a noted visit in at most 8 taps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Locator, Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Grade
from asbcases.cases.models import Attendance, Incident
from asbcases.casework.transitions import record_premises, send_officer
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.browser.browser import PHONE, come_in, look, press, sideways, tab, watched
from tests.journeys.steps import answer_high, colchester
from tests.make import district, make_incident, make_report, make_triage, make_user
from tests.risk.answers import victim_at

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 8


@dataclass
class Thumb:
    """One thumb on the glass: counts its taps and the characters that it types."""

    page: Page
    taps: int = 0
    typed: int = 0

    def tap(self, what: Locator) -> None:
        """Touch something."""
        what.scroll_into_view_if_needed()
        what.tap()
        self.taps += 1

    def go(self, what: Locator) -> None:
        """Touch something that leads to another page."""
        with self.page.expect_navigation():
            self.tap(what)

    def write(self, what: Locator, words: str) -> None:
        """Touch a box and type into it."""
        self.tap(what)
        self.page.keyboard.type(words)
        self.typed += len(words)


@pytest.fixture(scope="module")
def phone_tab(chromium: Browser, live_server: Any) -> Page:
    return tab(chromium, live_server.url, has_touch=True)


@pytest.fixture
def phone(phone_tab: Page, live_server: Any) -> Iterator[Page]:
    yield from watched(phone_tab, live_server.url)


def sent_somewhere(*, named: bool) -> Incident:
    """Send Ravi to an incident, with or without a victim named on it."""
    now = datetime.now(UTC) - timedelta(minutes=30)
    with acting("system:test"), transaction.atomic():
        ravi = make_user("ravi", Role.RESPONSE_OFFICER, Rank.CONSTABLE, name="Ravi Nair")
        amira, ben = User.objects.get(username="amira"), User.objects.get(username="ben")
        premises = record_premises(
            address="14 Mersea Road, Colchester",
            district=district(),
            warning="A dog that bites.",
            by=amira,
            now=now,
        )
        report = make_report(by=amira, now=now)
        incident = make_incident(by=amira, now=now, report=report, premises=premises)
        if named:
            victim_at(incident, by=amira, now=now)
        make_triage(incident, by=amira, now=now, grade=Grade.PRIORITY)
        send_officer(incident, officer=ravi, agency=ravi.agency, sent_at=now, by=ben, now=now)
    return incident


def start(page: Page) -> Thumb:
    come_in(page, "ravi")
    page.set_viewport_size(PHONE)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sent to me")
    return Thumb(page)


def test_a_visit_to_a_named_victim_takes_at_most_8_taps_and_no_typing(phone: Page) -> None:
    colchester()
    incident = sent_somewhere(named=True)
    thumb = start(phone)
    expect(phone.get_by_role("main")).to_contain_text("A dog that bites.")

    thumb.go(phone.get_by_role("button", name="I am here"))
    thumb.tap(phone.get_by_label("I spoke to the victim"))
    thumb.tap(phone.get_by_label("Jade Taylor"))
    assert sideways(phone) <= 0
    thumb.go(phone.get_by_role("button", name="Save the visit"))

    expect(phone.get_by_role("heading", level=1)).to_have_text("Assess the risk to Jade Taylor")
    print(f"\nA visit to a named victim: {thumb.taps} taps, {thumb.typed} characters typed.")  # noqa: T201 - a figure to keep
    assert (thumb.taps, thumb.typed) <= (MOST, 0)
    with transaction.atomic():
        visit = Attendance.objects.get(incident=incident)
        assert visit.result == "Spoke to the victim."
        assert Deadline.objects.get(incident=incident, kind=Kind.RESPONSE).met_at == visit.arrived_at


def test_a_visit_with_a_note_and_a_victim_nobody_knew_takes_at_most_8_taps(phone: Page) -> None:
    colchester()
    incident = sent_somewhere(named=False)
    thumb = start(phone)

    thumb.go(phone.get_by_role("button", name="I am here"))
    thumb.tap(phone.get_by_label("I spoke to the victim"))
    thumb.tap(phone.get_by_label("Yes: I name them"))
    thumb.write(phone.get_by_label("Name of the victim"), "Jo Day")
    thumb.write(phone.get_by_label("What you saw, heard and did"), "Window broken.")
    thumb.go(phone.get_by_role("button", name="Save the visit"))

    expect(phone.get_by_role("heading", level=1)).to_have_text("Assess the risk to Jo Day")
    print(f"\nA visit with a note and a new victim: {thumb.taps} taps, {thumb.typed} characters typed.")  # noqa: T201 - a figure to keep
    assert thumb.taps <= MOST
    with transaction.atomic():
        visit = Attendance.objects.get(incident=incident)
        assert visit.result == "Spoke to the victim.\nWindow broken."
        assert Deadline.objects.get(incident=incident, kind=Kind.FIRST_ASSESSMENT).is_open


def test_from_the_visit_the_assessment_is_reached_and_asks_for_a_case(page: Page) -> None:
    colchester()
    incident = sent_somewhere(named=True)
    come_in(page, "ravi")
    page.goto("/")
    look(page, "sent-to-me")
    page.get_by_role("button", name="I am here").click()
    expect(page.get_by_role("button", name="Save the visit")).to_be_visible()
    look(page, "attend")
    press(page, "Save the visit")
    expect(page.get_by_role("alert")).to_contain_text("Choose what you found")
    look(page, "attend-with-faults")
    page.get_by_label("It was over, nobody was there").check()
    page.get_by_label("Somebody else").check()
    page.get_by_label("Name of the victim").fill("Sam Day")
    look(page, "attend-somebody-else")
    press(page, "Save the visit")
    look(page, "incident-risk")

    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("the risk is still to be assessed")
    look(page, "sent-to-me-still-to-assess")
    page.get_by_role("button", name="Assess the risk to Sam Day").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assess the risk to Sam Day")
    answer_high(page)
    press(page, "Save, and see what must follow")

    expect(page.get_by_role("heading", level=1)).to_contain_text("High risk")
    expect(page.get_by_role("main")).to_contain_text("A case is to be opened")
    look(page, "incident-assessment")
    page.goto(f"/incidents/{incident.reference}/")
    expect(page.get_by_role("main")).to_contain_text("came")
    look(page, "incident-attended")


def test_the_pages_of_sending_and_of_nobody_coming_are_sound(page: Page) -> None:
    colchester()
    incident = sent_somewhere(named=True)
    come_in(page, "ben")
    page.goto(f"/incidents/{incident.reference}/send/")
    expect(page.get_by_role("main")).to_contain_text("On the way already: Ravi Nair")
    look(page, "send")
    page.get_by_label("Officer").select_option(label="Amira Osei")
    press(page, "Send")
    expect(page.get_by_role("status")).to_contain_text("Amira Osei is sent.")

    page.goto(f"/incidents/{incident.reference}/none-attended/")
    page.get_by_label("No unit was free").check()
    look(page, "none-attended")
    page.get_by_label("In words").fill("All at the derby.")
    press(page, "Note that nobody came")
    expect(page.get_by_role("main")).to_contain_text("Nobody came")


def test_an_officer_opens_the_case_that_the_risk_asks_for(page: Page) -> None:
    colchester()
    incident = sent_somewhere(named=True)
    come_in(page, "amira")
    page.goto(f"/incidents/{incident.reference}/risk/1/")
    answer_high(page)
    press(page, "Save, and see what must follow")
    look(page, "incident-assessment-to-open")

    press(page, "Open a case")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Open a case")
