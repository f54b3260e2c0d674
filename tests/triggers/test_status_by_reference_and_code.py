"""Whoever applied looks once how far it is, with reference and code: the stage and the next date, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from tests.make import NOW
from tests.triggers.applying import words
from tests.triggers.make import make_application, make_co_ordinator
from tests.triggers.make_reviews import DAY, REASONS
from triggers.choices import StepAgreed
from triggers.models import StatusLink
from triggers.transitions import acknowledge, agree_date, decide_threshold
from triggers.transitions.status_links import LASTS, Status, give_status_link, seal, use_status_link
from triggers.views.public_status import STAGES, STEPS, told_of

pytestmark = pytest.mark.django_db
HERE = "/case-review/status/"


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User) -> CaseReview:
    return make_application(by=sunita)


def asked(client: Client, **typed: str) -> Any:
    return client.post(HERE, typed)


def test_a_code_shows_stage_and_next_date_once_to_who_has_the_reference_too(
    client: Client, review: CaseReview, sunita: User
) -> None:
    with acting(str(sunita.pk)), transaction.atomic():
        reference, code = give_status_link(review, by=sunita, now=NOW)
    assert reference == review.reference
    kept = StatusLink.objects.get()
    assert code not in kept.token_hash
    assert (kept.made_at, kept.expires_at, kept.used_at) == (NOW, NOW + LASTS, None)
    assert AuditEvent.objects.filter(review=review, verb=Verb.REVIEW_LINK_GIVEN, actor=sunita).count() == 1

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        # A link that is only opened uses nothing up.
        assert f'value="{code}"' in words(client.get(HERE, {"code": code}))
        nothing = words(asked(client, reference="ACR-2026-999999", code=code))
        shown = words(asked(client, reference=reference.lower(), code=code.replace("-", " ")))
        again = words(asked(client, reference=reference, code=code))

    assert "look at whether the threshold of the area is met" in shown
    assert "We agree a date with you" in shown
    assert "end of 24 November 2026" in shown
    assert "Stones" not in shown
    # Nobody learns what is wrong, nor whether there is such a reference.
    assert "There is nothing to show" in nothing
    assert nothing.split("<main")[1] == again.split("<main")[1]


def test_once_the_threshold_is_decided_it_is_shown_by_when_they_are_told(
    review: CaseReview, sunita: User
) -> None:
    act: dict[str, Any] = {"by": sunita, "now": NOW}
    acknowledge(review, words="We have it.", how="By post", sent_at=NOW, **act)
    decide_threshold(review, met=False, **REASONS, **act)
    agree_date(review, step=StepAgreed.AGENCY_REPLY, on=(NOW + 20 * DAY).date(), how="By post", **act)
    reference, code = give_status_link(review, **act)
    found = use_status_link(reference=reference, code=code, now=NOW)

    assert found
    assert (found.step, found.due_at) == (Kind.ACR_TOLD, datetime(2026, 12, 1, tzinfo=UTC))
    assert told_of(found, NOW).step == "You are told whether the threshold is met"


def test_the_reference_is_the_one_that_the_applicant_was_given(review: CaseReview, sunita: User) -> None:
    review.public_reference = "K7PM-9QXZ-2VHT"

    assert give_status_link(review, by=sunita, now=NOW).reference == "K7PM-9QXZ-2VHT"
    assert seal("k7pm 9qxz2vht", "abc") == seal("K7PM-9QXZ-2VHT", "A-B-C")


def test_a_code_ends_after_two_weeks_and_is_given_only_by_who_works_on_the_review(
    review: CaseReview, sunita: User, cara: User
) -> None:
    reference, code = give_status_link(review, by=sunita, now=NOW)
    assert use_status_link(reference=reference, code=code, now=NOW + LASTS) is None

    with acting(str(cara.pk)), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
        give_status_link(review, by=cara, now=NOW)


def test_every_stage_and_every_step_has_words_and_what_is_late_says_so() -> None:
    assert set(STAGES) == set(ReviewStage)
    assert set(STEPS) <= set(Kind.values)
    assert told_of(Status("closed", None, None), NOW)[1:] == ("", "", False)
    told = told_of(Status("review", Kind.ACR_PANEL, NOW), NOW)
    assert (told.step, told.late) == ("The bodies meet", True)


def test_what_is_left_out_is_asked_for_machines_see_nothing_and_guessing_is_limited(
    client: Client, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"public_review_status": "3/h/ip"}
    empty = asked(client, reference="", code="")
    assert (empty.status_code, "Enter the code that we gave you" in words(empty)) == (400, True)
    assert "Leave the box" in words(asked(client, reference="a", code="b", website="x"))
    assert asked(client, reference="a", code="b").status_code == 200
    assert asked(client, reference="a", code="b").status_code == 429
