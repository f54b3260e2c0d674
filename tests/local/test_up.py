"""`manage.py up`: one supervisor for everything, with real processes and real kills."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from asbcases.local import places
from asbcases.local.services import Services
from tests.local.tools import environment, kill, lives, postmaster, wait_until

pytestmark = pytest.mark.services

PARTS = ("postgres -D", "valkey-server", "gunicorn", "asbcases worker", "asbcases beat", "--after-parent")


@dataclass
class Up:
    """A running `manage.py up`, its log and the processes below it."""

    var: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def below(self) -> dict[int, str]:
        """Return every descendant with its command line."""
        found: dict[int, str] = {}
        todo = [self.process.pid]
        while todo:
            listed = Path(f"/proc/{todo[0]}/task/{todo.pop(0)}/children")
            numbers = [int(word) for word in listed.read_text().split()] if listed.exists() else []
            todo += numbers
            found |= {number: _words(number) for number in numbers}
        return found

    def child(self, words: str) -> int:
        """Return the direct child whose command line holds the words, or 0."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next((int(number) for number in children if words in _words(int(number))), 0)

    def web_answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/accounts/login/", timeout=20) as page:
                return bool(page.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _words(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


@pytest.fixture
def start(tmp_path: Path, prepared: Path) -> Iterator[Callable[..., Up]]:
    """Return a function that starts `manage.py up` and waits until it is ready."""
    begun: list[Up] = []

    def begin(folder: Path = prepared, checkout: Path = places.REPOSITORY, **more: str) -> Up:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        var, log = folder, tmp_path / f"up{len(begun)}.log"
        command = [
            sys.executable,
            str(checkout / "manage.py"),
            "up",
            "--no-demo",
            "--port",
            str(port),
        ]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, env=environment(var, **more), stdout=output, stderr=subprocess.STDOUT
            )
        begun.append(Up(var, port, process, log))
        wait_until(lambda: "is ready at" in begun[-1].said() or process.poll() is not None, 300)
        assert process.poll() is None, begun[-1].said()
        return begun[-1]

    yield begin
    for up in begun:
        if up.process.poll() is None:
            up.process.terminate()
            up.process.wait(120)
        Services(up.var).stop_if_unused()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of this checkout in a folder whose name has spaces."""
    copy = tmp_path / "ASB Cases, the copy"
    for name in ("asbcases", "risk", "partners", "triggers", "static", "templates"):
        shutil.copytree(places.REPOSITORY / name, copy / name)
    shutil.copy(places.REPOSITORY / "manage.py", copy)
    return copy


def test_it_runs_everything_revives_what_is_killed_and_leaves_no_process(
    start: Callable[..., Up], checkout: Path
) -> None:
    up = start(checkout=checkout)
    assert up.web_answers()
    for step in ("Services", "Migrations", "Policies", f"http://127.0.0.1:{up.port}/"):
        assert step in up.said()
    wait_until(lambda: "worker   |" in up.said() and "web      |" in up.said())
    assert {os.readlink(f"/proc/{up.child(part)}/cwd") for part in ("gunicorn", "worker", "beat")} == {
        str(checkout)
    }
    assert "Traceback" not in up.said()

    for part in PARTS:
        killed = up.child(part)
        assert killed, part
        kill(killed)
        wait_until(lambda part=part, killed=killed: up.child(part) not in {0, killed})

    wait_until(up.web_answers)
    everything = up.below()
    up.process.send_signal(signal.SIGTERM)
    assert up.process.wait(120) == 0
    # Not even a zombie: the supervisor adopts and collects what its children leave.
    assert [words for pid, words in everything.items() if Path(f"/proc/{pid}").exists()] == []
    assert not Services(up.var).alive()


def test_a_killed_supervisor_leaves_nothing_running(start: Callable[..., Up]) -> None:
    up = start()
    everything = up.below()
    server = postmaster(up.var)

    up.process.kill()
    up.process.wait()

    wait_until(lambda: not [pid for pid in everything if lives(pid)])
    assert not lives(server)


def test_with_servers_of_ones_own_nothing_embedded_is_started(
    start: Callable[..., Up], prepared: Path, tmp_path: Path
) -> None:
    own = Services(prepared, durable=False)
    own.hold()
    folder = quote(str(places.socket_folder(prepared)), safe="")

    up = start(
        tmp_path / "var",
        DATABASE_URL=f"postgres://{places.APP_ROLE}@{folder}/{places.DATABASE}",
        REDIS_URL=places.redis_url(prepared),
    )

    assert up.web_answers()
    assert not up.child("postgres -D")
    assert not up.child("valkey-server")
    assert not (tmp_path / "var" / "postgres").exists()
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(120) == 0
    assert own.alive()
    own.release()
