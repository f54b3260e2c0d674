"""Reads of the outbox, and the one clock by which everything that ticks goes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from asbcases.notify.models import Message


def now_by_database() -> datetime:
    """Return the database's time: the machines of the workers may differ, it is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        at: datetime = cursor.fetchone()[0]
    return at


def to_send(now: datetime) -> QuerySet[Message]:
    """Return the messages whose time has come, the longest waiting first."""
    waiting = Message.objects.filter(sent_at__isnull=True, failed_at__isnull=True, next_try_at__lte=now)
    return waiting.order_by("next_try_at", "pk")


def given_up(districts: Sequence[int] | None, *, since: datetime) -> QuerySet[Message]:
    """Return what could not be delivered about the cases of these districts (None: of all), newest first."""
    failed = Message.objects.filter(failed_at__gte=since).order_by("-failed_at", "-pk")
    return failed if districts is None else failed.filter(case__district__in=districts)
