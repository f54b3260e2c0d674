"""One application goes from the public form to the published figures of its area, by the pages, on a desktop and a phone.

Told by the victim, who has no account, and by the co-ordinator of the area; at the end the diary is what the file makes of it.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from tests.browser.browser import follow, press
from tests.deadlines.checking import differences
from tests.journeys.enforcing import SIZES, Walk
from tests.journeys.test_the_main_job_in_a_browser import sweep
from tests.triggers.make import CASTLE_POINT
from tests.triggers.reviewing import (
    DAY,
    HAPPENED,
    HOUR,
    add_complaint,
    agree_a_day,
    apply_by_the_form,
    complaints_before,
    people_of_castle_point,
    taken_in_as,
    tell_the_decision,
)
from triggers.choices import BodyAnswer
from triggers.models import BodyReply
from triggers.transitions import record_reply

pytestmark = pytest.mark.django_db(transaction=True)
FIGURES = ("Applications made", "Times the threshold", "Reviews carried out", "Reviews that led")


@pytest.mark.walk
@pytest.mark.parametrize("size", SIZES)
def test_from_the_public_form_to_the_published_figures(page: Page, size: str, settings: Any) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    people_of_castle_point()
    begun, walk = datetime.now(UTC), Walk(page, "review-way", size)
    with time_machine.travel(begun, tick=True) as clock:
        review = taken_in_as(apply_by_the_form(walk))
        clock.move_to(begun + HOUR)
        acknowledge(walk, review, begun)
        clock.move_to(begun + 2 * DAY)
        bodies_reply(walk, review)
        threshold_met(walk, review)
        clock.move_to(begun + 3 * DAY)
        panel_set(walk, review, begun + 9 * DAY)
        clock.move_to(begun + 9 * DAY + 2 * HOUR)
        sweep(begun + 9 * DAY + 2 * HOUR)
        panel_decided(walk, review, begun + 9 * DAY)
        recommended_and_planned(walk, review, begun)
        clock.move_to(begun + 12 * DAY)
        outcome_told(walk, review)
        clock.move_to(begun + 16 * DAY)
        answered_and_closed(walk, review)
        clock.move_to(begun + 40 * DAY)
        published(walk, review, begun)
        assert differences() == []


def acknowledge(walk: Walk, review: CaseReview, begun: datetime) -> None:
    """Find it on the board, agree a day for what the area states no clock for, and acknowledge it."""
    walk.as_("sunita", "/reviews/")
    walk.says("Essex Police, Mid and South Essex Health Partnership")
    follow(walk.page, review.reference)
    walk.says(HAPPENED)
    walk.says("my landlord")
    agree_a_day(walk, "replies of the bodies", london_day(begun + 5 * DAY))
    press(walk.page, "Acknowledge the application")
    walk.type("How", "By telephone, on the number that is safe")
    press(walk.page, "Keep the acknowledgement")
    walk.says("on the number that is safe")


def bodies_reply(walk: Walk, review: CaseReview) -> None:
    """Record what the council replied by its page; the police and health reply alike."""
    walk.as_("sunita", f"/reviews/{review.reference}/")
    follow(walk.page, "Record its reply : Castle Point Council")
    walk.choose("It holds complaints")
    walk.type("What it holds, or why it refused", "Three complaints of the summer")
    press(walk.page, "Record the reply")
    walk.says("Three complaints of the summer")
    with transaction.atomic():
        who, now = User.objects.get(username="sunita"), datetime.now(UTC)
        with acting(str(who.pk)):
            for body in BodyReply.objects.filter(review=review, answer=""):
                record_reply(body, answer=BodyAnswer.NOTHING, replied_at=now, by=who, now=now)


def threshold_met(walk: Walk, review: CaseReview) -> None:
    """Fill in the worksheet until the threshold is reached, decide that it is met, and tell the applicant."""
    complaints_before(review, 2)
    walk.page.reload()
    walk.says("Three complaints of the summer")
    press(walk.page, "Go to the threshold worksheet")
    walk.says("1 more needed")
    add_complaint(walk, london_day(review.received_at) - 28 * DAY)
    walk.says("3 of 3 complaints that count")
    walk.seen("worksheet-reached")
    press(walk.page, "Decide the threshold")
    walk.choose("Met: there will be a review")
    press(walk.page, "Decide", exact=True)
    walk.says("Threshold met, being reviewed")
    tell_the_decision(walk)


def panel_set(walk: Walk, review: CaseReview, meets_at: datetime) -> None:
    """Set a panel, invite the victim, who comes, name who else does, and send the papers."""
    page = walk.page
    walk.as_("sunita", f"/reviews/{review.reference}/")
    press(page, "Set a panel")
    walk.at("It meets on", "At", meets_at)
    walk.type("Where, or by what link", "Town hall, Thundersley")
    walk.type("Who chairs it?", "Ruth Blake")
    walk.type("How was it checked that they are independent of the case?", "She works for another council")
    press(page, "Set the panel")
    press(page, "Invite the victim")
    walk.type("How was the victim invited?", "By telephone")
    press(page, "Record the invitation")
    press(page, "Record the victim's answer")
    walk.choose("Attend the panel")
    press(page, "Record the answer")
    press(page, "Name who attends")
    walk.type("Name", "Dev Patel")
    walk.type("As what do they attend?", "for the landlord")
    press(page, "Name them")
    press(page, "The papers were sent")
    press(page, "Record it")
    walk.says("Attend the panel")
    walk.seen("panel-to-come")


def panel_decided(walk: Walk, review: CaseReview, met_at: datetime) -> None:
    """Record who came, what the panel decided and why, and who disagreed."""
    walk.as_("sunita", f"/reviews/{review.reference}/")
    press(walk.page, "Record what the panel decided")
    walk.choose("Dev Patel, for the landlord")
    walk.type("What was decided", "The landlord moves the bins and talks with the family.")
    walk.type("The reasons", "They gather where the bins stand.")
    walk.type("Who disagreed, and why", "Nobody")
    walk.at("It met: date", "It met: time", met_at)
    press(walk.page, "Record the decision")
    walk.says("They gather where the bins stand.")


def recommended_and_planned(walk: Walk, review: CaseReview, begun: datetime) -> None:
    """Record what is recommended, and put the draft of a plan to the victim before it is final."""
    page = walk.page
    press(page, "Record a recommendation")
    walk.type("To whom?", "Eastlight Homes")
    walk.type("What is recommended", "Move the bins to the gate.")
    walk.type("Who does it there?", "Dev Patel")
    walk.day("Answer by", london_day(begun + 20 * DAY))
    press(page, "Record it")
    press(page, "Draft a plan")
    walk.type("The plan, in plain words", "The bins move to the gate. Sunita rings you each week.")
    press(page, "Keep the draft")
    press(page, "The plan was put to the victim")
    walk.type("How?", "At a visit")
    press(page, "Record it")
    press(page, "What the victim said to the plan")
    walk.type("What the victim said to the plan, or that nothing came", "She is content with it.")
    press(page, "Record it")
    press(page, "Make the plan final")
    expect(page.get_by_label("Why was the victim not asked?")).to_have_count(0)
    press(page, "Make it final")
    agree_a_day(walk, "outcome", london_day(begun + 14 * DAY))
    walk.seen("before-the-outcome")


def outcome_told(walk: Walk, review: CaseReview) -> None:
    """Tell the applicant the outcome: the letter names the recommendation and where to go when dissatisfied."""
    walk.as_("sunita", f"/reviews/{review.reference}/")
    press(walk.page, "Tell the applicant the outcome")
    draft = walk.page.get_by_label("What the applicant was told, word for word").input_value()
    assert "The panel recommends to Eastlight Homes: Move the bins to the gate." in draft
    walk.says("If you are not happy with this decision")
    walk.type("How", "By post")
    press(walk.page, "Keep the letter")
    walk.says("Move the bins to the gate.")


def answered_and_closed(walk: Walk, review: CaseReview) -> None:
    """Record that the landlord accepts and has done it, and close the review with a letter."""
    page = walk.page
    walk.as_("sunita", f"/reviews/{review.reference}/")
    follow(page, "Record the answer")
    walk.choose("Accepted")
    press(page, "Record the answer")
    follow(page, "It was carried out")
    walk.type("What was done, and what shows it", "The bins stand at the gate: a photograph.")
    press(page, "Record it")
    press(page, "Close the case review")
    walk.choose("The review is complete")
    walk.type("Why is it closed?", "The plan is carried out, and nothing is owed.")
    walk.type("How was the applicant told that and why it closes, or why not?", "By telephone")
    press(page, "Close it")
    walk.says("The review is complete: The plan is carried out, and nothing is owed.")
    walk.seen("closed")
    with transaction.atomic():
        assert CaseReview.objects.get(pk=review.pk).stage == ReviewStage.CLOSED


def published(walk: Walk, review: CaseReview, begun: datetime) -> None:
    """Publish the figures of the weeks around it: 1, 0, 1, 1; nothing of the weeks after it is 0, of years before unknown."""
    first, last = london_day(begun), london_day(begun + 20 * DAY)
    walk.as_("sunita", f"/figures/{CASTLE_POINT}/?first=2020-01-01&last=2020-12-31")
    assert numbers(walk) == ["no data"] * 4
    walk.page.goto(f"/figures/{CASTLE_POINT}/?first={last + DAY}&last={last + timedelta(10)}")
    assert numbers(walk) == ["0"] * 4
    walk.page.goto(f"/figures/{CASTLE_POINT}/?first={first}&last={last}")
    assert numbers(walk) == ["1", "0", "1", "1"]
    follow(walk.page, "Publish these figures")
    press(walk.page, "Publish")
    walk.says("a run now counts the same reviews")
    assert numbers(walk) == ["1", "0", "1", "1"]
    walk.says(review.reference)
    walk.seen("published")


def numbers(walk: Walk) -> list[str]:
    """Return the four numbers that the page of figures shows."""
    rows = [walk.main.get_by_role("row", name=figure) for figure in FIGURES]
    return [row.get_by_role("cell").first.inner_text().removeprefix("Number").strip() for row in rows]
