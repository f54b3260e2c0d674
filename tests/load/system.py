"""The system that is put under load: web, worker and beat as an installation runs them, each started again when it ends."""

import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.proof.machine import Program, must

NAMES = ("web", "worker", "beat")
# Seconds between two looks at how old the sweep is and what waits in the outbox.
SAMPLE_EVERY = 2.0
PATIENCE = 180


@dataclass(frozen=True)
class System:
    """Its programs by their names, and where the pages are."""

    programs: dict[str, Program]
    host: str

    def keep(self) -> None:
        """Have each program run, as its supervisor does."""
        for program in self.programs.values():
            program.keep()

    def answers(self) -> bool:
        """Return whether it says that it can serve people."""
        try:
            with urllib.request.urlopen(f"{self.host}/health/ready/", timeout=10) as answer:  # noqa: S310  our own machine
                return bool(answer.status == 200)
        except OSError:
            return False

    @property
    def health(self) -> dict[str, Any] | None:
        """Return what it says of itself, unless it says nothing."""
        try:
            with urllib.request.urlopen(f"{self.host}/health/", timeout=30) as answer:  # noqa: S310  our own machine
                return dict(json.loads(answer.read()))
        except urllib.error.HTTPError as error:
            return dict(json.loads(error.read() or b"{}"))
        except OSError:
            return None


@contextmanager
def running() -> Iterator[System]:
    """Run the system on a port that is free, and stop it afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    system = System({}, f"http://127.0.0.1:{port}")
    try:
        for name in NAMES:
            system.programs[name] = Program.start(name, called=f"load-{name}", port=port)
        must(system.answers, PATIENCE)
        yield system
    finally:
        for program in system.programs.values():
            program.kill()


@contextmanager
def asked_how_it_is(system: System, said: list[dict[str, Any]]) -> Iterator[None]:
    """Ask the system now and then how it is, and keep what it says."""
    over = threading.Event()

    def ask() -> None:
        while not over.wait(SAMPLE_EVERY):
            if told := system.health:
                said.append(told)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield
    finally:
        over.set()
        asking.join()
