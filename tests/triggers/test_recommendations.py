"""A body is asked for an answer by a day; it is not bound, and says why it does not follow (ACR-14)."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CaseReview
from asbcases.errors import Refused
from asbcases.law.periods import london_midnight_after
from tests.make import NOW
from tests.triggers.make import make_co_ordinator
from tests.triggers.make_reviews import (
    DAY,
    HOUR,
    hold_panel,
    make_recommendation,
    make_review,
    owed,
    tell_outcome,
)
from triggers.choices import RecommendationAnswer
from triggers.transitions.recommendations import answer_recommendation, recommendation_done

pytestmark = pytest.mark.django_db
LATER = NOW + DAY


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User) -> CaseReview:
    review = make_review(by=sunita)
    hold_panel(review, by=sunita, now=LATER)
    return review


def test_a_recommendation_has_a_body_an_owner_and_a_day(sunita: User, review: CaseReview) -> None:
    one = make_recommendation(review, by=sunita, now=LATER)
    assert one.panel
    assert (one.number, one.body, one.owner_name, one.panel.number) == (1, "Eastlight Homes", "Dev Patel", 1)
    assert owed(review)["acr_recommendation recommendation 1"] == london_midnight_after(one.answer_by)
    second = make_recommendation(review, by=sunita, now=LATER, panel=one.panel, due_on=LATER.date())
    assert (second.number, second.due_on) == (2, LATER.date())
    past = (LATER - DAY).date()
    for fault, words in (
        ({"answer_by": past}, "by a day to come"),
        ({"due_on": past}, "by a day to come"),
        ({"body": " "}, "to whom the panel recommends"),
        ({"words": " "}, "what the panel recommends"),
        ({"owner_name": " "}, "who is to do it"),
    ):
        with pytest.raises(Refused, match=words):
            make_recommendation(review, by=sunita, now=LATER, **fault)
    tell_outcome(review, by=sunita, now=LATER)
    with pytest.raises(Refused, match="once the outcome was told"):
        make_recommendation(review, by=sunita, now=LATER)
    early = make_review(by=sunita)
    with pytest.raises(Refused, match="Record what the panel decided first"):
        make_recommendation(early, by=sunita, now=LATER)


def test_a_body_answers_and_says_why_it_does_not_follow(sunita: User, review: CaseReview) -> None:
    one = make_recommendation(review, by=sunita, now=LATER)
    no = RecommendationAnswer.NOT_FOLLOWED
    in_time: dict[str, Any] = {"answered_at": LATER}
    for fault, words in (
        ({"answer": no}, "why the body does not follow"),
        ({"answer": RecommendationAnswer.NONE}, "Choose what the body answered"),
        ({"answer": no, "words": "No money", "answered_at": LATER - HOUR}, "lies before the recommendation"),
        ({"answer": no, "words": "No money", "answered_at": LATER + DAY}, "lies in the future"),
    ):
        with pytest.raises(Refused, match=words):
            answer_recommendation(one, **{**in_time, **fault}, by=sunita, now=LATER)
    answered = answer_recommendation(
        one, answer=no, words="No money", answered_at=LATER, by=sunita, now=LATER
    )
    assert (answered.answer, answered.answer_words) == (no, "No money")
    assert "acr_recommendation recommendation 1" not in owed(review)
    with pytest.raises(Refused, match="recorded already"):
        answer_recommendation(one, answer=no, words="No", answered_at=LATER, by=sunita, now=LATER)
    with pytest.raises(Refused, match="Only a recommendation that was accepted"):
        recommendation_done(one, words="Done", done_at=LATER, by=sunita, now=LATER)


def test_what_was_accepted_is_noted_as_done_once_with_proof(sunita: User, review: CaseReview) -> None:
    one = make_recommendation(review, by=sunita, now=LATER)
    yes = RecommendationAnswer.ACCEPTED
    answer_recommendation(one, answer=yes, answered_at=LATER, by=sunita, now=LATER)
    with pytest.raises(Refused, match="what shows it"):
        recommendation_done(one, words=" ", done_at=LATER, by=sunita, now=LATER)
    done = recommendation_done(one, words="Seen at the gate", done_at=LATER, by=sunita, now=LATER)
    assert (done.done_at, done.done_words) == (LATER, "Seen at the gate")
    with pytest.raises(Refused, match="is not done yet"):
        recommendation_done(one, words="Seen", done_at=LATER, by=sunita, now=LATER)
    told = AuditEvent.objects.filter(review=review, verb__contains="recommend").order_by("pk")
    assert [event.verb for event in told] == [
        Verb.RECOMMENDATION_MADE,
        Verb.RECOMMENDATION_ANSWERED,
        Verb.RECOMMENDATION_DONE,
    ]
