"""What breaks in mid-run: the worker each minute, Valkey for a while, PostgreSQL once; each time is written down."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from asbcases.local import places
from asbcases.local.process import first_number
from asbcases.local.services import ensure_running
from tests.load.ledger import Window
from tests.load.system import System
from tests.proof.broken import kill_postgres, start_again
from tests.proof.machine import must

POSTGRES, VALKEY, WORKER = "PostgreSQL", "Valkey", "worker"
# At which parts of the run PostgreSQL is killed, Valkey goes, and an empty one comes.
POSTGRES_AT, VALKEY_AT, VALKEY_BACK = 0.25, 0.5, 0.7
MINUTE = 60.0


@dataclass
class Breaker:
    """Breaks one part after another while the users work, and knows when each was away."""

    system: System
    seconds: float
    windows: list[Window] = field(default_factory=list)
    away_since: float = 0.0

    @property
    def plan(self) -> list[tuple[float, Callable[[], None]]]:
        """Return what is done at which second of the run, in its order; in a short run the worker is killed once."""
        workers = max(round(self.seconds / MINUTE), 2)
        killed = [(n / workers, self.kill_worker) for n in range(1, workers)]
        others = [
            (POSTGRES_AT, self.kill_postgres), (VALKEY_AT, self.lose_valkey), (VALKEY_BACK, self.bring_valkey),
        ]  # fmt: skip
        return [(part * self.seconds, do) for part, do in sorted([*killed, *others], key=lambda one: one[0])]

    def kill_worker(self) -> None:
        """Kill the worker and its pool, and have its supervisor start it again."""
        began, worker = time.monotonic(), self.system.programs["worker"]
        worker.kill()
        worker.keep()
        self.windows.append(Window(WORKER, began, time.monotonic()))

    def kill_postgres(self) -> None:
        """Kill the server with all its sessions, start it again, and wait until pages are answered."""
        began = time.monotonic()
        kill_postgres()
        start_again()
        must(self.system.answers)
        self.windows.append(Window(POSTGRES, began, time.monotonic()))

    def lose_valkey(self) -> None:
        """Kill Valkey with everything in it."""
        self.away_since = time.monotonic()
        os.kill(first_number(places.socket_folder(places.var_folder()) / "valkey.pid"), signal.SIGKILL)

    def bring_valkey(self) -> None:
        """Start an empty Valkey."""
        ensure_running()
        self.windows.append(Window(VALKEY, self.away_since, time.monotonic()))


def away(windows: Sequence[Window], what: str) -> float:
    """Return how long a part was away, in seconds."""
    return sum(window.until - window.at for window in windows if window.what == what)
