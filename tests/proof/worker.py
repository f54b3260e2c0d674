"""A real worker, beat and Valkey under their supervisor, killed while deadlines fall due."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.local.places import socket_folder
from asbcases.local.process import first_number
from tests.deadlines.diary import owe
from tests.tools.report import REPOSITORY, Line, Section

# How long after the due time a deadline is told at the latest, when everything is killed just before it:
# a tick of the proof's clock, the supervisor's pause, and the start of a worker on a busy machine.
WITHIN = timedelta(seconds=45)
AHEAD = timedelta(seconds=3)


def prove(var: Path, scale: float) -> Section:
    """Let deadlines fall due while worker and Valkey are killed, and measure when each is told and sent."""
    kills: dict[str, Callable[[Path], None]] = {
        "nothing killed": lambda var: None,
        "worker killed": kill_worker,
        "Valkey killed": kill_valkey,
        "worker and Valkey killed": kill_both,
    }
    chosen = list(kills) if scale >= 1 else ["nothing killed", "worker and Valkey killed"]
    with running(var):
        lines = [_told(var, name, kills[name]) for name in chosen]
    words = (
        "`manage.py up` runs worker and beat, whose clock ticks each second here; a deadline falls due three seconds "
        f"after the kill. It must be told and its message sent within {WITHIN.seconds} seconds, and only once."
    )
    return Section("Worker, beat and Valkey", words, lines)


@contextmanager
def running(var: Path) -> Iterator[None]:
    """Run everything under its supervisor, and stop it afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (var / "up.log").open("w")
    program = [sys.executable, str(REPOSITORY / "manage.py"), "up", "--no-demo", "--port", str(port)]
    process = subprocess.Popen(program, cwd=REPOSITORY, stdout=log, stderr=log)
    try:
        wait_for(lambda: pid_of("celery", "worker", var=var) > 0, 60)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        log.close()


def _told(var: Path, name: str, kill: Callable[[Path], None]) -> Line:
    """Return when the deadline was told and sent after its due time, killing what is named before it."""
    kill(var)
    deadline = _owe(name)
    key = f"deadline:{deadline.pk}:miss:{deadline.owner_id}"
    until = deadline.due_at + WITHIN
    while datetime.now(UTC) < until:
        if found := _message(key):
            told, sent = ((at - deadline.due_at).total_seconds() for at in found)
            return Line(
                name, f"noticed {told:.1f} s and sent {sent:.1f} s after it fell due", _once(deadline)
            )
        time.sleep(0.1)
    return Line(name, f"not sent within {WITHIN.seconds} s", holds=False)


def _owe(name: str) -> Deadline:
    ben = User.objects.get(username="ben")
    now = datetime.now(UTC)
    with acting(str(ben.pk)), transaction.atomic():
        case = Case.objects.order_by("pk")[0]
        return owe(case, ben, due_at=now + AHEAD, now=now, by=ben, subject=f"worker: {name}")


def _message(key: str) -> tuple[datetime, datetime] | None:
    """Return when the message was queued and sent, or None while it is not."""
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT queued_at, sent_at FROM notify_message WHERE key = %s", [key])
        row = cursor.fetchone()
    return row if row and row[1] else None


def _once(deadline: Deadline) -> bool:
    """Return whether each step that is due has one message."""
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT taken FROM deadlines_deadline WHERE id = %s", [deadline.pk])
        [taken] = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM notify_message WHERE key LIKE %s", [f"deadline:{deadline.pk}:%"])
        [messages] = cursor.fetchone()
    return int(messages) == 3 and all(step in taken for step in ("warn", "miss", "sergeant"))


def kill_worker(var: Path) -> None:
    """Kill the worker and every child of its pool."""
    worker = pid_of("celery", "worker", var=var)
    os.killpg(os.getpgid(worker), signal.SIGKILL)


def kill_valkey(var: Path) -> None:
    """Kill the broker."""
    os.kill(first_number(socket_folder(var) / "valkey.pid"), signal.SIGKILL)


def kill_both(var: Path) -> None:
    """Kill the worker and the broker."""
    kill_worker(var)
    kill_valkey(var)


def pid_of(*words: str, var: Path) -> int:
    """Return the oldest process of this instance whose command line holds the words, or 0."""
    mark = f"ASBCASES_VAR={var}".encode()
    found = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return next((pid for pid in sorted(found) if _is(pid, words, mark)), 0)


def _is(pid: int, words: tuple[str, ...], mark: bytes) -> bool:
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return all(word in line for word in words) and mark in Path(
            f"/proc/{pid}/environ"
        ).read_bytes().split(b"\0")
    except OSError:
        return False


def wait_for(true: Callable[[], bool], seconds: float) -> None:
    """Wait until something is true."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise TimeoutError("The worker did not start.")
        time.sleep(0.1)
