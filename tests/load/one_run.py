"""One run: users of a process of their own work through the steps of a plan, and what is to break breaks meanwhile."""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from asbcases.db.actor import acting
from asbcases.deadlines.sweep import sweep
from tests.load import judging, people
from tests.load.breaking import Breaker
from tests.load.ledger import Asked, Step, lines, marks, requests, steps, within
from tests.load.system import System, asked_how_it_is
from tests.proof.machine import now_by_postgres, waited
from tests.tools.report import REPOSITORY, Line

# The shortest and the longest that somebody thinks over a page, in seconds.
THINK = (10.0, 30.0)
# How many promises fall due in a run: one in five seconds, and some in the shortest; from when on, and how long.
PROMISES_EVERY, FEWEST = 5, 5
FALL_DUE, FOR = 0.1, 0.8
# How long after a run, in seconds, what fell due in it may still be told.
SETTLES = 240


@dataclass(frozen=True)
class Size:
    """How large the county is, who works on it, for how long, how fast, and how often beat ticks."""

    cases: int
    users: int
    seconds: float
    think: float
    tick: float


@dataclass
class Run:
    """One run: what it is called, where it is written down, and what the system said of itself meanwhile."""

    size: Size
    name: str
    folder: Path
    system: System
    enrolled: list[dict[str, Any]]
    samples: list[dict[str, Any]] = field(default_factory=list)
    key: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def ledger(self) -> Path:
        """Where the users write down what they are answered."""
        return self.folder / f"load-{self.name}-{self.key}.jsonl"

    @property
    def plan(self) -> Path:
        """Where the users read what they are to do."""
        return self.folder / f"load-{self.name}.plan"

    @property
    def told(self) -> list[dict[str, Any]]:
        """Return what they wrote down so far."""
        return list(lines(self.ledger))


@dataclass(frozen=True)
class Found:
    """What is known when a run of one step is over; when that began and ended by the clock of the database."""

    run: Run
    told: list[dict[str, Any]]
    step: Step
    began: datetime
    ended: datetime

    @property
    def asked(self) -> list[Asked]:
        """Return the requests that were sent in the step."""
        return within(requests(self.told), self.step)

    def kept_lines(self) -> list[Line]:
        """Return whether everything that was answered as kept is there."""
        found = judging.kept(self.run.key)
        return judging.lost_and_twice(marks(self.told, "sent"), marks(self.told, "kept"), found)

    def diary_lines(self, *, away: float = 0.0) -> list[Line]:
        """Return whether what fell due was noticed in time, but for so many seconds, and the diary is right."""
        late = judging.noticed(self.began, self.ended, self.run.size.tick, away=away)
        return [*late, *judging.outbox(self.run.samples), judging.diary()]


def worked(run: Run, breaker: Breaker | None = None) -> Found:
    """Have all of them work through one step, and wait until what fell due in it was told."""
    with acting("system:sweep"):
        sweep(now_by_postgres())
    began: list[datetime] = []

    def begins() -> None:
        began.append(now_by_postgres())
        seconds = timedelta(seconds=run.size.seconds)
        many = max(round(run.size.seconds / PROMISES_EVERY), FEWEST)
        people.promise(many, first=seconds * FALL_DUE, within=seconds * FOR)

    work(run, [(run.size.users, run.size.seconds)], begins=begins, breaker=breaker)
    ended = now_by_postgres()
    waited(lambda: _all_noticed(run, began[0], ended), SETTLES)
    told = run.told
    [step] = steps(told)
    return Found(run, told, step, began[0], ended)


def _all_noticed(run: Run, began: datetime, ended: datetime) -> bool:
    run.system.keep()
    return not judging.unnoticed(began, ended)


def work(
    run: Run,
    plan: Sequence[tuple[int, float]],
    *,
    until_full: bool = False,
    begins: Callable[[], object] = lambda: None,
    breaker: Breaker | None = None,
) -> None:
    """Have so many users work for so many seconds, step after step, until the last has ended or the system is full."""
    think = [seconds * run.size.think for seconds in THINK]
    planned = [{"users": users, "seconds": seconds} for users, seconds in plan]
    told = {"run": run.key, "seed": 1, "host": run.system.host, "think": think, "people": run.enrolled}
    run.plan.write_text(json.dumps({**told, "steps": planned, "until_full": until_full}))
    with _users(run) as users:
        _until(lambda: any(one["what"] == "began" for one in lines(run.ledger)), run, users)
        with asked_how_it_is(run.system, run.samples):
            began = time.monotonic()
            begins()
            for at, do in breaker.plan if breaker else ():
                _until(partial(_has_come, began + at), run, users)
                do()
            _until(lambda: False, run, users)
    if users.returncode:
        raise RuntimeError(f"The users ended with {users.returncode}: read the log beside {run.plan}.")


@contextmanager
def _users(run: Run) -> Iterator[subprocess.Popen[bytes]]:
    """Run the process that plays the users, and end it afterwards."""
    program = [sys.executable, "-m", "tests.load.crowd", str(run.plan), str(run.ledger)]
    # Nobody counts which lines are run there: none of the system's own.
    told = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    with run.plan.with_suffix(".log").open("w") as log:
        users = subprocess.Popen(program, cwd=REPOSITORY, env=told, stdout=log, stderr=log)
    try:
        yield users
    finally:
        if users.poll() is None:
            users.kill()
        users.wait()


def _until(true: Callable[[], bool], run: Run, users: subprocess.Popen[bytes]) -> None:
    """Wait until something is true or the users have ended, and keep the programs running meanwhile."""
    while users.poll() is None and not true():
        run.system.keep()
        time.sleep(0.2)


def _has_come(at: float) -> bool:
    return time.monotonic() >= at
