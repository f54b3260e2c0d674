"""The worker of the web server, with less patience, in a thread of the tests: what it holds can be looked at."""

import os
import selectors
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from asbcases.web.serving import Patient, Worker

THREADS = 4
PIECE = b"x" * 50_000
# More than the connections of the machine hold by themselves.
MUCH = b"x" * 20_000_000


class Hurried(Patient):
    """Gives a client up earlier."""

    grace = 3.0


class Hurrying(Worker):
    """Hangs up earlier, and says what it holds."""

    patience, reader = 3.0, Hurried

    def begin(self) -> None:
        """Make ready what the process of a server makes ready."""
        self.port = int(self.sockets[0].getsockname()[1])
        self.wsgi, self.tpool = answer, self.get_thread_pool()
        self.poller = selectors.DefaultSelector()
        self.method_queue.init()

    @property
    def holds(self) -> dict[str, int]:
        """Return how many connections are held, and as what."""
        kinds = {"heard": self.heard, "large": self.large, "queued": self.queued, "parting": self.parting}
        return {"all": self.nr_conns} | {kind: len(held) for kind, held in kinds.items() if held}


def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Say how much was sent; at `/much` say much."""
    body = environ["wsgi.input"].read()
    said = MUCH if environ["PATH_INFO"] == "/much" else f"{len(body)} bytes".encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@contextmanager
def working(**settings: Any) -> Iterator[Hurrying]:
    """Have a worker serve, and end it as a server does."""
    cfg = Config()
    for name, value in {"threads": THREADS, "keepalive": 30, "graceful_timeout": 5, **settings}.items():
        cfg.set(name, value)
    listener = socket.create_server(("127.0.0.1", 0))
    worker = Hurrying(1, os.getppid(), [listener], None, 30, cfg, Logger(cfg))
    worker.begin()
    serving = Thread(target=worker.run)
    serving.start()
    try:
        yield worker
    finally:
        worker.handle_exit(None, None)
        serving.join(30)
    assert not serving.is_alive()
