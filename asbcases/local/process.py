"""Starting programs of the services, and looking at processes that other runs have left."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from asbcases.local.errors import LocalServiceError, from_os_error

LAUNCH = Path(__file__).with_name("launch.py")
NO_ROOT = (
    "PostgreSQL does not run as root, and this machine allows neither a user namespace nor the user nobody: "
    "run the command as an ordinary user, or set DATABASE_URL."
)


def launched(program: list[str], *options: str) -> list[str]:
    """Return the command line that runs the program through launch.py."""
    return [sys.executable, "-I", "-S", str(LAUNCH), *options, "--", *program]


def run_logged(program: list[str], log: Path, *, wait: float = 120) -> int:
    """Run a program with its output in a file (a pipe would be kept open by the server) and return its code."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        with log.open("ab") as output:
            done = subprocess.run(
                program,
                check=False,
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                timeout=wait,
            )
    except OSError as error:
        raise from_os_error(error, log.parent) from error
    except subprocess.TimeoutExpired as error:
        raise LocalServiceError(
            f"{Path(program[-1]).name} gave no answer for {wait:.0f} seconds: read {log}, stop what loads this machine and try again."
        ) from error
    return done.returncode


def way_out_of_root(data: Path) -> tuple[str, ...]:
    """Return launch.py's options by which PostgreSQL runs; none for an ordinary user."""
    if os.geteuid() != 0:
        return ()
    if data.exists() and data.stat().st_uid != 0:
        return ("--as", "nobody")
    for way in ("namespace", "nobody"):
        probe = launched(["/bin/sh", "-c", ":"], "--as", way)
        if subprocess.run(probe, check=False, capture_output=True).returncode == 0:
            return ("--as", way)
    raise LocalServiceError(NO_ROOT)


def is_running(pid: int, name: str, *, argument: str = "") -> bool:
    """Say whether this very program runs under the pid: neither a zombie nor another that got the number."""
    if not Path("/proc/self/stat").exists():
        return _answers(pid)
    try:
        found = Path(f"/proc/{pid}/stat").read_text()
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    command, _, rest = found.partition("(")[2].rpartition(")")
    alive = rest.split()[0] not in "ZX"
    return alive and command == name and (not argument or os.fsencode(argument) in words)


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def first_number(path: Path) -> int:
    """Return the pid in the first line of a pid or lock file, or 0."""
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def send(pids: Iterable[int], number: signal.Signals) -> None:
    """Send the signal to each process that is still there."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
