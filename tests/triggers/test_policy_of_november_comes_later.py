"""An installation in use before the policy of November: its reviews go on, and the diary stays what the file makes of it."""

from datetime import date, timedelta

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.administration.transitions import load_policies
from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.replanning_tasks import replan_deadlines
from asbcases.policies.models import PolicyRow
from tests.make import NOW
from tests.triggers.make import differences, make_application, make_co_ordinator, owed_on
from tests.triggers.make_reviews import REASONS, hold_panel, make_procedure, make_recommendation, tell_outcome
from triggers.choices import BodyAnswer, RecommendationAnswer
from triggers.models import BodyReply
from triggers.transitions import acknowledge, decide_threshold, record_reply
from triggers.transitions.recommendations import answer_recommendation
from triggers.transitions.threshold_letters import tell_threshold

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOVEMBER = date(2026, 11, 1)
EARLY, LATE = NOW - 32 * DAY, NOW - 12 * DAY


@pytest.fixture
def sunita(db: None) -> User:
    make_procedure()
    _as_before_november()
    return make_co_ordinator()


def _as_before_november() -> None:
    """Have policy stand as it was shipped before: nothing deletes a row, so that the later ones are set aside."""
    since = PolicyRow.objects.filter(in_force_from=NOVEMBER)
    since.update(rule=Concat(Value("later."), F("rule")))
    PolicyRow.objects.filter(in_force_to=NOVEMBER - DAY).update(in_force_to=None)


def applied(by: User, at: object) -> CaseReview:
    return make_application(by=by, area="whole", now=at)


def lived(review: CaseReview, *, by: User, at: object) -> None:
    """Have a review go as far as what a body accepted to do."""
    said = {"by": by, "now": at}
    acknowledge(review, words="Dear Jo", how="By post", sent_at=at, **said)
    for body in BodyReply.objects.filter(review=review)[:2]:
        record_reply(body, answer=BodyAnswer.NOTHING, replied_at=at, **said)
    decide_threshold(review, met=True, **REASONS, **said)
    review.refresh_from_db()


def test_what_was_decided_told_and_done_before_it_came_leaves_no_difference(sunita: User) -> None:
    reviews = [applied(sunita, at) for at in (EARLY, LATE, LATE)]
    for review, at in zip(reviews, (EARLY + DAY, LATE + DAY, LATE + DAY), strict=True):
        lived(review, by=sunita, at=at)
    told = reviews[2]
    tell_threshold(
        told, words="It is met.", how="By post", sent_at=LATE + 2 * DAY, by=sunita, now=LATE + 2 * DAY
    )
    hold_panel(told, by=sunita, now=LATE + 4 * DAY)
    one = make_recommendation(told, by=sunita, now=LATE + 4 * DAY, due_on=(NOW + 9 * DAY).date())
    accepted = {"answer": RecommendationAnswer.ACCEPTED, "answered_at": LATE + 5 * DAY, "now": LATE + 5 * DAY}
    answer_recommendation(one, **accepted, by=sunita)
    waiting = [applied(sunita, EARLY), applied(sunita, LATE)]
    assert differences(*reviews, *waiting) == []

    load_policies(now=NOW)
    assert differences(*reviews, *waiting) == [], "until it is reckoned anew"
    replan_deadlines()

    assert differences(*reviews, *waiting) == []
    assert PolicyRow.objects.filter(rule="review.tell_threshold").exists()
    climbs = {review.pk: owed_on(review)["acr_acknowledge"].steps for review in waiting}
    assert ["own_supervisor" in steps for steps in climbs.values()] == [False, True]

    after = timezone.now() + HOUR
    tell_outcome(told, by=sunita, now=after)
    hold_panel(reviews[1], by=sunita, now=after)
    assert differences(*reviews, *waiting) == []
    kinds = set(Deadline.objects.filter(review=told).values_list("kind", flat=True))
    assert "acr_action" in kinds, "what was accepted before is asked for since"
