"""The steps of the main job as a person takes them, on pages that are open in a browser."""

import re

from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.db.actor import acting
from tests.casework.test_intake_in_a_browser import answer
from tests.make import make_user

REFERENCE = re.compile(r"(?:ASB|INC|RPT)-\d{4}-\d{6}")
SAID = "They threw stones at my window again. I am afraid to go out."
HIGH = {
    "Are these questions asked with the victim?": "Yes, the victim answers",
    "How often does it happen?": "Every day, or nearly",
    "How long has it been going on?": "For some time, and still going on",
    "What does it do to you and your household?": "It affects daily life or health badly",
    "Is there anything that makes it harder for you, or for anyone at home, to cope?": "Yes, very much",
    "Has there been violence, or a threat of it?": "Yes",
    "Do you feel safe at home?": "No, not safe",
    "Do you think it is done out of hatred for who you are?": "No",
    "What kind of behaviour is it mainly?": "Harassment",
}


def colchester() -> None:
    """Make the officer of Colchester and her sergeant."""
    with acting("system:test"), transaction.atomic():
        make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei")
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")


def type_report(page: Page) -> None:
    """Fill in what a caller says, on the form of a new report."""
    page.get_by_label("What was said, word for word").fill(SAID)
    page.get_by_label("Some time in the month").check()
    month = page.get_by_role("group", name="Month", exact=True)
    month.get_by_label("Month", exact=True).fill("1")
    month.get_by_label("Year", exact=True).fill("2026")
    page.get_by_label("How it reached us").select_option(label="101 call")
    page.get_by_label("Name of the caller").fill("Jade Taylor")
    page.get_by_label("Telephone number of the caller").fill("07700 900123")
    page.get_by_label("Where it happened").fill("14 Mersea Road")


def type_grade(page: Page) -> None:
    """Grade a report as one to which nobody goes, and say which incident it tells of; the rest is carried over."""
    answer(page)
    page.get_by_label("Resolved without attendance").check()
    page.get_by_label("Personal", exact=True).check()
    page.get_by_label("Why this category").fill("One family is targeted.")
    page.get_by_label("What happened, in one sentence").fill("Stones thrown at a window")


def type_case(page: Page) -> None:
    """Fill in the problem; victim and lead are carried over."""
    page.get_by_label("The problem in one sentence").fill("Stones thrown at the home of one family")
    expect(page.get_by_label("Name of the victim")).to_have_value("Jade Taylor")


def answer_high(page: Page) -> None:
    """Answer the questions of the risk form as for a victim at high risk."""
    for question, said in HIGH.items():
        page.get_by_role("group", name=question).get_by_label(said, exact=True).check()


def reference_on(page: Page) -> str:
    """Return the reference that heads the page."""
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(REFERENCE)
    return REFERENCE.findall(heading.inner_text())[0]
