"""Simulated time: scenes in their order, and the sweep at the hours between them."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection

from asbcases.accounts.models import User
from asbcases.db.actor import act_as, acting
from asbcases.db.prepared import plan_anew
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import sweep
from asbcases.law.periods import LONDON
from asbcases.notify.delivery import deliver_due
from asbcases.notify.digests import gather_digests
from asbcases.notify.models import Message
from asbcases.notify.queries import for_digest, to_send
from asbcases.notify.transitions import mark_all_read

Play = Callable[[datetime], object]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Of the last days each digest is made; what was told before that counts as sent and read.
FRESH = 3 * DAY
# After so many scenes the tables have grown so far that another plan may be the shorter one.
GROWN = (100, 1000)
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


def at_nine(day: date) -> datetime:
    """Return nine in the morning of a day in London."""
    return datetime.combine(day, time(9), LONDON)


@contextmanager
def in_one_piece() -> Iterator[None]:
    """Give the acts within no savepoints of their own: a county is one transaction, of which no act is undone alone."""
    before = connection.features.uses_savepoints
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = before


@dataclass(order=True)
class Scene:
    """One thing that somebody does at one time."""

    at: datetime
    order: int
    play: Play = field(compare=False)


class Stage:
    """Plays scenes in the order of their times up to an end; what comes after it is still to come in the county too."""

    def __init__(self, end: datetime, on_scene: Callable[[], object]) -> None:
        # In UTC: an instant of London's hour that occurs twice equals no other, not even itself in UTC.
        self.end, self.on_scene = end.astimezone(UTC), on_scene
        self._scenes: list[Scene] = []
        self._order = self._played = 0

    def at(self, when: datetime, play: Play) -> None:
        """Have something done at a time."""
        self._order += 1
        heapq.heappush(self._scenes, Scene(when.astimezone(UTC), self._order, play))

    def run(self) -> None:
        """Play whatever comes up to the end."""
        while self._scenes and self._scenes[0].at <= self.end:
            scene = heapq.heappop(self._scenes)
            scene.play(scene.at)
            self._played += 1
            if self._played in GROWN:
                plan_anew()
            self.on_scene()

    def sweeps(self, begins: datetime) -> None:
        """Sweep once a simulated day, and each hour of the last: the steps are taken near their times."""
        when = begins
        while when < self.end - DAY:
            self.at(when, self._sweep)
            when += DAY
        for hours in range(24, -1, -1):
            self.at(self.end - hours * HOUR, self._sweep)

    def _sweep(self, now: datetime) -> None:
        """Take what steps have come, and tell of them: a first start would else send all of it at once."""
        with acting("system:sweep"):
            due = Deadline.objects.filter(next_step_at__lte=now).exists()
        if not due:
            return
        sweep(now)
        if now < self.end - FRESH:
            with acting("system:outbox"):
                for waiting in (to_send(now), for_digest()):
                    waiting.order_by().update(sent_at=now)
        else:
            gather_digests(now)
            deliver_due(now, backend=NOWHERE)


def read_by(people: list[User], now: datetime) -> None:
    """Have everybody read their inbox, as they do every day."""
    for person in people:
        act_as(str(person.pk))
        if Message.objects.filter(recipient=person, read_at__isnull=True).exists():
            mark_all_read(by=person, now=now)
