"""What the tests of the local services share: processes that use a data folder, and looking whether they live."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from asbcases.local.places import REPOSITORY
from asbcases.local.process import first_number

HOLD = """
import sys
from pathlib import Path
from asbcases.local.errors import LocalServiceError
from asbcases.local.services import ensure_running
try:
    ensure_running(Path(sys.argv[1]), durable=False)
except LocalServiceError as error:
    sys.exit(str(error))
print("held", flush=True)
sys.stdin.read()
"""


SERVERS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
COUNT = "from asbcases.accounts.models import User; print(User.objects.count())"


@dataclass
class Told:
    """How a command ended."""

    code: int
    out: str
    err: str


def environment(var: Path, **more: str) -> dict[str, str]:
    """Return an environment in which commands use this folder and no service of anybody's own.

    Their lines are not counted: what these tests wait for is the start of programs, and counting doubles it.
    """
    kept = {k: v for k, v in os.environ.items() if k not in SERVERS and not k.startswith("COVERAGE_")}
    return {**kept, "ASBCASES_VAR": str(var), "ASBCASES_FSYNC": "off", **more}


def user_of(var: Path, *before: str, python: str = sys.executable) -> subprocess.Popen[str]:
    """Start a process that holds the services until its standard input closes."""
    return subprocess.Popen(
        [*before, python, "-c", HOLD, str(var)],
        cwd=REPOSITORY,
        env=environment(var),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def holding(var: Path) -> subprocess.Popen[str]:
    """Start such a process and wait until it holds them."""
    user = user_of(var)
    assert user.stdout is not None
    assert user.stdout.readline() == "held\n"
    return user


def manage(
    var: Path, *words: str, python: str = sys.executable, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py to its end."""
    command = [python, str(REPOSITORY / "manage.py"), *words]
    return subprocess.run(
        command,
        env=environment(var, **more),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def begun(var: Path, *words: str) -> subprocess.Popen[str]:
    """Begin a command of manage.py."""
    return subprocess.Popen(
        [sys.executable, str(REPOSITORY / "manage.py"), *words],
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def two_first_commands(var: Path) -> list[Told]:
    """Count the users twice at once, where nothing stands yet, and return what both told."""
    both = [begun(var, "shell", "--verbosity", "0", "-c", COUNT) for _ in range(2)]
    told = [one.communicate(timeout=300) for one in both]
    return [Told(one.returncode, *said) for one, said in zip(both, told, strict=True)]


def postmaster(var: Path) -> int:
    """Return the number of the server's main process."""
    return first_number(var / "postgres" / "postmaster.pid")


def kill(pid: int) -> None:
    """Kill without warning, and wait until it is gone or a zombie."""
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not lives(pid))


def lives(pid: int) -> bool:
    """Say whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_until(true: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for something to become true, with patience for a machine under load."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
