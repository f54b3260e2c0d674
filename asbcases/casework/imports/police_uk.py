"""The monthly street files of data.police.uk: which rows are anti-social behaviour, and which row is which.

Identity of a row. The publisher gives anti-social behaviour no number, and a fifth to a third of a month's rows are
exact copies of another, because places are snapped to anonymised points; they are different incidents. So a row is
known by its canonical content and its ordinal among the equal rows of the same delivered file. What follows:

* a file delivered again, packed or not, with either style of header or line end, in any order, adds nothing;
* a second file of a month adds only what the first lacked: of three equal rows where the first held two, one;
* a file cut in two and loaded as two files loses those equal rows that the cut has parted, for a second delivery
  and a second half look the same. Too few is chosen over too many; a month must be delivered in one file;
* a row that the publisher changed afterwards is a new row; the old one stays.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from asbcases.casework.imports.reading import Table, UnreadableError, opened
from asbcases.law.periods import LONDON

COLUMNS = {
    "crime_id": "Crime ID",
    "month": "Month",
    "reported_by": "Reported by",
    "falls_within": "Falls within",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "location": "Location",
    "lsoa_code": "LSOA code",
    "lsoa_name": "LSOA name",
    "crime_type": "Crime type",
    "last_outcome_category": "Last outcome category",
    "context": "Context",
}
CRIME_TYPE = list(COLUMNS).index("crime_type")
WANTED = "anti-social behaviour"
# A month of the whole country has half a million rows of all crimes; each reject is told, so each is kept.
REJECTS_LIMIT = 500_000
# data.police.uk publishes months from December 2010 on.
FIRST_MONTH = date(2010, 12, 1)
# A box around Great Britain with Scilly, St Kilda, Shetland and Lowestoft inside.
WEST, EAST, SOUTH, NORTH = Decimal(-9), Decimal("2.1"), Decimal("49.7"), Decimal("61.1")
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{0,20})?([eE][+-]?[0-9]{1,2})?")
AREA_CODE = re.compile(r"[0-9A-Z]{0,9}")
# "Castle Point 003C": the council, the number of the middle-layer area, the letter of the lower-layer one.
AREA_NAME = re.compile(r"(.*?)(?:\s+[0-9]{3}[A-Z]{1,2})?")


class Row(NamedTuple):
    """One published incident of anti-social behaviour."""

    line: int
    key: str
    month: date
    longitude: float | None
    latitude: float | None
    location: str
    lsoa_code: str
    lsoa_name: str


class Reject(NamedTuple):
    """A row that is not loaded, and why."""

    line: int
    reason: str


class BadRowError(Exception):
    """A row cannot be taken as it is; the text says why."""


class StreetFile:
    """The rows of one delivered file; what is not yielded is counted in `not_asb` or listed in `rejects`."""

    def __init__(self, table: Table, *, today: date) -> None:
        self.rows = 0
        self.not_asb = 0
        self.rejects: list[Reject] = []
        self._table = table
        self._today = today
        self._equal: Counter[str] = Counter()

    @property
    def position(self) -> int:
        """Return how many bytes of the delivered file have been taken in."""
        return self._table.position

    def __iter__(self) -> Iterator[Row]:
        records = self._table.rows()
        order = _order_of(next(records, (1, []))[1])
        for line, fields in records:
            self.rows += 1
            try:
                row = self._read(line, fields, order)
            except BadRowError as bad:
                self._reject(line, str(bad))
                continue
            if row is None:
                self.not_asb += 1
            else:
                yield row

    def _reject(self, line: int, reason: str) -> None:
        self.rejects.append(Reject(line, reason))
        if len(self.rejects) > REJECTS_LIMIT:
            raise UnreadableError(
                f"More than {REJECTS_LIMIT:,} rows cannot be taken; the first: line {self.rejects[0].line}."
            )

    def _read(self, line: int, fields: Sequence[str], order: list[int]) -> Row | None:
        """Return the row, or nothing when it tells of another type of crime."""
        if len(fields) != len(order):
            raise BadRowError(f"The row has {len(fields)} fields instead of {len(order)}.")
        crime_type = fields[order[CRIME_TYPE]].strip().casefold()
        if not crime_type:
            raise BadRowError("The crime type is missing.")
        if crime_type != WANTED:
            return None
        values = [fields[place].strip() for place in order]
        values[CRIME_TYPE] = crime_type
        return self._checked(line, values)

    def _checked(self, line: int, values: list[str]) -> Row:
        month = _month(values[1], self._today)
        longitude, latitude = _place(values[4], values[5])
        if not AREA_CODE.fullmatch(values[7]):
            raise BadRowError("The LSOA code is not one of up to nine letters and digits.")
        # How a number is written must not change which row it is.
        values[4], values[5] = _canonical(longitude), _canonical(latitude)
        return Row(
            line,
            self._key(values),
            month,
            _number(longitude),
            _number(latitude),
            values[6],
            values[7],
            values[8],
        )

    def _key(self, values: list[str]) -> str:
        # A NUL parts the values: no accepted file holds one, so no two rows can run into each other.
        content = blake2b("\0".join(values).encode(), digest_size=16).hexdigest()
        self._equal[content] += 1
        # The month stands first so that one file's keys lie together in the index.
        return f"{values[1]}.{content}.{self._equal[content]}"


@contextmanager
def street_file(path: Path, *, today: date) -> Iterator[StreetFile]:
    """Open one delivered file; iterating it raises `UnreadableError` when it is refused."""
    with opened(path) as table:
        yield StreetFile(table, today=today)


@lru_cache(maxsize=1024)
def month_bounds(first: date) -> tuple[datetime, datetime]:
    """Return the first instant of a month and the first one after it, by London's clock."""
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return datetime.combine(first, time(), LONDON), datetime.combine(after, time(), LONDON)


