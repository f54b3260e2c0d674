"""What stands above the board because it cannot wait: what reached nobody, what went wrong, what wants a decision."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.fields import TextField
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.queries import requests_of, waiting_for_time, watched_by
from asbcases.deadlines.views.rows import Row
from asbcases.deadlines.views.scoping import HIDDEN_BY, NAMES, for_list
from asbcases.notify.models import Message, Task
from asbcases.web.converters import PAGES
from partners import access

SHOWN = 10
ROOTS = tuple(NAMES.values())
UNDELIVERED_FOR = timedelta(days=14)


class Trouble(NamedTuple):
    """A message that reached nobody, or a task: in words, the record that it is about, and where one deals with it."""

    words: str
    reference: str
    record_url: str
    at: datetime
    deal_url: str = ""


class Wish(NamedTuple):
    """A request for more time that waits for an answer."""

    row: Row
    request: Ruling


def troubles_of(user: User, now: datetime) -> list[Trouble]:
    """Return what reached nobody and what went wrong, for those who can do something about it."""
    if not watches_others(user):
        return []
    tasks = [_of_task(task) for task in _tasks(user)]
    return tasks + [_of_message(message) for message in _undelivered(user, now)]


def watches_others(user: User) -> bool:
    """Return whether the person watches over what others owe."""
    return works_for_county(user) or user.role == Role.SUPERVISOR


def asked_for(user: User, seen: Q) -> list[Deadline]:
    """Return for what more time is asked, of what this person watches over and may see, the earliest date first."""
    waiting = watched_by(user, waiting_for_time()).filter(seen)
    return list(for_list(waiting)[:SHOWN])


def wishes_of(rows: Sequence[Row]) -> list[Wish]:
    """Return the requests for more time that wait for an answer, for the rows of what they are about."""
    requests = requests_of([row.deadline for row in rows]) if rows else {}
    return [Wish(row, requests[row.deadline.pk]) for row in rows if row.deadline.pk in requests]


def _tasks(user: User) -> QuerySet[Task]:
    """Return what is to be dealt with: one's own, and that of one's district or of the county."""
    mine = Q(owner=user)
    tasks = Task.objects.filter(dealt_at__isnull=True).select_related(*ROOTS)
    of_others = _not_hidden(user) if works_for_county(user) else _of_districts(districts_of(user))
    return tasks.filter(mine | of_others).order_by("raised_at", "pk")[:SHOWN]


def _undelivered(user: User, now: datetime) -> QuerySet[Message]:
    """Return what could not be delivered and is nobody's task yet, the newest first."""
    key = Concat(Value("message:"), Cast(OuterRef("pk"), TextField()))
    failed = Message.objects.filter(
        ~Exists(Task.objects.filter(key=key)), failed_at__gte=now - UNDELIVERED_FOR
    )
    seen = _not_hidden(user) if works_for_county(user) else _of_districts(districts_of(user))
    return failed.filter(seen).select_related("recipient", *ROOTS).order_by("-failed_at", "-pk")[:SHOWN]


def _not_hidden(user: User) -> Q:
    """Return the condition that it is about nothing that is restricted to others."""
    return Q(*(access.not_hidden(user, kind, f"{root}_id") for root, kind in HIDDEN_BY.items()))


def _of_districts(districts: list[int]) -> Q:
    return (
        Q(case__district__in=districts)
        | Q(incident__district__in=districts)
        | Q(report__district__in=districts)
        | Q(review__district__in=districts)
        | Q(plan__district__in=districts)
    )


def _of_task(task: Task) -> Trouble:
    return Trouble(task.words, *_record(task), task.raised_at, reverse("task_deal", args=[task.pk]))


def _of_message(message: Message) -> Trouble:
    whom = message.recipient.name if message.recipient else "The caller"
    return Trouble(f"{whom}: {message.error}", *_record(message), message.failed_at or message.queued_at)


def _record(row: Task | Message) -> tuple[str, str]:
    record = row.case or row.incident or row.report or row.review or row.plan
    return (
        (record.reference, reverse(PAGES[record.reference[:3]], args=[record.reference]))
        if record
        else ("", "")
    )
