"""A hundred applications within a minute from a hundred addresses are all kept, whatever else is away or at work."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.cases.models import CaseReview
from tests.make import make_user
from tests.public.at_once import PublicForm, broker_is_away, from_a_hundred_addresses, one_again_and_again
from tests.triggers.applying import begin, filled, send, token_of
from tests.triggers.make import CASTLE_POINT, make_co_ordinator
from triggers import tasks
from triggers.models import PublicApplication
from triggers.tasks import take_in_applications

pytestmark = pytest.mark.django_db(transaction=True)
FORM = PublicForm(
    begin, filled, send, token_of, "case_review", ("answers", "done", "reports"), "/case-review/check/"
)


@pytest.fixture(autouse=True)
def _fast(settings: Any) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
    make_co_ordinator(CASTLE_POINT)


@transaction.atomic
def kept() -> tuple[int, int, int]:
    """Return how much was left, how much of it waits, and how many reviews came of it."""
    left, reviews = PublicApplication.objects.all(), CaseReview.objects.exclude(public_reference="")
    return left.count(), left.filter(taken_at=None).count(), reviews.count()


def test_a_hundred_within_a_minute_are_all_kept_without_a_broker_and_taken_in_once_by_two_workers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks.take_in_applications, "delay", broker_is_away)
    began = time.monotonic()

    assert from_a_hundred_addresses(FORM) == {"/case-review/sent/"}
    assert kept() == (100, 100, 0)
    assert time.monotonic() - began < 60

    def work(_: int) -> None:
        try:
            take_in_applications()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(2)))
    assert kept() == (100, 0, 100)


def test_one_that_is_sent_by_many_at_once_is_kept_once() -> None:
    assert one_again_and_again(FORM) == {"/case-review/sent/"}
    assert kept()[0] == 1