def council_of(lsoa_name: str) -> str:
    """Return the name of the council in the name of a lower-layer super output area (ONS names)."""
    found = AREA_NAME.fullmatch(lsoa_name)
    return found[1] if found else lsoa_name


def _order_of(header: list[str]) -> list[int]:
    """Return where each known column stands, or refuse the file."""
    if not header:
        raise UnreadableError("The file holds no rows, not even a header.")
    names = ["_".join(name.casefold().replace("_", " ").split()) for name in header]
    missing = [words for name, words in COLUMNS.items() if name not in names]
    if missing:
        raise UnreadableError(f"The header lacks: {', '.join(missing)}.")
    if len(names) != len(COLUMNS):
        raise UnreadableError(f"The header names {len(names)} columns instead of {len(COLUMNS)}.")
    return [names.index(name) for name in COLUMNS]


def _month(text: str, today: date) -> date:
    found = MONTH.fullmatch(text)
    if not found or int(found[1]) < FIRST_MONTH.year:
        raise BadRowError("The month is not one such as 2025-09.")
    month = date(int(found[1]), int(found[2]), 1)
    if month < FIRST_MONTH:
        raise BadRowError("The month is before December 2010, when publication began.")
    if month > today:
        raise BadRowError("The month lies in the future.")
    return month


def _place(longitude: str, latitude: str) -> tuple[Decimal | None, Decimal | None]:
    """Return both coordinates, or neither: the publisher leaves some rows without a place."""
    if not longitude and not latitude:
        return None, None
    if not NUMBER.fullmatch(longitude) or not NUMBER.fullmatch(latitude):
        raise BadRowError("The longitude or the latitude is not a number.")
    east, north = Decimal(longitude), Decimal(latitude)
    if not (WEST <= east <= EAST and SOUTH <= north <= NORTH):
        raise BadRowError("The place does not lie in Great Britain.")
    return east, north


def _canonical(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(), "f")


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
