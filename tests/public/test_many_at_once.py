"""A hundred reports within a minute from a hundred addresses are all kept, whatever else is away or at work."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client

from asbcases.accounts.choices import Rank, Role
from asbcases.cases.models import PublicReport, Report
from asbcases.casework import tasks
from asbcases.casework.tasks import take_in_public_reports
from tests.make import make_user
from tests.public.at_once import PublicForm, broker_is_away, from_a_hundred_addresses, one_again_and_again
from tests.public.filling import begin, filled, send, token_of

pytestmark = pytest.mark.django_db(transaction=True)
FORM = PublicForm(
    begin, filled, send, token_of, "public_report", ("answers", "done", "files"), "/report/check/"
)


@pytest.fixture(autouse=True)
def _fast(settings: Any) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")


@transaction.atomic
def kept() -> tuple[int, int, int]:
    """Return how much was left, how much of it waits, and how many reports came of it."""
    left = PublicReport.objects.all()
    reports = Report.objects.exclude(public_reference="")
    return left.count(), left.filter(taken_at=None).count(), reports.count()


def test_a_hundred_within_a_minute_are_all_kept_without_broker_and_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks.take_in_public_reports, "delay", broker_is_away)
    began = time.monotonic()

    assert from_a_hundred_addresses(FORM) == {"/report/sent/"}
    assert kept() == (100, 100, 0)
    assert time.monotonic() - began < 60
    # The next tick of beat finds them.
    take_in_public_reports()
    assert kept() == (100, 0, 100)


def test_one_that_is_sent_by_many_at_once_is_kept_once() -> None:
    assert one_again_and_again(FORM) == {"/report/sent/"}
    assert kept() == (1, 1, 0)


def test_two_workers_take_each_in_once() -> None:
    for _ in range(6):
        send(filled(Client()))

    def work(_: int) -> None:
        try:
            take_in_public_reports()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(2)))

    assert kept() == (6, 0, 6)
