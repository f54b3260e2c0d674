"""Runs web, worker and beat as children: names their lines, restarts what ends, and ends them all together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import BinaryIO

from asbcases.local import leftovers, places
from asbcases.local.errors import LocalServiceError
from asbcases.local.process import launched
from asbcases.local.services import Services

FIRST_ANSWER = 120.0  # seconds until a web process that never answers is given up
MOST_ERRORS = 3  # answers with an error, a second apart, after which it will not mend itself
PATIENCE = 15.0  # seconds that children have to finish what they are doing
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
SETTLED = 60.0  # a child that lived so long starts again without delay
PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Child:
    """One program that is kept running."""

    name: str
    program: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = SHORTEST_PAUSE
    next_start: float = 0.0

    def start(self, environment: dict[str, str], out: Callable[[str, str], None]) -> None:
        """Start the program in a session of its own, ending with its parent, its lines copied to `out`."""
        self.process = subprocess.Popen(
            launched(self.program, "--with-parent", str(os.getpid())),
            cwd=places.REPOSITORY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.started = time.monotonic()
        threading.Thread(target=self._copy, args=(self.process.stdout, out), daemon=True).start()

    def ended(self) -> bool:
        """Say whether the program ran and has ended."""
        return self.process is not None and self.process.poll() is not None

    def bury(self) -> str:
        """End what is left of an ended program's group, set the time of its next start, and return the tale."""
        code = self.process.returncode if self.process else 0
        self.kill()
        self.process = None
        if time.monotonic() - self.started > SETTLED:
            self.pause = SHORTEST_PAUSE
        self.next_start = time.monotonic() + self.pause
        tale = f"ended with code {code}; starting again in {self.pause:.0f} s"
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return tale

    def kill(self) -> None:
        """Kill the program and everything in its group."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _copy(self, lines: BinaryIO, out: Callable[[str, str], None]) -> None:
        with lines:
            for line in lines:
                out(self.name, line.decode(errors="replace").rstrip())


@dataclass
class Supervisor:
    """Keeps the children and the embedded services running until it is told to stop."""

    children: list[Child]
    services: Services
    first_page: Callable[[], int]
    announce: Callable[[], None]
    stopping: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _guard: subprocess.Popen[bytes] | None = None

    def run(self) -> bool:
        """Run until SIGINT, SIGTERM or SIGHUP; say whether the web ever answered."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_soon)
        leftovers.end_leftovers(self.services.var)
        answered = threading.Event()
        threading.Thread(target=self._wait_for_web, args=(answered,), daemon=True).start()
        try:
            self._keep_running()
        finally:
            self._end_children()
            self._dismiss_guard()
        return answered.is_set()

    def wait_for_orphans(self, patience: float = 2.0) -> None:
        """Collect every dead process that was adopted, once all have been told to end."""
        until = time.monotonic() + patience
        with suppress(ChildProcessError):
            while time.monotonic() < until:
                if os.waitpid(-1, os.WNOHANG)[0] == 0:
                    time.sleep(0.02)

    def say(self, name: str, line: str) -> None:
        """Write one line with its author in front; a reader that has gone ends the whole."""
        with self._lock:
            try:
                sys.stdout.write(f"{name:<9}| {line}\n")
                sys.stdout.flush()
            except BrokenPipeError:
                self.stopping.set()

    def reap(self) -> None:
        """Collect the dead orphans that were adopted, but no process that Python waits for itself."""
        ours = {
            process.pid for process in (self._guard, *(child.process for child in self.children)) if process
        }
        with suppress(ChildProcessError):
            while found := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if found.si_pid in ours:
                    return
                os.waitpid(found.si_pid, 0)

    def _keep_running(self) -> None:
        while not self.stopping.wait(0.25):
            self.reap()
            self._keep_guard()
            self._keep_services()
            for child in self.children:
                self._keep(child)

    def _keep(self, child: Child) -> None:
        if child.ended():
            self.say(child.name, child.bury())
        if child.process is None and time.monotonic() >= child.next_start:
            mark = {leftovers.NAME: leftovers.mark(self.services.var), "PYTHONUNBUFFERED": "1"}
            child.start({**os.environ, **mark}, self.say)

    def _keep_services(self) -> None:
        if self.services.alive():
            return
        self.say("services", "PostgreSQL or Valkey has ended; starting it again")
        try:
            self.services.revive()
        except LocalServiceError as error:
            self.say("services", str(error))
            self.stopping.wait(SHORTEST_PAUSE)

    def _keep_guard(self) -> None:
        """Have the small process run that ends everything when this one is killed; it waits on a pipe."""
        if self._guard and self._guard.poll() is None:
            return
        program = [sys.executable, "-m", "asbcases.local.leftovers", str(self.services.var)]
        self._guard = subprocess.Popen(
            launched(program, "--after-parent", "yes"),
            cwd=places.REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _dismiss_guard(self) -> None:
        if self._guard:
            self._guard.kill()
            self._guard.wait()

    def _wait_for_web(self, answered: threading.Event) -> None:
        """Ask for the first page until it comes; give up when it comes with errors, or not at all."""
        until, errors = time.monotonic() + FIRST_ANSWER, 0
        while not self.stopping.wait(1 if errors else 0.2):
            status = self.first_page()
            errors += status >= 500
            if 0 < status < 500:
                answered.set()
                self.announce()
                return
            if errors >= MOST_ERRORS:
                self._give_up(f"The web process answers with an error ({status}): its lines above say why.")
            elif time.monotonic() > until:
                self._give_up(
                    f"The web process gave no answer for {FIRST_ANSWER:.0f} s: its lines above say why."
                )

    def _give_up(self, sentence: str) -> None:
        self.say("up", sentence)
        self.stopping.set()

    def _stop_soon(self, number: int, frame: FrameType | None) -> None:
        if self.stopping.is_set():
            for child in self.children:
                child.kill()
        self.stopping.set()

    def _end_children(self) -> None:
        """Ask all to end, wait for them together, then kill what is left."""
        running = [child for child in self.children if child.process]
        for child in running:
            with suppress(ProcessLookupError):
                child.process.terminate()  # type: ignore[union-attr]
        until = time.monotonic() + PATIENCE
        while not all(child.ended() for child in running) and time.monotonic() < until:
            time.sleep(0.05)
        for child in running:
            child.kill()
        self.reap()


def adopt_orphans() -> None:
    """Become the parent of orphaned grandchildren (Linux), so that none is left a zombie where pid 1 does not reap."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
