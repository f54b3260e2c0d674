"""Sweeps that are killed: by chance, just before a commit, and just after one."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

from django.core.management import call_command
from django.db import connection

from asbcases.db.base import DatabaseWrapper
from asbcases.deadlines import sweep as sweeping
from tests.proof.judge import judged, waiting_and_stamped
from tests.proof.population import SWEPT_AT, fill_diary
from tests.tools.report import REPOSITORY, Line, Section

SEED = 20261123
SERIES = "kills"
PROCESSES = 4
ROUNDS = 25
FULL = 40_000
WAYS = ("chance", "chance", "before", "after")
COMMAND = [
    sys.executable,
    str(REPOSITORY / "manage.py"),
    "sweep_deadlines",
    "--json",
    "--now",
    SWEPT_AT.isoformat(),
]


def prove(scale: float) -> Section:
    """Sweep a diary with processes that are killed, then in peace, and compare what is due with what was told."""
    many = int(FULL * scale)
    fill_diary(many, series=SERIES)
    killed = sweep_and_kill(many)
    left, _ = waiting_and_stamped(SERIES, SWEPT_AT)
    last = _in_peace()
    lines = [
        Line("deadlines in the diary", f"{many:,}"),
        Line("processes killed by chance", str(killed["chance"]), killed["chance"] > 0),
        Line("processes killed just before a commit", str(killed["before"]), killed["before"] > 0),
        Line("processes killed just after a commit", str(killed["after"]), killed["after"] > 0),
        Line("deadlines left for the last sweep", f"{left:,}", 0 < left < many),
        *judged(SERIES, SWEPT_AT),
        Line("the same instant again", _counts(last), not any(_numbers(last))),
        _rate(many),
    ]
    words = (
        f"{PROCESSES} processes at a time run the real command over one diary and are killed with SIGKILL at "
        "random (fixed seed), before and after commits; then it is swept in peace."
    )
    return Section("Sweep and kill", words, lines)


def sweep_and_kill(many: int) -> Counter[str]:
    """Run rounds of sweeping processes, kill them, and return how many died in which way."""
    dice, ways = random.Random(SEED), Counter[str]()
    sweeping.BATCH = max(many // 400, 5)
    connection.close()
    for _ in range(max(10, int(ROUNDS * min(many / FULL, 1)))):
        started = {_start(way, dice.randint(1, 3)): way for way in dice.choices(WAYS, k=PROCESSES)}
        time.sleep(dice.uniform(0.01, 0.25))
        for child, way in started.items():
            if way == "chance":
                os.kill(child, signal.SIGKILL)
            if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
                ways[way] += 1
    sweeping.BATCH = 500
    return ways


def _start(way: str, commits: int) -> int:
    """Start a process of its own that runs the command, and that kills itself around a commit if told so."""
    child = os.fork()
    if child:
        return child
    try:
        if way != "chance":
            _die(way, commits)
        call_command("sweep_deadlines", "--json", "--now", SWEPT_AT.isoformat(), stdout=io.StringIO())
    finally:
        os._exit(0)


def _die(way: str, commits: int) -> None:
    """Have this process kill itself just before or just after its nth commit."""
    commit, seen = DatabaseWrapper._commit, iter(range(1, 1_000_000))

    def last(self: DatabaseWrapper) -> object:
        due = next(seen) == commits
        if due and way == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = commit(self)
        if due:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    DatabaseWrapper._commit = last


def _in_peace() -> dict[str, object]:
    """Run the command as an operator does until it finds nothing: a killed process may hold its rows a moment."""
    for _ in range(10):
        done = subprocess.run(COMMAND, capture_output=True, text=True, check=True, cwd=REPOSITORY)
        result: dict[str, object] = json.loads(done.stdout)
        if not result["examined"]:
            break
    return result


def _numbers(result: dict[str, object]) -> list[object]:
    return [result[name] for name in ("examined", "warned", "missed", "passed", "escalated", "messages")]


def _counts(result: dict[str, object]) -> str:
    return f"{sum(map(int, map(str, _numbers(result))))} steps and messages"


def _rate(many: int) -> Line:
    """Measure one undisturbed sweep of as many deadlines again."""
    fill_diary(many, series="rate")
    result = sweeping.sweep(SWEPT_AT)
    rate = result.examined / result.seconds
    steps = result.messages / result.seconds
    return Line("one process, undisturbed", f"{rate:,.0f} deadlines and {steps:,.0f} messages a second")
