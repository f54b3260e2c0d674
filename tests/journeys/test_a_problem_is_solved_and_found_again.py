"""A problem goes from a case through the four stages of a plan to its closing, and is found by who has one like it, by the pages alone.

Told on a desktop, on a phone and without script, by the officer and her sergeant; at the end the diary is what the file makes of it.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from tests.browser.browser import WATCHES, follow, picture, press, sideways
from tests.deadlines.checking import differences
from tests.journeys.enforcing import SIZES, Walk, cast_and_incident, open_case
from tests.journeys.test_the_main_job_in_a_browser import sweep
from tests.sara.recorded import ELSEWHERE, on_days, weekly

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
TITLE = "Nights behind the shops of Mersea Road"
MEETING = "Young people meet there once the club is shut, twelve households cannot sleep."
CHEERS = (
    *("What is the problem?", "Community: who is affected?", "Harm: which harm is done?"),
    "Expectation: what does the community expect of the police?",
    *("Events: which separate events recur?", "Similarity: what do the events have in common?"),
    *("Who is harmed?", "Why is it taken up now?"),
)


class Plain(Walk):
    """A way through the pages in a browser that runs no script, and so not what looks for faults in them either."""

    def seen(self, name: str) -> None:
        """Find the page no wider than the window, and keep a picture of it."""
        picture(self.page, f"{self.name}-{name}-{self.size}")
        assert sideways(self.page) <= 0, f"{name} scrolls sideways on a {self.size}"
        assert WATCHES[self.page].foreign == [], f"{name} on a {self.size}"


@pytest.mark.walk
@pytest.mark.parametrize("size", SIZES)
def test_a_problem_is_solved_and_found_again(page: Page, size: str) -> None:
    solved(Walk(page, "plan-way", size))


def test_a_problem_is_solved_and_found_again_without_script(page_without_script: Page) -> None:
    solved(Plain(page_without_script, "plan-way-plain", "phone"))


def solved(walk: Walk) -> None:
    """Take a problem the whole way, from a case to what worked."""
    incident, begun = cast_and_incident(), datetime.now(UTC)
    today = london_day(begun)
    records(today)
    with time_machine.travel(begun, tick=True) as clock:
        walk.as_("amira", "/cases/")
        open_case(walk, incident, "Noise at night behind the shops")
        plan = start(walk)
        objective(walk, today)
        scan(walk)
        screen(walk, plan)
        analysis(walk, plan)

        # What is compared was named a day before anything was done.
        clock.move_to(begun + DAY)
        walk.as_("amira", f"/plans/{plan}/")
        response(walk, today + DAY)
        finish(walk)

        # Eight weeks later the records say what came of it; the sergeant closes it once nothing is wanting.
        clock.move_to(begun + 60 * DAY)
        sweep(begun + 60 * DAY)
        walk.as_("amira", f"/plans/{plan}/")
        assess(walk)
        walk.as_("ben", f"/plans/{plan}/")
        review(walk)
        refused(walk)
        contacted(walk)
        closed(walk)
        found_again(walk, plan)
        assert differences() == []


def records(today: date) -> None:
    """Put eight a week on file at the place until today, two a week after tomorrow, and always four elsewhere."""
    with acting("system:test"), transaction.atomic():
        on_days(weekly(today - 203 * DAY, 29, 8))
        on_days(weekly(today - 203 * DAY, 38, 4), ELSEWHERE)
        on_days(weekly(today + 2 * DAY, 8, 2))


# --- Objective and scanning ---------------------------------------------------------------------
def start(walk: Walk) -> str:
    """Start a plan on the case, and return its reference."""
    follow(walk.page, "Start a plan on this case")
    walk.type("What is the problem, in a few words?", TITLE)
    walk.seen("start")
    press(walk.page, "Start the plan")
    walk.says("Next, fix its objective and its measure")
    return walk.page.url.rstrip("/").rsplit("/", 1)[-1]


def objective(walk: Walk, today: date) -> None:
    press(walk.page, "Fix the objective and its measure")
    walk.type("What is to be achieved?", "At most 40 nights with noise in twelve weeks")
    walk.choose("Reduce it")
    walk.choose("Nuisance")
    walk.type("Where? Places as they are named", "Mersea Road shops")
    walk.type("How many were counted before?", "96")
    walk.day("Counted from", today - 84 * DAY)
    walk.day("Counted to", today - DAY)
    walk.type("How many are few enough?", "40")
    walk.day("By when?", today + 180 * DAY)
    walk.type("With what is it compared?", "Greenstead shops")
    walk.seen("objective")
    press(walk.page, "Freeze it")


def scan(walk: Walk) -> None:
    press(walk.page, "Describe the problem")
    for label in CHEERS:
        walk.type(label, MEETING)
    walk.seen("scan")
    press(walk.page, "Keep the description")
    walk.says("A sergeant or above who does not own the plan decides whether it is taken on")
    walk.seen("scanned")


def screen(walk: Walk, plan: str) -> None:
    walk.as_("ben", "/plans/")
    walk.seen("board")
    follow(walk.page, plan)
    press(walk.page, "Decide whether it is taken on")
    walk.choose("Accepted as a problem to be solved")
    walk.type("Why?", "It recurs every week.")
    walk.seen("screen")
    press(walk.page, "Sign the decision")
    walk.says("It recurs every week.")


# --- Analysis and response ----------------------------------------------------------------------
def analysis(walk: Walk, plan: str) -> None:
    page = walk.page
    walk.as_("amira", f"/plans/{plan}/")
    press(page, "Add a cause to the analysis")
    walk.type("What causes it?", "The youth club shuts at nine.")
    press(page, "Add it")
    press(page, "Add a data source to the analysis")
    walk.type("Which data?", "Incidents of the last year.")
    walk.type("What does it lack?", "Nights that nobody reports.")
    press(page, "Add it")
    follow(page, "Describe a side of the triangle")
    walk.choose("Location")
    walk.type("What is known of it?", "A yard without light behind four shops.")
    walk.type("Who could control it?", "The landlord of the shops")
    walk.seen("triangle")
    press(page, "Add it")
    press(page, "Sign the analysis off")
    walk.says("A yard without light behind four shops.")
    walk.seen("sign-off")
    press(page, "Sign it off")
    walk.says("Signed off on")


def response(walk: Walk, starts_on: date) -> None:
    page = walk.page
    press(page, "Plan a response")
    walk.type("What is to be done?", "Have the club open until eleven.")
    walk.choose("Prevent")
    walk.choose("Location", among="At which side of the triangle?")
    walk.day("It starts on", starts_on)
    walk.day("To be done by", starts_on + 14 * DAY)
    walk.seen("response")
    press(page, "Plan it")
    press(page, "Begin response 1")
    press(page, "It begins now")
    walk.says("Finish response 1")
    walk.seen("begun")


def finish(walk: Walk) -> None:
    press(walk.page, "Finish response 1")
    walk.type("What came of it?", "Open until eleven since today.")
    press(walk.page, "It is done")
    walk.says("Open until eleven since today.")


# --- Assessment and closing ---------------------------------------------------------------------
def assess(walk: Walk) -> None:
    walk.says("Owed next: review by a sergeant")
    walk.seen("late")
    press(walk.page, "Assess what came of it")
    walk.says("Greenstead shops: 48 before, 32 after")
    walk.says("96 before, 16 after")
    walk.choose("Worked")
    walk.type("Why did it come out so?", "Quiet since the club is open, and Greenstead stayed as it was.")
    walk.type("What is learned from it?", "Ask the club first.")
    walk.choose("It may be shown to others who look for what worked")
    walk.seen("assess")
    press(walk.page, "Keep the assessment")
    walk.says("Measured by version 1")


def review(walk: Walk) -> None:
    follow(walk.page, "Review the plan")
    walk.choose("Close")
    walk.type("What you looked at, and why", "The figures, and the yard on Saturday.")
    walk.seen("review")
    press(walk.page, "Keep the review")
    walk.says("The figures, and the yard on Saturday.")


def sign(walk: Walk) -> None:
    walk.choose("Objective met")
    walk.type("How it ended, in words", "The nights are quiet.")
    walk.type("Which risk is left?", "Next summer.")
    press(walk.page, "Sign it off and close it")


def refused(walk: Walk) -> None:
    """Be refused while a victim waits for a word, with nothing lost that was typed."""
    press(walk.page, "Close the plan")
    sign(walk)
    expect(walk.page.get_by_role("alert")).to_contain_text("Contact every victim")
    expect(walk.page.get_by_label("Which risk is left?")).to_have_value("Next summer.")
    walk.seen("refused")


def contacted(walk: Walk) -> None:
    """Say of each victim that they were contacted."""
    page = walk.page
    page.locator("#wanting").get_by_role("link", name="Contact every victim").click()
    waiting = page.get_by_role("group", name="Which victim?").get_by_role("radio")
    expect(waiting).to_have_count(1)
    waiting.check()
    walk.type("How were they reached, and what did they say?", "By telephone: it is quiet.")
    walk.seen("victim")
    press(page, "Keep it")
    walk.says("By telephone: it is quiet.")


def closed(walk: Walk) -> None:
    press(walk.page, "Close the plan")
    walk.says("Nothing is wanting but your sign-off")
    sign(walk)
    walk.says("Claimed as a success")
    walk.says("Look at it again: does it hold?")
    walk.seen("closed")


def found_again(walk: Walk, plan: str) -> None:
    """Look for a problem like it among what worked."""
    page = walk.page
    page.goto("/plans/library/")
    walk.type("Words", "shops")
    press(page, "Apply")
    expect(page.get_by_role("heading", level=2)).to_have_text([TITLE])
    walk.says("Ask the club first.")
    walk.seen("library")
    follow(page, plan)
    expect(page.get_by_role("heading", level=1)).to_have_text(plan)
    walk.says(TITLE)
