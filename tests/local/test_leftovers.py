"""What a killed supervisor left is found by its mark and ended; what a living one runs is not."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from asbcases.local import leftovers
from tests.local.tools import lives

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux's /proc")
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"


@contextmanager
def _marked(
    mark: str, program: str = "print('up', flush=True); import time; time.sleep(60)"
) -> Iterator[int]:
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", program],
        env={**os.environ, leftovers.NAME: mark},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    yield process.pid
    process.kill()
    process.communicate()


def test_children_of_a_dead_supervisor_are_ended(tmp_path: Path) -> None:
    # The number is ours, but we began at another tick: the supervisor of that name is dead.
    with _marked(f"{os.getpid()}:1:{tmp_path}") as lost:
        assert leftovers.leftovers(tmp_path) == [lost]

        assert leftovers.end_leftovers(tmp_path) == 1

        assert not lives(lost)


def test_what_does_not_hear_is_killed(tmp_path: Path) -> None:
    with _marked(f"{os.getpid()}:1:{tmp_path}", STUBBORN) as deaf:
        leftovers.end_leftovers(tmp_path, patience=0.3)

        assert os.waitid(os.P_PID, deaf, os.WEXITED | os.WNOWAIT).si_status == signal.SIGKILL  # type: ignore[union-attr]


def test_children_of_a_living_supervisor_or_of_another_folder_are_left_alone(tmp_path: Path) -> None:
    with _marked(leftovers.mark(tmp_path)) as ours, _marked(f"1:1:{tmp_path}-other") as others:
        assert leftovers.end_leftovers(tmp_path) == 0

        assert lives(ours)
        assert lives(others)


@pytest.mark.services
def test_it_runs_as_a_program_and_stops_servers_that_nobody_uses(tmp_path: Path) -> None:
    from asbcases.local.services import Services
    from tests.local.tools import environment, holding

    user = holding(tmp_path)
    user.kill()
    user.communicate()
    assert Services(tmp_path).alive()

    subprocess.run(
        [sys.executable, "-m", "asbcases.local.leftovers", str(tmp_path)],
        env=environment(tmp_path),
        check=True,
    )

    assert not Services(tmp_path).alive()
