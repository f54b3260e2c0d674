"""Real workers and beat of the product as the prover's own processes, and a sweep that is held in its middle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from asbcases.deadlines.tasks import sweep_deadlines
from asbcases.local import places
from asbcases.local.management.commands.up import children
from asbcases.local.services import Services
from tests.proof.judge import waiting_and_stamped
from tests.tools.report import REPOSITORY

PATIENCE = 60.0
# Runs `celery` with every clock that Python reads moved on by as many seconds as its first word says.
AHEAD = "tests.proof.ahead"


@dataclass
class Program:
    """A program of an installation, started as `manage.py up` starts it, in a process group of its own."""

    line: list[str]
    called: str
    process: subprocess.Popen[bytes] | None = None
    ended: int = 0

    @classmethod
    def start(cls, name: str, *options: str, called: str, ahead: int = 0, port: int = 0) -> "Program":
        """Start it; PostgreSQL knows its sessions by what it is called."""
        var = places.var_folder()
        [line] = [child.program for child in children("127.0.0.1", port, Services(var)) if child.name == name]
        if ahead:
            line = [sys.executable, "-m", AHEAD, str(ahead), *line[line.index("celery") + 1 :]]
        program = cls([*line, *options], called)
        program.keep()
        return program

    @property
    def log(self) -> Path:
        """Where its lines go."""
        return places.var_folder() / f"{self.called}.log"

    def keep(self) -> None:
        """Have it run, as its supervisor would: start it, and again when it has ended by itself."""
        if self.process and self.process.poll() is None:
            return
        if self.process:
            self.kill()
            self.ended += 1
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.line,
                cwd=REPOSITORY,
                env={**os.environ, "PGAPPNAME": self.called, "LOG_LEVEL": "INFO"},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Kill it and every child of its pool."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def worker(queue: str, *, ahead: int = 0) -> Iterator[Program]:
    """Run a worker that serves a queue of its own, so that nobody else takes what it is told to do."""
    running = Program.start("worker", "-Q", queue, "-n", f"{queue}@%h", called=queue, ahead=ahead)
    try:
        yield running
    finally:
        running.kill()


def tick(queue: str) -> None:
    """Do what beat does each minute: ask for a sweep."""
    options: dict[str, Any] = {**settings.CELERY_BEAT_SCHEDULE["sweep deadlines"]["options"]}
    sweep_deadlines.apply_async(queue=queue, **options)


def sweep_in_peace(queue: str, series: str, now: datetime) -> bool:
    """Tick until nothing of a series waits any more; a dead sweep may hold its rows for a moment."""
    until = time.monotonic() + PATIENCE * 3
    while time.monotonic() < until:
        tick(queue)
        with connection.as_owner():
            if waited(lambda: waiting_and_stamped(series, now)[0] == 0, 10):
                return True
    return False


@contextmanager
def held_in_its_middle(queue: str, series: str, now: datetime, *, table: str) -> Iterator[tuple[int, int]]:
    """Hold the sweep of a worker where it writes into a table, once a batch was committed; yield what waits and is stamped."""
    with connection.as_owner():
        before = waiting_and_stamped(series, now)[0]
        must(lambda: waiting_and_stamped(series, now)[0] < before)
    owner = psycopg.connect(
        host=str(places.socket_folder(places.var_folder())),
        port=places.PORT,
        user=places.OWNER_ROLE,
        dbname=places.DATABASE,
    )
    try:
        owner.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(sql.Identifier(table)))
        with connection.as_owner():
            must(lambda: _waits_for_a_lock(queue))
        yield waiting_and_stamped(series, now)
    finally:
        owner.close()


def _waits_for_a_lock(called: str) -> bool:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity WHERE application_name = %s AND wait_event_type = 'Lock'",
            [called],
        )
        return cursor.fetchone() is not None


def now_by_postgres() -> datetime:
    """Return the database's time."""
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [at] = cursor.fetchone()
    return at  # type: ignore[no-any-return]


def waited(true: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait until something is true, and return whether it came to be."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def must(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something is true; the proof cannot go on without it."""
    if not waited(true, seconds):
        raise TimeoutError("What the proof waits for has not come: read the logs in its folder.")
