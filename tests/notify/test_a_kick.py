"""A kick makes work start soon; without a broker it is quick, logged and harmless."""

import pytest
from celery import Celery
from django.db import transaction
from kombu.exceptions import OperationalError
from structlog.testing import capture_logs

from asbcases.accounts.models import User
from asbcases.notify.kick import kick
from asbcases.notify.models import Message
from tests.notify.outbox import put


class Recorder:
    """A task that notes when it is published."""

    name = "recorder"

    def __init__(self, error: Exception | None = None) -> None:
        self.published: list[tuple[object, ...]] = []
        self.error = error

    def delay(self, *args: object) -> None:
        self.published.append(args)
        if self.error:
            raise self.error


def nothing() -> None:
    """Do nothing; it is never run."""


@pytest.mark.django_db
def test_it_waits_for_the_commit(django_capture_on_commit_callbacks) -> None:
    task = Recorder()

    with django_capture_on_commit_callbacks(execute=True):
        kick(task, 41)
        before = list(task.published)

    assert (before, task.published) == ([], [(41,)])


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_kicked() -> None:
    task = Recorder()

    with transaction.atomic():
        kick(task)
        transaction.set_rollback(True)

    assert task.published == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OperationalError("no broker"), ValueError("anything else")])
def test_whatever_goes_wrong_the_commit_stands(ben: User, error: Exception) -> None:
    with transaction.atomic():
        put(ben)
        kick(Recorder(error))

    with transaction.atomic():
        assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker", ["redis+socket:///nowhere/valkey.sock", "redis://127.0.0.1:1"])
def test_a_broker_that_is_down_is_logged_and_breaks_nothing(broker: str) -> None:
    # An application of its own: the product's keeps its connections for the tests that come after.
    broken = Celery("broken", set_as_current=False)
    broken.config_from_object("django.conf:settings", namespace="CELERY")
    broken.conf.broker_url = broker
    task = broken.task(nothing, name="nothing", shared=False)

    with capture_logs() as logs, transaction.atomic():
        kick(task)

    assert [(line["event"], line["task"]) for line in logs] == [("broker unreachable", "nothing")]
