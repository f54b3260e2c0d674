"""A request that breaks off is none: what of its body is missing may not be taken for its end."""

from collections.abc import Callable, Iterable
from typing import Any

Answer = Iterable[bytes]


class Whole:
    """A body that is as long as it says, or cannot be read."""

    def __init__(self, body: Any, length: int) -> None:
        self.body, self.left = body, length

    def read(self, size: int = -1) -> bytes:
        """Return what comes next of the body; raise ConnectionError where it ends too early."""
        wanted = self.left if size < 0 else min(size, self.left)
        return self._counted(self.body.read(wanted), wanted)

    def readline(self, size: int = -1) -> bytes:
        """Return the next line of the body; raise ConnectionError where it ends too early."""
        wanted = self.left if size < 0 else min(size, self.left)
        return self._counted(self.body.readline(wanted), min(wanted, 1))

    def _counted(self, piece: bytes, least: int) -> bytes:
        if len(piece) < least:
            raise ConnectionError("The request ended before its body did.")
        self.left -= len(piece)
        return piece


def whole_bodies(application: Callable[..., Answer]) -> Callable[..., Answer]:
    """Return the application so that it reads no body but a whole one."""

    def guarded(environ: dict[str, Any], start_response: Any) -> Answer:
        stated = environ.get("CONTENT_LENGTH", "")
        if stated.isdecimal():
            environ["wsgi.input"] = Whole(environ["wsgi.input"], int(stated))
        return application(environ, start_response)

    return guarded
