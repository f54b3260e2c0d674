"""The only place that publishes a task: soon, when the broker is up; otherwise the next tick does the work."""

from typing import Protocol

import structlog
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


class Task(Protocol):
    """What is published: a task of Celery."""

    name: str

    def delay(self, *args: object) -> object:
        """Publish the task."""


def kick(task: Task, *args: object) -> None:
    """Have a task run soon after the transaction commits; a broker that is down delays it and breaks nothing.

    The row in the database is the work, and beat looks at it each minute: a kick that is lost loses nothing.
    """
    transaction.on_commit(lambda: _publish(task, args), robust=True)


def _publish(task: Task, args: tuple[object, ...]) -> None:
    try:
        task.delay(*args)
    except OperationalError as error:
        log.warning("broker unreachable", task=task.name, error=type(error).__name__)
