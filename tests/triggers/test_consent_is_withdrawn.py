"""Consent may be withdrawn at any stage: all that is owed ends, whoever was let in is out, and nothing more is done on it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage, Tier
from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from partners.access import reviews_visible_to
from tests.casework.pages import signed_in, text_of
from tests.make import NOW
from tests.triggers.make import CASTLE_POINT, differences, make_application, make_co_ordinator
from tests.triggers.make_reviews import (
    DAY,
    DECIDED,
    HOUR,
    hold_panel,
    make_panel,
    make_recommendation,
    make_review,
    tell_outcome,
)
from triggers.choices import BodyAnswer, Consent, Ending
from triggers.queries.figures import Wanted, figures_of
from triggers.rules.figures import Figure, Period
from triggers.transitions import (
    acknowledge,
    decide_threshold,
    record_consent,
    record_reply,
    withdraw_application,
)
from triggers.transitions.attendees import admit_attendee
from triggers.transitions.panels import decide_panel

pytestmark = pytest.mark.django_db
ELSE = {"consent": Consent.GIVEN, "consent_words": "On the telephone", "victim_name": "Jo Day"}
LATER = NOW + 3 * DAY
WITHDRAWN: dict[str, Any] = {
    "ending": Ending.NO_CONSENT,
    "reason": "She wants no panel",
    "told_how": "By phone",
}


@pytest.fixture
def sunita(db: None, ben: User) -> User:
    return make_co_ordinator(CASTLE_POINT)


def draft(sunita: User) -> CaseReview:
    return make_application(by=sunita, area=CASTLE_POINT, consent=Consent.WAITING, victim_name="Jo Day")


def received(sunita: User) -> CaseReview:
    return make_application(by=sunita, area=CASTLE_POINT, **ELSE)


def not_met(sunita: User) -> CaseReview:
    return make_review(by=sunita, area=CASTLE_POINT, met=False, **ELSE)


def met(sunita: User) -> CaseReview:
    return make_review(by=sunita, area=CASTLE_POINT, **ELSE)


def panel_set(sunita: User) -> CaseReview:
    review = met(sunita)
    make_panel(review, by=sunita, now=NOW + HOUR)
    return review


def decided(sunita: User) -> CaseReview:
    review = met(sunita)
    hold_panel(review, by=sunita, now=NOW + DAY)
    make_recommendation(review, by=sunita, now=NOW + DAY)
    return review


def told(sunita: User) -> CaseReview:
    review = decided(sunita)
    tell_outcome(review, by=sunita, now=NOW + 2 * DAY)
    return review


STAGES: tuple[Callable[[User], CaseReview], ...] = (draft, received, not_met, met, panel_set, decided, told)


def test_at_every_stage_all_that_is_owed_ends_and_every_later_act_is_refused(sunita: User) -> None:
    for stage in STAGES:
        review = stage(sunita)
        assert Deadline.objects.filter(review=review, met_at=None, cancelled_at=None).exists(), stage

        withdraw_application(review, **WITHDRAWN, by=sunita, now=LATER)

        review.refresh_from_db()
        assert (review.stage, review.closed_at) == (ReviewStage.WITHDRAWN, LATER), stage
        assert (review.application.consent, review.application.consent_at) == (Consent.WITHDRAWN, LATER)
        verbs = AuditEvent.objects.filter(review=review).values_list("verb", flat=True)
        assert {Verb.REVIEW_CONSENT_WITHDRAWN, Verb.REVIEW_CLOSED} <= set(verbs)
        assert not Deadline.objects.filter(review=review, met_at=None, cancelled_at=None).exists(), stage
        assert differences(review) == [], stage
        for act in later_acts(review, sunita):
            with pytest.raises(Refused, match="has ended"):
                act()


def later_acts(review: CaseReview, by: User) -> list[Callable[[], object]]:
    """Return what might still be tried on a review."""
    now: dict[str, Any] = {"by": by, "now": LATER}
    acts: list[Callable[[], object]] = [
        lambda: record_consent(review, how="She rang", **now),
        lambda: acknowledge(review, words="x", how="x", sent_at=LATER, **now),
        lambda: decide_threshold(review, met=True, persistence="x", harm="x", adequacy="x", **now),
        lambda: withdraw_application(review, **WITHDRAWN, **now),
    ]
    acts += [
        lambda body=body: record_reply(body, answer=BodyAnswer.HOLDS, replied_at=LATER, **now)  # type: ignore[misc]
        for body in review.bodies.all()
    ]
    acts += [
        lambda panel=panel: decide_panel(panel, held_at=LATER, **DECIDED, **now)  # type: ignore[misc]
        for panel in review.panels.all()
    ]
    return acts


def test_whoever_was_let_in_for_the_panel_is_out(sunita: User, dev: User) -> None:
    review = met(sunita)
    panel = make_panel(review, by=sunita)
    admit_attendee(panel, name="Dev Patel", part="Landlord", user=dev, tier=Tier.SUMMARY, by=sunita, now=NOW)
    assert reviews_visible_to(dev, now=NOW + HOUR).exists()

    withdraw_application(review, **WITHDRAWN, by=sunita, now=LATER)

    assert not reviews_visible_to(dev, now=LATER).exists()


def test_what_the_victim_consented_to_first_was_an_application_and_a_draft_was_none(sunita: User) -> None:
    for stage in (draft, received, decided):
        withdraw_application(stage(sunita), **WITHDRAWN, by=sunita, now=LATER)

    figures = figures_of(Wanted(CASTLE_POINT, Period(london_day(NOW), london_day(LATER)), LATER + DAY))
    assert [figures.numbers[figure] for figure in Figure] == [2, 0, 1, 1]


def test_a_page_that_was_open_meanwhile_is_told_so_and_keeps_what_was_typed(
    client: Client, sunita: User
) -> None:
    review = make_application(by=sunita, area=CASTLE_POINT, now=timezone.now() - timedelta(hours=2), **ELSE)
    withdraw_application(review, **WITHDRAWN, by=sunita, now=timezone.now() - timedelta(hours=1))
    page = f"/reviews/{review.reference}/threshold/"

    answer = signed_in(client, sunita).post(page, {"verdict": "met", "persistence": "Each week, since May"})

    assert answer.status_code == 409
    assert "This review has ended: load the page again." in text_of(answer)
    assert "Each week, since May" in text_of(answer)
