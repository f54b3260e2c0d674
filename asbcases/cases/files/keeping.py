"""The bytes of files, kept once under their hash in Django's storage (MEDIA); nothing is written over.

What somebody without an account sends is put aside until they send their report: what is left there is forgotten.
"""

import hashlib
from datetime import date
from typing import IO, Any, NamedTuple

from django.core.files import File
from django.core.files.storage import default_storage

from asbcases.cases.choices import Scan
from asbcases.cases.files.names import clean_name
from asbcases.cases.files.pictures import is_opened, verify
from asbcases.cases.files.scanning import scan
from asbcases.cases.files.sniffing import MOST, media_type_of
from asbcases.errors import Refused

ASIDE = "aside"
TOO_LARGE = f"This file is larger than {MOST // 1024 // 1024} MB: send a shorter film, or a smaller picture."
INFECTED = "Our scanner says that this file would do harm, so we did not take it."


class Kept(NamedTuple):
    """What is known of a file whose bytes are kept; its hash says where."""

    name: str
    media_type: str
    sha256: str
    size: int
    scan: str

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Kept":
        """Return a file of which this was written down."""
        return cls(**{field: told[field] for field in cls._fields})


def keep(file: "File[bytes]", name: str) -> Kept:
    """Look at a file and keep it; Refused where it is too large, of another kind, damaged or harmful."""
    kept = examined(file, name)
    _store(_path(kept.sha256), file, kept.size)
    return kept


def put_aside(file: "File[bytes]", name: str, *, on: date) -> Kept:
    """Look at a file and put it aside for today, until its sender has sent their report."""
    kept = examined(file, name)
    _store(_path_aside(kept.sha256, on), file, kept.size)
    return kept


def take_up(kept: Kept, *, on: date) -> None:
    """Keep for good what was put aside on a day; Refused where it is no longer there."""
    if _is_stored(_path(kept.sha256), kept.size):
        return
    try:
        with default_storage.open(_path_aside(kept.sha256, on)) as file:
            _store(_path(kept.sha256), file, kept.size)
    except FileNotFoundError:
        raise Refused(f"We no longer have your file {kept.name}: remove it, and add it again.") from None


def forget_left_before(day: date) -> int:
    """Forget what was put aside before a day and never taken up; return how many files."""
    try:
        days = default_storage.listdir(ASIDE)[0]
    except FileNotFoundError:
        return 0
    # The names of the days are in order.
    return sum(_forget_day(f"{ASIDE}/{name}") for name in days if name < day.isoformat())


def _forget_day(folder: str) -> int:
    names = default_storage.listdir(folder)[1]
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)
    return len(names)


def opened(sha256: str) -> "File[bytes]":
    """Return the bytes of a file, to be read."""
    return default_storage.open(_path(sha256))


def examined(file: "File[bytes]", name: str) -> Kept:
    """Return what is to be known of a file, or refuse it."""
    if (file.size or 0) > MOST:
        raise Refused(TOO_LARGE)
    stream: IO[bytes] = file.file if file.file is not None else file
    media_type = media_type_of(stream)
    if is_opened(media_type):
        verify(stream, media_type)
    verdict = scan(stream)
    if verdict == Scan.INFECTED:
        raise Refused(INFECTED)
    return Kept(clean_name(name), media_type, _hash_of(stream), file.size, verdict.value)


def _hash_of(stream: IO[bytes]) -> str:
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    stream.seek(0)
    return digest


def _path(sha256: str) -> str:
    return f"files/{sha256[:2]}/{sha256}"


def _path_aside(sha256: str, on: date) -> str:
    return f"{ASIDE}/{on.isoformat()}/{sha256}"


def _is_stored(path: str, size: int) -> bool:
    return default_storage.exists(path) and default_storage.size(path) == size


def _store(path: str, file: "File[bytes]", size: int) -> None:
    """Write a file where it belongs; what is there in full is the same file, and what is there in part is a leftover."""
    if _is_stored(path, size):
        return
    default_storage.delete(path)
    file.seek(0)
    written = default_storage.save(path, file)
    if written != path:
        # Somebody else wrote the same at the same moment.
        default_storage.delete(written)
