"""The supervisor's board of case reviews while a clock runs out: soon, late, told up the ladder, and off it once it is done."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import Locator, Page, expect

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day
from tests.browser.browser import follow, press
from tests.deadlines.checking import differences
from tests.journeys.enforcing import SIZES, Walk
from tests.journeys.test_the_main_job_in_a_browser import sweep
from tests.triggers.make import CASTLE_POINT, make_application
from tests.triggers.reviewing import DAY, HOUR, agree_a_day, complaints_before, people_of_castle_point

pytestmark = pytest.mark.django_db(transaction=True)
POLICE, COUNCIL = "Essex Police", "Castle Point Council"


@pytest.fixture
def review(db: None) -> CaseReview:
    people_of_castle_point()
    with acting("system:test"), transaction.atomic():
        return make_application(
            by=User.objects.get(username="sunita"), area=CASTLE_POINT, now=datetime.now(UTC)
        )


def due_at(review: CaseReview, kind: str, subject: str = "") -> datetime:
    """Return when something that is owed on a review runs out."""
    with transaction.atomic():
        return Deadline.objects.get(review=review, kind=kind, subject=subject, met_at=None).due_at


@pytest.mark.walk
@pytest.mark.parametrize("size", SIZES)
def test_the_supervisors_board_while_a_clock_runs_out(page: Page, review: CaseReview, size: str) -> None:
    walk, begun = Walk(page, "clock-way", size), datetime.now(UTC)
    with time_machine.travel(begun, tick=True) as clock:
        # A day was agreed for the replies, and the days pass.
        walk.as_("sunita", f"/reviews/{review.reference}/")
        agree_a_day(walk, "replies of the bodies", london_day(begun + 2 * DAY))
        walk.as_("ben", "/reviews/")
        walk.says(f"{COUNCIL}, {POLICE}")
        expect(row_of(walk, review).locator(".asb-late")).to_have_count(0)

        replies = due_at(review, "acr_reply", "1")
        clock.move_to(replies - 6 * HOUR)
        sweep(replies - 6 * HOUR)
        on_the_board(walk, review, "asb-soon", "Reply of Castle Point Council")

        # Nobody replies: each body is named as late, on the board, on the review, and to whoever is told.
        clock.move_to(replies + HOUR)
        assert sweep(replies + HOUR)["missed"] == 3
        on_the_board(walk, review, "asb-late", "Reply of Castle Point Council")
        expect(row_of(walk, review)).to_contain_text(f"Late: {COUNCIL}, {POLICE}")
        walk.seen("board-late")
        page.goto("/reviews/?body=police")
        expect(row_of(walk, review)).to_contain_text(f"Reply of {POLICE}")
        follow(page, review.reference)
        # The review, and each of the bodies.
        expect(page.get_by_text("Late", exact=True)).to_have_count(4)
        told_in_the_inbox(walk, "ben", review)
        clock.move_to(replies + 2 * DAY)
        sweep(replies + 2 * DAY)
        told_in_the_inbox(walk, "ina", review)

        # The decision goes on without them: their names stand with it, and nothing waits for them any more.
        complaints_before(review, 3)
        walk.as_("sunita", f"/reviews/{review.reference}/threshold/")
        walk.says(f"No reply yet from {COUNCIL}, {POLICE}")
        walk.choose("Met: there will be a review")
        press(page, "Decide", exact=True)
        walk.says(f"without the reply of {COUNCIL}, {POLICE}")
        expect(walk.main.locator(".asb-next__what")).not_to_contain_text("reply of")

        # What is owed next runs out in its turn; a missed clock stays on the board until it is done.
        panel = due_at(review, "acr_panel")
        clock.move_to(panel + DAY)
        sweep(panel + DAY)
        walk.as_("ben", "/deadlines/?when=late")
        walk.says(review.reference)
        walk.says("Not assessed for a review")
        walk.seen("deadlines-late")
        assert differences() == []


def row_of(walk: Walk, review: CaseReview) -> Locator:
    """Return the row of a review on the board that is open."""
    return walk.main.get_by_role("row").filter(has_text=review.reference)


def on_the_board(walk: Walk, review: CaseReview, how: str, what: str) -> None:
    """See a review on the sergeant's board, with what is next on it and how near it is."""
    walk.as_("ben", "/reviews/")
    expect(row_of(walk, review)).to_contain_text(what)
    expect(row_of(walk, review).locator(f".{how}").first).to_be_visible()


def told_in_the_inbox(walk: Walk, username: str, review: CaseReview) -> None:
    """Read in the inbox of somebody that something on the review is late."""
    walk.as_(username, "/inbox/")
    expect(walk.main.get_by_text(review.reference).first).to_be_visible()
