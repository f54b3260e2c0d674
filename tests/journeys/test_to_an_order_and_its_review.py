"""A case goes from a request for an order about somebody of 16 to the order of the court and its yearly review, by the pages alone.

Told on a desktop and on a phone, by the officer and the inspector; at the end the diary is what the file makes of it.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Page, expect

from asbcases.deadlines.choices import Kind
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from tests.browser.browser import follow, press
from tests.deadlines.checking import differences
from tests.journeys.enforcing import (
    ASKED,
    SIZES,
    Walk,
    add_respondent,
    cast_and_incident,
    make_paper,
    measure_on,
    open_case,
    write_in_the_journal,
)
from tests.journeys.test_a_high_risk_is_watched_to_its_end import owed_until
from tests.journeys.test_the_main_job_in_a_browser import sweep

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
COURT = "Colchester Youth Court"
YOUTH_TEAM = "They would support it, with the course."
REVIEW = {
    "How far the order was complied with": "One breach in the spring, none since.",
    "Support to help them comply": "A mentor was found.",
    "Whether to apply to vary or discharge it": "No: it works as it is.",
    "Who of the council took part": "Colchester City Council, community safety",
    "What was decided": "It stays as it is.",
}


@pytest.mark.walk
@pytest.mark.parametrize("size", SIZES)
def test_to_an_order_and_its_review(page: Page, size: str) -> None:
    incident, begun = cast_and_incident(), datetime.now(UTC)
    walk = Walk(page, "order-way", size)
    with time_machine.travel(begun, tick=True) as clock:
        walk.as_("amira", "/cases/")
        case = open_case(walk, incident, "A boy threatens people at the bus station")
        add_respondent(walk, case, born_on=sixteen(begun))
        write_in_the_journal(walk, case, "He threatened two people at the bus station at 7pm.")
        order = request(walk)
        approve(walk, case, order)
        views_come_first(walk, case, order, begun + 14 * DAY)
        hearing(walk, begun + 14 * DAY)

        clock.move_to(begun + 14 * DAY)
        sweep(begun + 14 * DAY)
        walk.as_("amira", f"/cases/{case}/")
        made = london_day(begun + 14 * DAY)
        order_is_made(walk, case, order, made)

        # A year later its review is the next thing that the officer owes, and takes all that the law names.
        last_day = owed_until(Kind.ORDER_REVIEW) - DAY / 2
        clock.move_to(last_day)
        sweep(last_day)
        walk.as_("amira", "/deadlines/my-shift/")
        review(walk, case, order)
        restriction_ends(walk, made)
        assert differences() == []


def sixteen(now: datetime) -> date:
    """Return the date of birth of somebody who turned 16 two months ago: at the first review they are 17."""
    day = london_day(now) - 60 * DAY
    return day.replace(year=day.year - 16, day=min(day.day, 28))


# --- The request --------------------------------------------------------------------------------
def request(walk: Walk) -> str:
    page = walk.page
    walk.seen("case")
    follow(page, "Ask for a criminal behaviour order")
    walk.choose("Kai Marsh, respondent")
    walk.type("Offence", "Criminal damage, Criminal Damage Act 1971 s.1")
    walk.choose("Charged: the conviction is awaited")
    walk.day("Charged on", london_day(datetime.now(UTC)))
    walk.type("Court", COURT)
    walk.type(
        "What was done that caused, or was likely to cause, harassment, alarm or distress",
        "On nine evenings since September he threatened people at the bus station.",
    )
    walk.type("How an order would help to prevent such behaviour", "It keeps him from there in the evening.")
    walk.type("Special measures for witnesses", "None are needed.")
    walk.seen("new")
    press(page, "Begin the request")
    walk.says("Not on record yet")
    walk.seen("begun")
    order = measure_on(page)
    considered(walk)
    terms(walk)
    follow(page, "Say what of the file is there")
    for item in page.get_by_role("group", name="What is there").get_by_role("checkbox").all():
        item.check()
    walk.seen("file")
    press(page, "Save the file")
    walk.says("Next: send it for approval")
    walk.seen("drafted")
    return order


def considered(walk: Walk) -> None:
    page = walk.page
    follow(page, "Say what was considered")
    walk.type("Last known address", "22 Mersea Road, Colchester")
    walk.type("Equality Act 2010 s.149: what was considered", ASKED)
    walk.type("Human rights: why each term is proportionate", "One place, and evenings only.")
    walk.choose("It plays no part")
    walk.type("Can they comply?", "He understands, and lives elsewhere.")
    walk.type("Why no earlier step was taken", "He goes on while he is on bail.")
    walk.seen("considered")
    press(page, "Save it")
    follow(page, "Link what shows it")
    page.get_by_label("He threatened two people at the bus station").check()
    walk.seen("evidence")
    press(page, "Link it")


def terms(walk: Walk) -> None:
    """Add a ban and a course, after a wording that says neither where nor when."""
    page = walk.page
    follow(page, "Add a term")
    walk.choose("Prohibition")
    walk.type("The term", "You must not act in an anti-social manner.")
    press(page, "Add the term")
    expect(page.get_by_label("How it is worded").first).to_be_visible()
    walk.seen("worded-badly")
    follow(page, "Take out term 1")
    press(page, "Take it out")
    follow(page, "Add a term")
    walk.choose("Prohibition")
    walk.type("The term", "You must not enter the bus station in Osborne Street between 6pm and midnight.")
    walk.type("Where", "The bus station, Osborne Street, Colchester")
    walk.seen("term")
    press(page, "Add the term")
    follow(page, "Add a term")
    walk.choose("Requirement")
    walk.type("The term", "You must attend the course Steady on Tuesdays at 5pm for twelve weeks.")
    walk.type("Who supervises it", "Open Road, Colchester")
    press(page, "Add the term")


def approve(walk: Walk, case: str, order: str) -> None:
    page = walk.page
    press(page, "Send for approval")
    walk.type("What whoever decides should know", "The hearing is in two weeks.")
    walk.seen("submit")
    press(page, "Send for approval")
    walk.says("Waits for approval")
    walk.as_("ina", "/approvals/")
    follow(page, case)
    walk.says("Osborne Street")
    walk.seen("approval")
    walk.choose("Grant it")
    walk.type("Why", "It is proportionate.")
    press(page, "Save the decision")
    walk.as_("amira", f"/cases/{case}/")
    follow(page, order)


def views_come_first(walk: Walk, case: str, order: str, hearing_at: datetime) -> None:
    """Be refused while nobody has asked the youth offending team; note its views, and ask the prosecutor."""
    page = walk.page
    walk.says("the youth offending team's views first")
    walk.seen("approved")
    ask_prosecutor(walk, hearing_at)
    expect(page.get_by_role("alert")).to_contain_text("CBO-5")
    walk.seen("refused-without-views")
    follow(page, "Cancel")
    follow(page, "Note the views of the youth offending team")
    walk.type("Who was asked", "Jo Field, youth justice service")
    walk.type("What they think", YOUTH_TEAM)
    walk.day("When they answered", london_day(datetime.now(UTC)))
    walk.seen("views")
    press(page, "Note the views")
    ask_prosecutor(walk, hearing_at)
    walk.says("The prosecutor was asked on")
    walk.seen("sent")
    make_paper(walk, "Request for a criminal behaviour order", "paper")
    walk.says(YOUTH_TEAM)
    walk.page.goto(f"/cases/{case}/")
    follow(page, order)


def ask_prosecutor(walk: Walk, hearing_at: datetime) -> None:
    press(walk.page, "Ask the prosecutor")
    walk.day("Day on which the application will be made", london_day(hearing_at))
    for field in walk.page.get_by_label("Your reason to pass over").all():
        field.fill("It was weighed with the inspector.")
    press(walk.page, "Ask the prosecutor")


# --- The court ----------------------------------------------------------------------------------
def hearing(walk: Walk, at: datetime) -> None:
    page = walk.page
    follow(page, "Keep a hearing")
    walk.choose("Application at sentence")
    walk.type("Court", COURT)
    walk.at("Date of the hearing", "Time", at)
    walk.seen("hearing")
    press(page, "Keep the hearing")
    walk.says("Application at sentence")


def order_is_made(walk: Walk, case: str, order: str, made: date) -> None:
    page = walk.page
    follow(page, order)
    follow(page, "What came of it")
    walk.type("What came of it", "Convicted; the order was made.")
    press(page, "Keep it")
    follow(page, "The court made the order")
    walk.type("Court", COURT)
    walk.day("Made on", made)
    walk.day("Last day", made.replace(year=made.year + 2, day=min(made.day, 28)))
    walk.choose("Restriction imposed")
    walk.type("What the court said of reporting", "Until he is 18.")
    walk.seen("made-form")
    press(page, "Record the order")
    walk.says("In force since")
    walk.says("Reporting restricted")
    walk.seen("made")

    follow(page, "Words for the press")
    walk.says("CBO-18")
    walk.seen("press-refused")
    follow(page, "Go back to the record")
    follow(page, order)
    follow(page, "Tell a supervisor")
    walk.type("How", "By letter")
    walk.seen("supervisor")
    press(page, "Keep that they were told")
    walk.says("Who was told")


def review(walk: Walk, case: str, order: str) -> None:
    page = walk.page
    walk.says("Review of a young person's order")
    walk.seen("shift")
    page.goto(f"/cases/{case}/")
    walk.says("Review of a young person's order")
    walk.seen("case-a-year-later")
    follow(page, order)
    walk.seen("review-due")
    press(page, "Review the order")
    press(page, "Keep the review")
    expect(page.get_by_role("alert")).to_contain_text("CBO-15")
    walk.seen("review-refused")
    for label, words in REVIEW.items():
        walk.type(label, words)
    press(page, "Keep the review")
    walk.says("One breach in the spring, none since.")
    walk.seen("reviewed")


def restriction_ends(walk: Walk, made: date) -> None:
    """Have the court lift the restriction: now there are words for the press."""
    page = walk.page
    follow(page, "The court varied it")
    walk.choose("The offender")
    walk.type("Court", COURT)
    walk.day("Varied on", london_day(datetime.now(UTC)))
    walk.day("Last day as it stands now", made.replace(year=made.year + 2, day=min(made.day, 28)))
    walk.choose("No restriction")
    walk.seen("varied")
    press(page, "Record the variation")
    follow(page, "Words for the press")
    walk.says(f"On {day_words(made)} {COURT} made a criminal behaviour order")
    walk.says("varied it on")
    walk.seen("press")
