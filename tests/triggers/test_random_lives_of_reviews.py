"""Whatever is done to a review, in whatever order, its diary is the one that its record tells."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

import pytest
from django.db.models import Model, QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import extend, waive
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.make import NOW
from tests.triggers.make import CASTLE_POINT, COLCHESTER, make_co_ordinator
from tests.triggers.make_reviews import (
    DAY,
    REASONS,
    RICHMOND,
    WHOLE,
    hold_panel,
    make_procedure,
    make_recommendation,
    make_review,
    seating,
    tell_outcome,
)
from triggers.choices import AppealAgainst, AppealOutcome, Ending, RecommendationAnswer, StepAgreed
from triggers.models import Panel, Recommendation, ReviewAppeal
from triggers.transitions.agreeing_later import AGREED_LATER, agree_later_date
from triggers.transitions.appeals import decide_appeal, lodge_appeal
from triggers.transitions.applications import withdraw_application
from triggers.transitions.closing import close_review, reopen_review
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.panels import cancel_panel, change_panel, convene_panel, decide_panel, send_papers
from triggers.transitions.recommendations import answer_recommendation

pytestmark = pytest.mark.django_db
Row = TypeVar("Row", bound=Model)
Act = Callable[["Hand"], object]


class Hand:
    """Somebody who does this and that to one review, some of which is refused."""

    def __init__(self, review: CaseReview, by: User, boss: User, seed: int) -> None:
        self.review, self.by, self.boss, self.random = review, by, boss, Random(seed)
        self.now = NOW

    def live(self, acts: int) -> int:
        """Do so many acts, some of them at one instant, and return how many were done."""
        done = 0
        for _ in range(acts):
            self.now += timedelta(hours=self.random.choice((0, 1, 30, 100)))
            act = self.random.choice(ACTS)
            self.review = CaseReview.objects.get(pk=self.review.pk)
            with suppress(Refused, IndexError):
                act(self)
                done += 1
        return done

    def day(self) -> datetime:
        return self.now + self.random.randint(1, 20) * DAY

    def panel(self) -> Panel:
        return list(Panel.objects.filter(review=self.review).order_by("pk"))[-1]

    def first(self, rows: QuerySet[Row]) -> Row:
        return rows.filter(review=self.review).order_by("pk")[0]

    def deadline(self) -> Deadline:
        return self.random.choice(list(Deadline.objects.filter(OPEN, review=self.review).order_by("pk")))


def convene(hand: Hand) -> object:
    return convene_panel(hand.review, **seating(meets_at=hand.day()), by=hand.by, now=hand.now)


def change(hand: Hand) -> object:
    return change_panel(hand.panel(), why="So", **seating(meets_at=hand.day()), by=hand.by, now=hand.now)


def cancel(hand: Hand) -> object:
    return cancel_panel(hand.panel(), why="So", by=hand.by, now=hand.now)


def papers(hand: Hand) -> object:
    return send_papers(hand.panel(), sent_at=hand.now, by=hand.by, now=hand.now)


def decide(hand: Hand) -> object:
    said: dict[str, Any] = {"decision": "Bins", "reasons": "They gather", "not_invited_why": "Unsafe"}
    return decide_panel(hand.panel(), held_at=hand.now, **said, by=hand.by, now=hand.now)


def hold(hand: Hand) -> object:
    return hold_panel(hand.review, by=hand.by, now=hand.now)


def agree(hand: Hand) -> object:
    step: StepAgreed = hand.random.choice(AGREED_LATER)
    return agree_later_date(hand.review, step=step, on=hand.day().date(), how="So", by=hand.by, now=hand.now)


def advise(hand: Hand) -> object:
    return make_recommendation(hand.review, by=hand.by, now=hand.now)


def answer(hand: Hand) -> object:
    one = hand.first(Recommendation.objects.filter(answer=""))
    yes = RecommendationAnswer.ACCEPTED
    return answer_recommendation(one, answer=yes, answered_at=hand.now, by=hand.by, now=hand.now)


def tell(hand: Hand) -> object:
    return tell_outcome(hand.review, by=hand.by, now=hand.now)


def appeal(hand: Hand) -> object:
    on = hand.random.choice((None, hand.day().date()))
    asked: dict[str, Any] = {
        "against": AppealAgainst.OUTCOME,
        "words": "No",
        "asked_at": hand.now,
        "hears_on": on,
    }
    return lodge_appeal(hand.review, **asked, by=hand.by, now=hand.now)


def hear(hand: Hand) -> object:
    one = hand.first(ReviewAppeal.objects.filter(outcome=""))
    said: dict[str, Any] = {
        "outcome": AppealOutcome.UPHELD,
        "words": "Yes",
        "decided_at": hand.now,
        "lpb_told_at": hand.now,
    }
    return decide_appeal(one, **said, by=hand.by, now=hand.now)


def close(hand: Hand) -> object:
    said: dict[str, Any] = {
        "ending": Ending.IN_ERROR,
        "reason": "So",
        "told_how": "So",
        "instead_why": "Away",
    }
    return close_review(hand.review, **said, by=hand.by, now=hand.now)


def reopen(hand: Hand) -> object:
    return reopen_review(hand.review, reason="So", until=hand.day().date(), by=hand.by, now=hand.now)


def again(hand: Hand) -> object:
    met = hand.random.random() < 0.5
    return decide_threshold(hand.review, met=met, **REASONS, by=hand.by, now=hand.now)


def let_go(hand: Hand) -> object:
    return waive(hand.deadline(), reason="So", by=hand.boss, now=hand.now)


def put_off(hand: Hand) -> object:
    one = hand.deadline()
    return extend(one, until=max(one.due_at, hand.now) + 3 * DAY, reason="So", by=hand.boss, now=hand.now)


def withdraw(hand: Hand) -> object:
    said: dict[str, Any] = {"ending": Ending.WITHDRAWN, "reason": "So", "told_how": "So"}
    return withdraw_application(hand.review, **said, by=hand.by, now=hand.now)


ACTS: tuple[Act, ...] = (
    *(convene, change, cancel, papers, decide, hold, agree, advise, answer, tell, appeal, hear),
    *(close, reopen, reopen, again, let_go, put_off, convene, hold, tell, advise, agree, appeal),
)


@pytest.mark.walk
@pytest.mark.parametrize("area", [WHOLE, COLCHESTER, CASTLE_POINT, RICHMOND])
def test_the_diary_of_a_review_follows_from_its_record_whatever_is_done(area: str, ben: User) -> None:
    sunita = make_co_ordinator()
    make_procedure()
    hands = [
        Hand(make_review(by=sunita, area=area, met=seed != 1), sunita, ben, seed) for seed in range(1, 4)
    ]
    assert sum(hand.live(45) for hand in hands) > 30
    assert differences() == []
    with suppress(Refused):
        withdraw(hands[0])
    assert differences() == []
