"""What the environment states: a value itself, or in NAME_FILE the file that holds it."""

from typing import Any

import environ
from environ.fileaware_mapping import FileAwareMapping


class _Values(FileAwareMapping):
    def __getitem__(self, key: str) -> str:
        """Return a value without the end of line that an editor or `echo` leaves in a file."""
        return str(super().__getitem__(key)).rstrip("\r\n")  # type: ignore[no-untyped-call]


class Stated(environ.FileAwareEnv):
    """Reads a setting from its file first: what stands in the environment is seen by whoever lists it."""

    ENVIRON = _Values()  # type: ignore[no-untyped-call]


env: Any = Stated()  # type: ignore[no-untyped-call]
