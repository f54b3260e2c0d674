"""A file that cannot be trusted is refused whole, in one sentence, without being held in memory."""

import csv
import gzip
import io
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asbcases.casework.imports import police_uk, reading
from asbcases.casework.imports.police_uk import street_file
from asbcases.casework.imports.reading import UnreadableError
from tests.casework.imports.street import SNAKES, TITLES, row, text_of

TODAY = date(2026, 11, 24)
GOOD = text_of(*[row()] * 2000).encode()
VARIED = text_of(*(row(location=f"On or near {n * n}") for n in range(2000))).encode()


def in_a_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2025-09-essex-street.csv", GOOD)
    return packed.getvalue()


def spoilt(data: bytes) -> bytes:
    return data[:200] + bytes(255 - byte for byte in data[200:220]) + data[220:]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableError) as refused, street_file(path, today=TODAY) as file:
        for _ in file:
            pass
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "a.csv.gz",
            gzip.compress(VARIED, mtime=0)[:-30],
            "too early",
        ),
        ("a.csv.gz", gzip.compress(GOOD, mtime=0)[:5], "too early"),
        ("a.csv.gz", spoilt(gzip.compress(VARIED, mtime=0)), "gzip data are broken"),
        ("a.csv.gz", gzip.compress(GOOD, mtime=0)[:-8] + b"\0" * 8, "gzip data are broken"),
        ("a.csv.gz", gzip.compress(GOOD, mtime=0) + b"more", "gzip data are broken"),
        ("a.csv.gz", GOOD, "not gzip"),
        ("a.csv.gz", gzip.compress(b"", mtime=0), "no rows"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n\n\n", "no rows"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)), "not UTF-8"),
        ("a.csv", in_a_zip(), "zip archive"),
        ("a.csv", text_of(row(location="Caf\u00e9 Road")).encode("latin-1"), "not UTF-8"),
        ("a.csv", GOOD.decode().encode("utf-16"), "not UTF-8"),
        ("a.csv", text_of(row(), row(location="Mill\0Road")).encode(), "Line 3 holds a NUL"),
        ("a.csv", b"\0" * 1000, "NUL"),
        ("a.csv", text_of(header=TITLES[:-1]).encode(), "lacks: Context"),
        ("a.csv", text_of(header=["Crime", *SNAKES[1:]]).encode(), "lacks: Crime ID"),
        ("a.csv", text_of(header=[*TITLES, "Notes"]).encode(), "13 columns instead of 12"),
        ("a.csv", text_of(header=[*TITLES, "Month"]).encode(), "13 columns instead of 12"),
        ("a.csv", GOOD.replace(b",", b";"), "lacks: Crime ID, Month"),
        ("a.csv", GOOD.split(b"\n", 1)[1], "lacks: Crime ID, Month"),
        (
            "a.csv",
            text_of(row(), row(location="x" * 1_000_001)).encode(),
            "line 3 holds a field of more than 1 MB",
        ),
        ("a.csv", text_of(row(location="x" * 10_000_000)).encode(), "line 2 holds a field of more than 1 MB"),
        ("a.csv", text_of(row(crime_type="Drugs", context="x" * 10_000_000)).encode(), "more than 1 MB"),
        ("a.csv", b"x" * 10_000_000, "line 1 holds a field of more than 1 MB"),
        ("a.csv", text_of(row(location='"Mill\nRoad'), *[row()] * 20_000).encode(), "more than 1 MB"),
        ("a.csv", text_of(row(location='"Mill Road')).encode(), "ends inside the quoted field"),
        ("a.csv", text_of(row(location='"Mill" Road')).encode(), "quotation marks"),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    said = refusal(path)

    assert words in said
    assert said.endswith(".")
    assert "\n" not in said


def test_a_field_of_one_megabyte_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text_of(row(location="x" * 1_000_000)))

    with street_file(path, today=TODAY) as file:
        assert [len(one.location) for one in file] == [1_000_000]


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def nothing(path: Path) -> None:
    """Leave the path empty."""


def a_loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (a_folder, "folder"),
        (a_pipe, "not an ordinary file"),
        (nothing, "no such file"),
        (a_loop, "cannot be opened"),
    ],
)
def test_what_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    path = tmp_path / "a.csv"
    make(path)

    assert words in refusal(path)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / ("a" * 5000))


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root reads everything")

    assert "cannot be opened" in refusal(path)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (b"x" * 1000, "twelve fields of 1 MB"),
        (b"\n" * 1000, "twelve fields of 1 MB"),
        (b'"\n",' * 250, "twelve fields of 1 MB"),
        (b"x," * 500, "twelve fields of 1 MB"),
        (text_of(row()).split("\n")[1].encode() + b"\n", "more than 1 GB"),
        (b"x\n" * 500, "More than 20,000 rows"),
    ],
    ids=[
        "one field",
        "blank lines",
        "one row of many lines",
        "one row of many columns",
        "good rows",
        "bad rows",
    ],
)
@pytest.mark.uncounted
def test_a_small_archive_of_a_huge_text_takes_little_memory(
    tmp_path: Path, unit: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Smaller limits, so that the test takes a second; what is refused is many times larger, as with the real ones.
    monkeypatch.setattr(reading, "ROW_LIMIT", reading.ROW_LIMIT // 50)
    monkeypatch.setattr(reading, "FILE_LIMIT", reading.FILE_LIMIT // 400)
    monkeypatch.setattr(police_uk, "REJECTS_LIMIT", 20_000)
    csv.field_size_limit(reading.FIELD_LIMIT // 50)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(text_of().encode() + unit * (30_000_000 // len(unit)), compresslevel=1))

    tracemalloc.start()
    said = refusal(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    csv.field_size_limit(reading.FIELD_LIMIT)

    assert words in said
    assert path.stat().st_size < 1_000_000
    assert peak < 20_000_000
