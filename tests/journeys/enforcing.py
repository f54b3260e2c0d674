"""The steps of enforcement as officers take them, on pages that are open in a browser of one size."""

import re
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from playwright.sync_api import Page, ViewportSize, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.law.periods import LONDON, london_day
from tests.browser.browser import DESKTOP, WATCHES, come_in, follow, picture, press, sideways, violations
from tests.journeys.steps import colchester, reference_on
from tests.make import make_graded, make_user

ASKED = "He was asked: nothing calls for an adjustment."
SIZES = {"desktop": DESKTOP, "phone": {"width": 320, "height": 700}}


def cast_and_incident() -> str:
    """Put on duty all who take a case that far, and return the reference of an incident that was graded an hour ago."""
    colchester()
    with acting("system:test"), transaction.atomic():
        make_user("ina", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ina Shah")
        make_user("asa", Role.ASB_OFFICER, district_code="colchester", name="Asa Finch")
        amira = User.objects.get(username="amira")
        return str(make_graded(by=amira, now=datetime.now(UTC) - timedelta(hours=1)).reference)


class Walk:
    """One way through the pages, on a window of one size: each page that is seen must be sound."""

    def __init__(self, page: Page, name: str, size: str) -> None:
        window: ViewportSize = SIZES[size]  # type: ignore[assignment]
        page.set_viewport_size(window)
        self.page, self.name, self.size = page, name, size
        self.main, self.names = page.get_by_role("main"), set[str]()

    def as_(self, username: str, address: str) -> None:
        """Be somebody else, at the page where they begin."""
        come_in(self.page, username)
        self.page.goto(address)

    def seen(self, name: str) -> None:
        """Find the page sound as it stands, once by its name, and keep a picture of it."""
        if name in self.names:
            return
        self.names.add(name)
        self.page.wait_for_load_state("load")
        picture(self.page, f"{self.name}-{name}-{self.size}")
        assert violations(self.page) == [], f"{name} on a {self.size}"
        assert sideways(self.page) <= 0, f"{name} scrolls sideways on a {self.size}"
        watch = WATCHES[self.page]
        assert (watch.errors, watch.foreign) == ([], []), f"{name} on a {self.size}"

    def back_to(self, name: str) -> None:
        """Go back by the way above the page."""
        way = self.page.get_by_role("navigation", name="Breadcrumb")
        with self.page.expect_navigation():
            way.get_by_role("link", name=name, exact=True).click()

    def says(self, words: str) -> None:
        """Read something on the page."""
        expect(self.main).to_contain_text(words)

    def type(self, label: str, words: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(named(label)).fill(words)

    def choose(self, words: str, *, among: str = "") -> None:
        """Tick what says these words."""
        within = self.page.get_by_role("group", name=named(among)) if among else self.main
        within.get_by_label(words, exact=True).check()

    def day(self, group: str, day: date) -> None:
        """Type a day into its three boxes."""
        boxes = self.page.get_by_role("group", name=named(group))
        for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(label, exact=True).fill(str(part))

    def at(self, day: str, clock: str, at: datetime) -> None:
        """Type an instant into a day and a time."""
        self.day(day, london_day(at))
        self.type(clock, f"{at.astimezone(LONDON):%H:%M}")


def named(label: str) -> re.Pattern[str]:
    """Return what a field is called that has this label, whether or not it may be left out."""
    return re.compile(rf"^{re.escape(label)}( \(optional\))?$")


def open_case(walk: Walk, incident: str, summary: str) -> str:
    """Open a case on an incident, and return its reference."""
    walk.page.goto(f"/incidents/{incident}/")
    press(walk.page, "Open a case")
    walk.type("The problem in one sentence", summary)
    walk.type("Name of the victim", "Jade Taylor")
    press(walk.page, "Open the case")
    return reference_on(walk.page)


def measure_on(page: Page) -> str:
    """Return the reference of the measure that heads the page."""
    return str(page.locator("h1").inner_text())


def add_respondent(walk: Walk, case: str, *, born_on: date) -> None:
    """Add Kai Marsh to a case, and stand on its page."""
    follow(walk.page, "Add somebody")
    walk.page.get_by_label("Role", exact=True).select_option(label="Respondent")
    walk.type("Name", "Kai Marsh")
    walk.day("Date of birth", born_on)
    walk.type("Who or what says so", "The landlord's file")
    press(walk.page, "Add to the case")
    if not walk.page.url.endswith(f"/cases/{case}/"):
        walk.page.goto(f"/cases/{case}/")
    walk.says("Kai Marsh")


def write_in_the_journal(walk: Walk, case: str, words: str) -> None:
    """Note something in the journal, and stand on the page of the case."""
    page = walk.page
    press(page, "Record a visit, contact or note")
    walk.page.get_by_label("Note", exact=True).check()
    walk.type("What was said and seen", words)
    press(page, "Save", exact=True)
    page.goto(f"/cases/{case}/")


def make_paper(walk: Walk, kind: str, name: str) -> None:
    """Read a paper through, make it, and save its PDF."""
    page = walk.page
    follow(page, f"{kind}: read it through and make it")
    walk.says("Nothing is missing")
    walk.seen(f"{name}-ahead")
    press(page, "Make the paper")
    expect(page.get_by_role("status")).to_contain_text("is made")
    walk.seen(name)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the PDF").click()
    assert saved.value.suggested_filename.endswith(".pdf")
