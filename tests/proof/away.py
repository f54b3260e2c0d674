"""What is away for a while, or has the wrong time: Valkey, beat, the clock of a machine."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.sweep import sweep
from asbcases.law.periods import LONDON
from asbcases.local import places
from asbcases.local.process import first_number
from asbcases.local.services import ensure_running
from tests.deadlines.diary import owe
from tests.proof.judge import judged, waiting_and_stamped
from tests.proof.machine import Program, now_by_postgres, sweep_in_peace, tick, waited, worker
from tests.proof.population import SWEPT_AT, fill_diary
from tests.tools.report import Line, Section

LONG, SHORTEST = timedelta(minutes=10), timedelta(seconds=6)
# How soon after it is back everything is told: the worker and beat look for a broker more and more seldom.
WITHIN = 90
MANY = 40
WEEK, FULL_WEEK = timedelta(days=7), 5_000
HOUR, NOW = timedelta(hours=1), timedelta(0)
A_TIME = re.compile(r"^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)")


def prove_valkey(scale: float) -> Section:
    """Stop Valkey while deadlines fall due, and start an empty one: everything is told after it is back."""
    away = max(LONG * min(scale, 1) ** 2, SHORTEST)
    with worker("celery") as running, beating() as beat:
        fall_due("before", 1)
        before = waited(lambda: not _waits("before", running, beat))
        os.kill(first_number(places.socket_folder(places.var_folder()) / "valkey.pid"), signal.SIGKILL)
        fall_due("valkey", MANY, within=away)
        until = time.monotonic() + away.total_seconds() + 1
        while time.monotonic() < until:
            _waits("valkey", running, beat)
            time.sleep(0.5)
        waiting = _waits("valkey", running, beat)
        ensure_running()
        back = time.monotonic()
        told = waited(lambda: not _waits("valkey", running, beat), WITHIN)
        took = time.monotonic() - back
    lines = [
        Line("beat, worker and Valkey at work beforehand", "yes" if before else "NO", before),
        Line("fell due and waited while there was no Valkey", f"{waiting} of {MANY}", waiting == MANY),
        Line("worker ended and was started again", f"{running.ended} times"),
        Line("all told after an empty Valkey was there", f"{took:.1f} s", told),
        *judged("valkey", now_by_postgres()),
    ]
    words = (
        f"Valkey is killed with everything in it and stays away for {away.total_seconds():.0f} seconds, in which "
        f"{MANY} deadlines fall due. Worker and beat run on, or are started again as a supervisor does: no work lies "
        f"in Valkey. Within {WITHIN} seconds of its return all must be told."
    )
    return Section("Valkey away, and its data lost", words, lines)


@contextmanager
def beating() -> Iterator[Program]:
    """Run beat."""
    running = Program.start("beat", called="beat")
    try:
        yield running
    finally:
        running.kill()


def _waits(series: str, *kept: Program) -> int:
    """Return how much of a series waits, and keep the programs running meanwhile."""
    for program in kept:
        program.keep()
    return waiting_and_stamped(series, now_by_postgres())[0]


def fall_due(series: str, many: int, *, first: timedelta = NOW, within: timedelta = NOW) -> None:
    """Set deadlines that fall due one after the other from a moment on; each was warned of long ago."""
    now = now_by_postgres()
    ben = User.objects.get(username="ben")
    with acting(str(ben.pk)), transaction.atomic():
        case = Case.objects.order_by("pk")[0]
        for number in range(many):
            due_at = now + first + within * number / many
            owe(case, ben, due_at=due_at, by=ben, now=now, subject=f"{series}:{number}")


def prove_week(scale: float) -> Section:
    """Sweep, leave it for a week, and sweep again: each step of the week is told, with both its times."""
    many, end = max(int(FULL_WEEK * scale), 500), SWEPT_AT + WEEK
    fill_diary(many, series="week")
    sweep(SWEPT_AT)
    before = _messages("week")
    sweep(end)
    late, longest = _noticed_late("week", end)
    lines = [
        Line("steps of the week told at its end", f"{late:,}", late > 0),
        Line("planned so long before it was noticed", f"{longest}", longest > timedelta(days=6)),
        Line("messages before and after", f"{before:,} and {_messages('week'):,}", before > 0),
        *judged("week", end),
    ]
    words = (
        "The clock handed to the sweep moves on by seven days between two sweeps. Each step has the time "
        "when it fell due and the time when it was noticed, in its event and in its message; both are judged."
    )
    return Section("Beat off for a week", words, lines)


MESSAGES = """
SELECT (context->>'noticed_at')::timestamptz - (context->>'planned_at')::timestamptz, (context->>'noticed_at')::timestamptz
FROM notify_message m JOIN deadlines_deadline d ON d.id = split_part(m.key, ':', 2)::bigint
WHERE m.key LIKE 'deadline:%%' AND d.subject LIKE %s || ':%%'
"""


def _delays(series: str) -> list[tuple[timedelta, datetime]]:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(MESSAGES, [series])
        return list(cursor.fetchall())


def _messages(series: str) -> int:
    return len(_delays(series))


def _noticed_late(series: str, at: datetime) -> tuple[int, timedelta]:
    """Return how many messages say that their step was noticed at this instant, and the longest delay among them."""
    delays = [delay for delay, noticed in _delays(series) if noticed == at]
    return len(delays), max(delays, default=timedelta(0))


def prove_clocks(scale: float) -> Section:
    """Have a worker sweep whose machine's clock is an hour ahead, beside one that goes right: nothing is told early."""
    begun = now_by_postgres()
    fill_diary(max(int(2_000 * scale), 200), series="clocks", now=begun)
    # What the wrong clock would tell early.
    fall_due("clocks:soon", 20, first=HOUR / 2)
    with worker("ahead", ahead=3600) as wrong, worker("right"):
        swept = sweep_in_peace("ahead", "clocks", begun)
        fall_due("clocks:now", 1)
        done = sweep_in_peace("right", "clocks", now_by_postgres())
        tick("ahead")
        last = waited(lambda: "succeeded" in wrong.log.read_text().rpartition("received")[2])
        now, shown = now_by_postgres(), max(_times_in(wrong), default=begun)
    ahead = round((shown - now) / timedelta(minutes=1))
    lines = [
        Line("the clock in the log of one worker", f"{ahead} minutes ahead", ahead > 50),
        Line("swept by that one, by the other, and by that one", "yes", swept and done and last),
        *judged("clocks", now),
    ]
    words = (
        "Two workers at once, one of which reads a clock that is an hour ahead wherever Python asks for the time; the "
        "sweep asks the database. Among what it finds are 20 deadlines that are late in half an hour: nothing may be "
        "told, or noticed, before its time."
    )
    return Section("Clocks an hour apart", words, lines)


def _times_in(running: Program) -> Iterator[datetime]:
    """Yield the times at which a worker says that it wrote the lines of its log."""
    for line in running.log.read_text().splitlines():
        if found := A_TIME.match(line):
            yield datetime.fromisoformat(found[1]).replace(tzinfo=LONDON)
