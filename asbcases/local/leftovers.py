"""What a killed supervisor leaves behind: found by a mark in the environment, and ended.

`python -m asbcases.local.leftovers VAR` runs when the supervisor's end of a pipe closes.
"""

import os
import signal
import sys
import time
from pathlib import Path

from asbcases.local.process import send
from asbcases.local.services import Services

NAME = "ASBCASES_SUPERVISOR"
PATIENCE = 15.0


def mark(var: Path) -> str:
    """Return the value that the children of this supervisor carry in their environment."""
    return f"{os.getpid()}:{_started(os.getpid())}:{var.resolve()}"


def leftovers(var: Path) -> list[int]:
    """Return the living processes of this folder whose supervisor is dead (Linux; elsewhere none)."""
    return [
        pid for pid, value in _marked() if _folder(value) == str(var.resolve()) and not _supervised(value)
    ]


def end_leftovers(var: Path, *, patience: float = PATIENCE) -> int:
    """End the leftovers, gently first, and say how many there were."""
    found = leftovers(var)
    send(found, signal.SIGTERM)
    until = time.monotonic() + patience
    while leftovers(var) and time.monotonic() < until:
        time.sleep(0.1)
    send(leftovers(var), signal.SIGKILL)
    return len(found)


def _marked() -> list[tuple[int, str]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        value = _value(folder)
        if value and int(folder.name) != os.getpid():
            found.append((int(folder.name), value))
    return found


def _value(folder: Path) -> str:
    """Return the mark of a process; a zombie has no environment, another user's cannot be read."""
    try:
        words = (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return ""
    start = os.fsencode(f"{NAME}=")
    return next((os.fsdecode(word.removeprefix(start)) for word in words if word.startswith(start)), "")


def _folder(value: str) -> str:
    return value.split(":", 2)[-1]


def _supervised(value: str) -> bool:
    pid, started, _ = value.split(":", 2)
    return _started(int(pid)) == started


def _started(pid: int) -> str:
    """Return the tick at which a process began, which a reused number does not share; empty when it is dead."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if words[0] in "ZX" else words[19]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    end_leftovers(folder)
    Services(folder).stop_if_unused()
