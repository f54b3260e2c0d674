"""Reads of the outbox and the inbox, and the one clock by which everything that ticks goes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.notify.choices import Template
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


def for_digest() -> QuerySet[Message]:
    """Return the messages that wait for the digest of their recipient, in the order in which they were told."""
    return Message.objects.filter(
        next_try_at__isnull=True,
        digest__isnull=True,
        sent_at__isnull=True,
        failed_at__isnull=True,
        recipient__isnull=False,
    ).order_by("pk")


def given_up(districts: Sequence[int] | None, *, since: datetime) -> QuerySet[Message]:
    """Return what did not reach a colleague about the cases of these districts (None: of all), newest first."""
    failed = Message.objects.filter(failed_at__gte=since, recipient__isnull=False)
    failed = failed.order_by("-failed_at", "-pk")
    return failed if districts is None else failed.filter(case__district__in=districts)


def inbox_of(user: User) -> QuerySet[Message]:
    """Return what a person was told; a digest only carries what stands there already."""
    return Message.objects.filter(recipient=user).exclude(template=Template.DIGEST)


def unread_of(user: User) -> QuerySet[Message]:
    """Return what a person was told and has not opened."""
    return inbox_of(user).filter(read_at__isnull=True)


def district_of_message(message: Message) -> int | None:
    """Return the district of what a message is about; only the outbox is told, which may not read the record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_district_of_message(%s)", [message.pk])
        found: int | None = cursor.fetchone()[0]
    return found
