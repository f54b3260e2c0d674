"""What breaks in the middle of a sweep: the worker, and PostgreSQL."""

import os
import signal
from collections.abc import Iterator
from itertools import cycle

from django.db import connection

from asbcases.local import places
from asbcases.local.process import first_number, is_running
from asbcases.local.services import ensure_running
from tests.proof.judge import judged
from tests.proof.machine import (
    held_in_its_middle,
    must,
    now_by_postgres,
    sweep_in_peace,
    tick,
    worker,
)
from tests.proof.population import fill_diary
from tests.tools.report import Line, Section

WORKERS, FEWEST, SERVERS = 20, 3, 3
# Rows for each break, and as many again: a batch of 500 is committed, another held; a quarter is not due, or met.
ROWS = 1_500
# Where the sweep is held: it stamps first, then writes the record, then the outbox.
TABLES = ("audit_auditevent", "notify_message")
Seen = list[tuple[int, int]]


def prove_workers(scale: float) -> Section:
    """Kill the worker in the middle of its sweep again and again, then sweep in peace."""
    times = max(round(WORKERS * scale), FEWEST)
    now = now_by_postgres()
    fill_diary((times + 1) * ROWS, series="killed", now=now)
    seen: Seen = []
    for _, table in zip(range(times), cycle(TABLES), strict=False):
        with worker("worker") as running:
            tick("worker")
            with held_in_its_middle("worker", "killed", now, table=table) as found:
                running.kill()
                seen.append(found)
    with worker("worker"):
        done = sweep_in_peace("worker", "killed", now)
    lines = [
        Line("worker killed with SIGKILL in mid-sweep", _times(times), len(seen) == times),
        *_each_time(seen),
        Line("swept by the next worker", "to the end" if done else "NOT to the end", done),
        *judged("killed", now_by_postgres()),
    ]
    words = (
        "The worker of `manage.py up` is told to sweep. Once a batch is committed the prover locks the table that the "
        "sweep writes next, waits until PostgreSQL says that the sweep waits there, in the middle of its transaction, "
        "and kills the whole worker."
    )
    return Section("Worker killed in mid-sweep", words, lines)


def prove_server(scale: float) -> Section:
    """Kill PostgreSQL in the middle of a sweep and start it again; the worker stays and goes on."""
    times = max(round(SERVERS * scale), 1)
    now = now_by_postgres()
    fill_diary((times + 1) * ROWS, series="server", now=now)
    seen: Seen = []
    with worker("server") as running:
        for _, table in zip(range(times), cycle(TABLES), strict=False):
            tick("server")
            with held_in_its_middle("server", "server", now, table=table) as found:
                kill_postgres()
                seen.append(found)
            start_again()
        done = sweep_in_peace("server", "server", now)
        same = running.process is not None and running.process.poll() is None
    lines = [
        Line("PostgreSQL killed with SIGKILL in mid-sweep", _times(times), len(seen) == times),
        *_each_time(seen),
        Line("swept by the same worker", "to the end" if done and same else "NOT to the end", done and same),
        *judged("server", now_by_postgres()),
    ]
    words = "As before, but PostgreSQL is killed under the sweep, with all its sessions, and started again."
    return Section("PostgreSQL killed in mid-sweep", words, lines)


def _each_time(seen: Seen) -> Iterator[Line]:
    """Yield a line for what was found at the breaks: rows with a stamp, and rows that waited for one."""
    waiting, stamped = ([found[n] for found in seen] for n in (0, 1))
    split = all(stamped) and all(waiting) and sorted(set(stamped)) == stamped
    found = f"{stamped[0]:,} stamped and {waiting[0]:,} waiting at first, {stamped[-1]:,} and {waiting[-1]:,} at last"
    yield Line("rows at each of these moments", found, split)


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times} times"


def kill_postgres() -> None:
    """Kill the server; its sessions end when they see it."""
    data = places.var_folder() / "postgres"
    server = first_number(data / "postmaster.pid")
    connection.close()
    os.kill(server, signal.SIGKILL)
    must(lambda: not is_running(server, "postgres", argument=str(data)))


def start_again() -> None:
    """Start the server as whoever uses it next does."""
    ensure_running()
