"""Reading a delivered table, plain or gzip, without trusting its kind, size or encoding.

A file that cannot be trusted is refused whole: `UnreadableError` says why in one sentence. Nothing here holds more
than one row in memory, whatever a file claims to be.
"""

import csv
import gzip
import io
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

FIELD_LIMIT = 1_000_000
# A row of the widest table we read (twelve columns) with every field at its limit.
ROW_LIMIT = 12 * FIELD_LIMIT
# A month of the whole country is a tenth of this; a packed file may swell a thousandfold.
FILE_LIMIT = 1_000_000_000

# The limit belongs to the process, and Python's own (131,072) would refuse what we accept.
csv.field_size_limit(FIELD_LIMIT)


class UnreadableError(Exception):
    """A delivered file is refused whole; the text says why in one sentence."""


class Lines(Iterator[str]):
    """The physical lines of a text, counted; no row and no file may be larger than its limit."""

    def __init__(self, text: TextIO) -> None:
        self.count = 0
        self._text = text
        self._in_row = 0
        self._in_file = 0

    def __next__(self) -> str:
        line = self._read()
        if not line:
            raise StopIteration
        self.count += 1
        if "\0" in line:
            raise UnreadableError(f"Line {self.count} holds a NUL character, so this is not a text file.")
        self._weigh(len(line))
        return line

    def end_row(self) -> None:
        """Begin to weigh the next row, with the blank lines before it."""
        self._in_row = 0

    def _read(self) -> str:
        try:
            return self._text.readline(ROW_LIMIT + 1)
        except UnicodeDecodeError:
            raise UnreadableError(f"The text is not UTF-8 (soon after line {self.count}).") from None
        except EOFError:
            raise UnreadableError(f"The gzip data end too early (soon after line {self.count}).") from None
        except (gzip.BadGzipFile, zlib.error):
            raise UnreadableError(f"The gzip data are broken (soon after line {self.count}).") from None
        except OSError as error:
            raise UnreadableError(f"The file cannot be read: {error.strerror or error}.") from None

    def _weigh(self, size: int) -> None:
        self._in_row += size
        self._in_file += size
        if self._in_row > ROW_LIMIT:
            raise UnreadableError(
                f"The row on line {self.count} is larger than twelve fields of 1 MB, the most one may hold."
            )
        if self._in_file > FILE_LIMIT:
            raise UnreadableError("The file holds more than 1 GB of text.")


class Table:
    """A comma-separated file, read once from the first line to the last."""

    def __init__(self, raw: BinaryIO, text: TextIO) -> None:
        self._raw = raw
        self._lines = Lines(text)

    @property
    def position(self) -> int:
        """Return how many bytes of the delivered file have been taken in."""
        return self._raw.tell()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with the physical line on which it begins; blank lines are no rows."""
        reader = csv.reader(self._lines, strict=True)
        while True:
            begins = self._lines.count + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise UnreadableError(_told(error, begins)) from None
            if (
                fields
            ):  # Blank lines weigh on the row after them: an archive may hold a thousand million of them.
                self._lines.end_row()
                yield begins, fields


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open a delivered file for reading once, unpacking gzip as it goes."""
    with _open_plain(path) as raw:
        packed = _is_packed(raw, path)
        data: BinaryIO = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
        # newline="": line ends stay as they are, so that quoted ones reach the row and all are counted.
        with io.TextIOWrapper(data, encoding="utf-8-sig", newline="") as text:
            yield Table(raw, text)


def size_of(path: Path) -> int:
    """Return the size of a delivered file in bytes, 0 when there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _open_plain(path: Path) -> BinaryIO:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableError("This is a folder, not a file.")
        if not stat.S_ISREG(mode):
            raise UnreadableError("This is not an ordinary file.")
        return path.open("rb")
    except FileNotFoundError:
        raise UnreadableError("There is no such file.") from None
    except OSError as error:
        raise UnreadableError(f"The file cannot be opened: {error.strerror or error}.") from None


def _is_packed(raw: BinaryIO, path: Path) -> bool:
    """Tell gzip by its first bytes, not by its name; refuse what is clearly something else."""
    start = raw.read(4)
    raw.seek(0)
    if not start:
        raise UnreadableError("The file is empty.")
    if start.startswith(b"PK"):
        raise UnreadableError("This is a zip archive: unpack it and give the CSV files in it.")
    if start.startswith(b"\x1f\x8b"):
        return True
    if path.suffix.lower() == ".gz":
        raise UnreadableError(
            "The name ends in .gz but the content is not gzip: rename it if it is plain text."
        )
    return False


def _told(error: csv.Error, line: int) -> str:
    words = str(error)
    if "field larger" in words:
        return f"The row that begins on line {line} holds a field of more than 1 MB."
    if "end of data" in words:
        return f"The file ends inside the quoted field of the row that begins on line {line}."
    return f"The quotation marks in the row that begins on line {line} are broken."
