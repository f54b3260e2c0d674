"""What stops a local service, said in one sentence, and how the operating system's words become it."""

import errno
import shutil
from pathlib import Path

import psycopg

DISK_WORDS = ("No space left on device", "Disk quota exceeded", "File too large")
DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class LocalServiceError(Exception):
    """A local service cannot run; the message is one sentence that says what to do."""


def disk_full(place: Path) -> LocalServiceError:
    """Return the sentence for a disk that takes no more."""
    return LocalServiceError(
        f"The disk that holds {place} is full or limited: free at least 200 MB there, "
        "or set ASBCASES_VAR to a folder on another disk."
    )


def from_os_error(error: OSError, place: Path) -> LocalServiceError:
    """Return the sentence for an error of the file system under `place`."""
    if error.errno in DISK_ERRORS:
        return disk_full(place)
    return LocalServiceError(
        f"Cannot write in {place} ({error.strerror}): make the folder yours, "
        "or set ASBCASES_VAR to a folder that you may write in."
    )


def by_full_disk(error: BaseException | None) -> bool:
    """Say whether a full disk is behind the error, however many errors were raised on the way."""
    while error:
        # A server that refuses a connection for it says so in words only.
        if isinstance(error, psycopg.errors.DiskFull) or any(words in str(error) for words in DISK_WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False


def end_of(log: Path) -> str:
    """Return the last words of a log."""
    return log.read_bytes()[-4000:].decode(errors="replace") if log.exists() else ""


def from_log(what: str, log: Path, place: Path) -> LocalServiceError:
    """Return the sentence for a server that did not start, judged by the end of its log."""
    tail = end_of(log)
    # A full disk may not even take the line that says so.
    if any(words in tail for words in DISK_WORDS) or shutil.disk_usage(place).free < 1024 * 1024:
        return disk_full(place)
    last = next((line for line in reversed(tail.splitlines()) if "FATAL" in line or "rror" in line), "")
    why = f" ({last.strip()})" if last else ""
    return LocalServiceError(
        f"{what} did not start{why}: read {log}, or give a server of your own in DATABASE_URL and REDIS_URL."
    )
