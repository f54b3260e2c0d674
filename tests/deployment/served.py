"""The web server of a deployment, started from the checkout with the command of the image, on the database of the tests."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from asbcases.local import places
from tests.deployment.image import instructions, words_of
from tests.deployment.installation import HOST
from tests.local.tools import environment, wait_until

SETTINGS = "tests.deployment.settings"


class Served:
    """A web server that runs, and what it writes."""

    def __init__(self, port: int, log: Path) -> None:
        self.port, self._log = port, log

    @property
    def log(self) -> str:
        """Return all that it has written so far."""
        return self._log.read_text(errors="replace")

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        """Return status and text of an answer, each asked over a connection of its own."""
        status, _, text = self.answer(method, path, body, **headers)
        return status, text

    def answer(
        self, method: str, path: str, body: str = "", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """Return status, headers and text of an answer."""
        told = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        web = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            web.request(method, path, body or None, told)
            answer = web.getresponse()
            return answer.status, answer.headers, answer.read().decode(errors="replace")
        finally:
            web.close()

    def send(self, raw: bytes) -> None:
        """Send bytes that need be no request, and wait until the server has hung up."""
        with (
            suppress(ConnectionError),
            socket.create_connection(("127.0.0.1", self.port), timeout=60) as line,
        ):
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            while line.recv(4096):
                pass


def told(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of the server."""
    settings = connection.settings_dict
    stated = environment(
        places.var_folder(),
        DJANGO_SETTINGS_MODULE=SETTINGS,
        ALLOWED_HOSTS=HOST,
        SECRET_KEY="0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        DATABASE_URL=f"postgres://{settings['USER']}@{quote(settings['HOST'], safe='')}/{settings['NAME']}",
        REDIS_URL=places.redis_url(places.var_folder()),
        EMAIL_URL="consolemail://",
        MEDIA_ROOT=str(folder),
        **more,
    )
    return {name: value for name, value in stated.items() if name != "PROMETHEUS_MULTIPROC_DIR"}


@contextmanager
def served(folder: Path, **more: str) -> Iterator[Served]:
    """Serve the pages while it lasts, and see that the server ends as it should."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [word.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for word in words_of(instructions("CMD")[0])]
    with (folder / "log").open("w") as log:
        web = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=places.REPOSITORY,
            env=told(folder, **more),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        server = Served(port, folder / "log")
        try:
            wait_until(lambda: _answers(server) or web.poll() is not None)
            assert web.poll() is None, server.log
            yield server
        finally:
            web.terminate()
            ended = web.wait(60)
    assert ended == 0, server.log


def _answers(server: Served) -> bool:
    try:
        return server.ask("GET", "/health/ready/")[0] == http.client.OK
    except OSError:
        return False
