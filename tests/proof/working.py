"""Officers at work in processes of their own, on whichever database they are given."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from asbcases.local.places import APP_ROLE
from tests.proof.acts import Act, read
from tests.proof.beside import on
from tests.proof.machine import must
from tests.tools.report import REPOSITORY

OFFICERS = ("asb", "cpt", "asb2", "cpt2")
# Seconds: an officer's program may begin slowly beside everything else.
PATIENT = 600
# How many reports are worked on in what was restored.
MORE = 5


@contextmanager
def at_work(
    host: str, name: str, folder: Path, officers: Sequence[str]
) -> Iterator[Callable[[], list[list[Act]]]]:
    """Have each of some officers work in a process of their own; yield what tells their acts so far."""
    url = f"postgres://{APP_ROLE}@{quote(host, safe='')}/{name}"
    files = [folder / f"{officer}.acts" for officer in officers]
    working = [
        subprocess.Popen(program(*each), cwd=REPOSITORY, env=on(url))
        for each in zip(officers, files, strict=True)
    ]

    def acts() -> list[list[Act]]:
        if any(each.poll() is not None for each in working):
            raise RuntimeError("An officer stopped working: what came up stands above.")
        return [read(file) for file in files]

    try:
        yield acts
    finally:
        for each in working:
            each.kill()
            each.wait()


def answered(acts: Callable[[], list[list[Act]]], many: int, *, since: float = 0.0) -> None:
    """Wait until each officer was answered so many acts that were begun after an instant."""

    def enough(each: list[Act]) -> bool:
        return sum(act.ended is not None and act.began > since for act in each) >= many

    must(lambda: all(map(enough, acts())), PATIENT)


def worked_on(url: str, file: Path) -> int:
    """Have an officer work on a few reports in the database of an address, and return how many acts were answered."""
    done = subprocess.run(program(OFFICERS[0], file, str(MORE)), cwd=REPOSITORY, env=on(url), check=False)
    return 0 if done.returncode else sum(act.ended is not None for act in read(file))


def program(officer: str, file: Path, *many: str) -> list[str]:
    """Return the command by which an officer works and writes down when."""
    return [sys.executable, "-m", "tests.proof.acts", officer, str(file), *many]
