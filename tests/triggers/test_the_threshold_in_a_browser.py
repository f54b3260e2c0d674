"""“Not met” is refused once the threshold is reached; below it a person decides, with three reasons; on a desktop and a phone."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Role
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from tests.browser.browser import follow, press
from tests.deadlines.checking import differences
from tests.journeys.enforcing import SIZES, Walk
from tests.make import make_user
from tests.triggers.applying import taken_in
from tests.triggers.reviewing import (
    DAY,
    HAPPENED,
    add_complaint,
    complaints_before,
    people_of_castle_point,
    tell_the_decision,
)
from triggers.choices import Ending
from triggers.models import ReviewClosing, ThresholdDecision

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = {
    "Persistence": "Twice in the summer, and not since.",
    "Harm or potential harm": "She was frightened, and sleeps again.",
    "Adequacy of the response": "An officer came each time; the boys were spoken to.",
}


@pytest.fixture(params=SIZES)
def walk(request: pytest.FixtureRequest, page: Page) -> Walk:
    people_of_castle_point()
    with acting("system:test"), transaction.atomic():
        make_user("hana", Role.CONTACT_HANDLER, name="Hana Reid")
    return Walk(page, "threshold-way", request.param)


def passed_on(walk: Walk) -> CaseReview:
    """Have the control room take an application down on the telephone, and the service take it in."""
    walk.as_("hana", "/reviews/pass-on/")
    walk.page.get_by_label("Council area where the victim lives").select_option(label="Castle Point")
    walk.choose("Telephone")
    walk.choose("The victim")
    walk.type("What happened, in their words", HAPPENED)
    press(walk.page, "Pass it on")
    walk.says("with the co-ordinator of Castle Point")
    with acting("system:test"), transaction.atomic():
        [review] = taken_in()
        return review


def decided(review: CaseReview) -> list[tuple[bool, bool]]:
    """Return what was decided, and whether only that could be."""
    with transaction.atomic():
        return list(ThresholdDecision.objects.filter(review=review).values_list("met", "reached"))


@pytest.mark.walk
def test_not_met_is_refused_once_the_threshold_is_reached(walk: Walk) -> None:
    page, review = walk.page, passed_on(walk)
    complaints_before(review, 2)
    walk.as_("sunita", "/reviews/")
    follow(page, review.reference)
    press(page, "Go to the threshold worksheet")
    walk.says("2 of 3 complaints that count")
    add_complaint(walk, london_day(review.received_at) - 21 * DAY)
    walk.says("the bodies must decide that the threshold is met")
    press(page, "Decide the threshold")
    # No reason is asked for, since there is nothing to weigh.
    expect(page.get_by_label("Persistence")).to_have_count(0)
    walk.choose("Not met")
    walk.type("What else was weighed", "It has been quiet for a week.")
    press(page, "Decide", exact=True)
    expect(page.get_by_role("alert")).to_contain_text("must decide that the threshold is met")
    expect(page.get_by_label("What else was weighed")).to_have_value("It has been quiet for a week.")
    walk.seen("not-met-refused")
    assert decided(review) == []

    walk.choose("Met: there will be a review")
    press(page, "Decide", exact=True)
    walk.says("Threshold met, being reviewed")
    assert decided(review) == [(True, True)]
    assert differences() == []


@pytest.mark.walk
def test_below_it_not_met_takes_three_reasons_and_the_applicant_is_told_each(walk: Walk) -> None:
    page, review = walk.page, passed_on(walk)
    complaints_before(review, 2)
    walk.as_("sunita", f"/reviews/{review.reference}/worksheet/")
    walk.says("a person decides, with reasons on persistence, harm and how adequate the response was")
    press(page, "Decide the threshold")
    walk.choose("Not met")
    for label, reason in REASONS.items():
        press(page, "Decide", exact=True)
        expect(page.get_by_role("alert")).to_contain_text("Give a reason on")
        expect(page.get_by_role("alert")).to_contain_text(label[:7].lower())
        assert decided(review) == []
        walk.type(label, reason)
    walk.seen("not-met-with-reasons")
    press(page, "Decide", exact=True)
    walk.says("Threshold not met")
    assert decided(review) == [(False, False)]

    tell_the_decision(walk)
    for reason in REASONS.values():
        walk.says(reason)
    walk.seen("not-met-told")
    press(page, "Acknowledge the application")
    walk.type("How", "With the decision")
    press(page, "Keep the acknowledgement")
    press(page, "Close the case review")
    walk.choose("The threshold was not met")
    walk.type("Why is it closed?", "The decision was told, and nothing is owed.")
    walk.type("How was the applicant told that and why it closes, or why not?", "With the decision")
    press(page, "Close it")
    with transaction.atomic():
        review.refresh_from_db()
        assert (review.stage, ReviewClosing.objects.get().ending) == (ReviewStage.CLOSED, Ending.NOT_MET)
    assert differences() == []
