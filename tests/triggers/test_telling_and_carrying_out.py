"""Telling the decision on the threshold runs by policy (ACR-13), and what a body accepted is asked for on its day (ACR-14)."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.administration.transitions import add_holiday
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Replan
from asbcases.deadlines.transitions import replan, waive
from asbcases.law.periods import london_midnight_after
from tests.deadlines.checking import changed
from tests.make import NOW
from tests.triggers.make import differences, make_co_ordinator, owed_on
from tests.triggers.make_reviews import (
    DAY,
    REASONS,
    at,
    hold_panel,
    make_recommendation,
    make_review,
    tell_outcome,
)
from triggers.choices import AppealAgainst, Ending, RecommendationAnswer
from triggers.models import Recommendation
from triggers.transitions.appeals import lodge_appeal
from triggers.transitions.applications import withdraw_application
from triggers.transitions.closing import close_review, reopen_review
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.recommendations import answer_recommendation, recommendation_done
from triggers.transitions.threshold_letters import tell_threshold

pytestmark = pytest.mark.django_db
LETTER: dict[str, Any] = {"words": "It is decided.", "how": "By post"}
ENDED: dict[str, Any] = {"reason": "Done", "told_how": "By telephone"}
ACTION = "acr_action recommendation 1"


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def told(review: CaseReview) -> Deadline | None:
    return owed_on(review).get("acr_told")


def test_the_decision_is_told_within_days_of_policy_and_the_calendar_moves_them(
    sunita: User, ben: User
) -> None:
    review = make_review(by=sunita, met=False)
    owed = told(review)
    assert owed
    # Five working days after Monday 23 November.
    assert (owed.due_at, owed.owner) == (london_midnight_after(at(11, 30).date()), sunita)
    assert "case review policy v3" in owed.basis
    add_holiday(at(11, 27).date(), name="A day of thanks", source="Proclaimed", by=ben, now=NOW + DAY)
    replan(Replan.objects.get(), now=NOW + DAY)
    moved = told(review)
    assert moved
    assert moved.due_at == london_midnight_after(at(12, 1).date())
    assert differences(review) == []
    with changed(moved, cancelled_at=NOW + DAY, cancel_reason="Behind the back", next_step_at=None):
        assert differences(review) != []

    tell_threshold(review, **LETTER, sent_at=NOW + DAY, by=sunita, now=NOW + 2 * DAY)
    assert told(review) is None
    assert Deadline.objects.get(kind=Kind.ACR_TOLD).met_at == NOW + DAY
    reopen_review(review, reason="Upheld", until=at(12, 9).date(), by=sunita, now=NOW + 3 * DAY)
    assert told(review) is None
    decide_threshold(review, met=True, **REASONS, by=sunita, now=NOW + 4 * DAY)
    again = told(review)
    assert again
    assert again.anchored_at == NOW + 4 * DAY
    assert differences(review) == []


def test_a_decision_that_is_made_again_before_it_was_told_is_told_once(sunita: User) -> None:
    review = make_review(by=sunita, met=False)
    reopen_review(review, reason="A slip", until=at(12, 9).date(), by=sunita, now=NOW + DAY)
    assert told(review) is None
    decide_threshold(review, met=True, **REASONS, by=sunita, now=NOW + 2 * DAY)
    assert told(review)
    hold_panel(review, by=sunita, now=NOW + 3 * DAY)
    tell_outcome(review, by=sunita, now=NOW + 4 * DAY)
    assert told(review), "the outcome is another letter"
    assert differences(review) == []


def accepted(sunita: User, **stated: Any) -> tuple[CaseReview, Recommendation]:
    """Return a review whose outcome was told, and a recommendation that its body accepted."""
    review = make_review(by=sunita)
    hold_panel(review, by=sunita, now=NOW + DAY)
    one = make_recommendation(review, by=sunita, now=NOW + DAY, **{"due_on": at(12, 30).date(), **stated})
    tell_outcome(review, by=sunita, now=NOW + DAY)
    said: dict[str, Any] = {"answer": RecommendationAnswer.ACCEPTED, "answered_at": NOW + 2 * DAY}
    answer_recommendation(one, **said, by=sunita, now=NOW + 3 * DAY)
    review.refresh_from_db()
    return review, one


def test_what_a_body_accepted_is_owed_by_its_day_until_it_is_said_to_be_done(sunita: User) -> None:
    review, one = accepted(sunita)
    owed = owed_on(review)[ACTION]
    assert (owed.due_at, owed.anchored_at) == (london_midnight_after(at(12, 30).date()), NOW + 2 * DAY)
    assert "recommendation 1 was accepted" in owed.basis
    assert differences(review) == []
    with changed(owed, promised_for=owed.due_at + DAY, due_at=owed.due_at + DAY):
        assert {found["kind"] for found in differences(review)} == {Kind.ACR_ACTION}
    done = {"words": "The bins were moved", "done_at": NOW + 5 * DAY}
    recommendation_done(one, **done, by=sunita, now=NOW + 6 * DAY)
    assert ACTION not in owed_on(review)
    assert Deadline.objects.get(kind=Kind.ACR_ACTION).met_at == NOW + 5 * DAY
    assert differences(review) == []


def test_without_a_day_or_not_followed_nothing_more_is_owed(sunita: User) -> None:
    review, _ = accepted(sunita, due_on=None)
    assert ACTION not in owed_on(review)
    other = make_review(by=sunita)
    hold_panel(other, by=sunita, now=NOW + DAY)
    one = make_recommendation(other, by=sunita, now=NOW + DAY, due_on=at(12, 30).date())
    no = RecommendationAnswer.NOT_FOLLOWED
    answer_recommendation(one, answer=no, words="Dear", answered_at=NOW + DAY, by=sunita, now=NOW + DAY)
    assert ACTION not in owed_on(other)
    assert differences(review, other) == []


def test_it_is_asked_for_on_a_closed_review_too_but_on_none_that_was_an_error_or_withdrawn(
    sunita: User, ben: User
) -> None:
    review, one = accepted(sunita)
    for_all: dict[str, Any] = {**ENDED, "by": sunita}
    for deadline in owed_on(review).values():
        if deadline.kind == Kind.ACR_AGREE_DATE:
            waive(deadline, reason="Agreed by telephone", by=ben, now=NOW + 8 * DAY)
    close_review(review, ending=Ending.COMPLETED, **for_all, now=NOW + 9 * DAY)
    assert list(owed_on(review)) == [ACTION]
    asked: dict[str, Any] = {"against": AppealAgainst.HANDLING, "words": "Slow", "asked_at": NOW + 9 * DAY}
    lodge_appeal(review, **asked, by=sunita, now=NOW + 10 * DAY)
    assert ACTION in owed_on(review)
    assert differences(review) == []
    reopen_review(review, reason="Upheld", until=at(12, 30).date(), by=sunita, now=NOW + 11 * DAY)
    assert ACTION in owed_on(review)
    close_review(review, ending=Ending.IN_ERROR, **for_all, now=NOW + 12 * DAY)
    assert ACTION not in owed_on(review)
    lodge_appeal(review, **asked, by=sunita, now=NOW + 13 * DAY)
    assert ACTION not in owed_on(review)
    assert one.number == 1

    gone, _ = accepted(sunita)
    withdraw_application(gone, ending=Ending.WITHDRAWN, **for_all, now=NOW + 9 * DAY)
    assert owed_on(gone) == {}
    lodge_appeal(gone, **asked, by=sunita, now=NOW + 10 * DAY)
    assert ACTION not in owed_on(gone)
    assert differences(review, gone) == []
