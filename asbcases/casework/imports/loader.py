"""Loading street files into the incidents: COPY into a staging table, then one INSERT … SELECT a file.

PostgreSQL refuses COPY into a table with row security, so rows pass through a temporary table, and
the database alone decides which of them are new, where they lie and what reference they get. One transaction a
file, one event of the record a file; no deadlines, no messages (docs/decisions/0008).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.casework.imports.police_uk import Reject, StreetFile, council_of, month_bounds, street_file
from asbcases.casework.imports.reading import UnreadableError
from asbcases.law.periods import LONDON

# Any number that nothing else locks: imports wait for each other, so that two at once load each row once.
LOCK = 7_105_327
STEP = 1000

STAGING = """
CREATE TEMPORARY TABLE published_staging (
    line integer, source_key text COLLATE "C", month date, happened_from timestamptz, happened_until timestamptz,
    longitude double precision, latitude double precision, place_text text, lsoa_code text, lsoa_name text, council text
) ON COMMIT DROP
"""
COPY = "COPY published_staging FROM STDIN"
# A row whose area belongs to no council of ours lies outside; a row that names no area is only unplaced.
INSERT = """
WITH new AS (
    SELECT s.*, c.id AS council_id, c.district_id
    FROM published_staging s
    LEFT JOIN LATERAL (
        SELECT id, district_id FROM accounts_council
        WHERE name = s.council AND valid_from <= s.month AND (valid_to IS NULL OR valid_to >= s.month)
        ORDER BY valid_from DESC LIMIT 1
    ) c ON true
    WHERE NOT EXISTS (SELECT 1 FROM cases_incident i WHERE i.source = 'police-uk' AND i.source_key = s.source_key)
    ORDER BY s.line
), added AS (
    INSERT INTO cases_incident (
        reference, source, source_key, summary, place_text, longitude, latitude, lsoa_code, lsoa_name,
        council_id, district_id, outside_area, happened_from, happened_until, happened_precision,
        recorded_at, recorded_in_error_why, version)
    SELECT asb_reference('INC', %(day)s), 'police-uk', source_key, '', place_text, longitude, latitude, lsoa_code,
        lsoa_name, council_id, district_id, council_id IS NULL AND council <> '', happened_from, happened_until, 'month',
        %(now)s, '', 1
    FROM new
    ON CONFLICT (source, source_key) DO NOTHING
    RETURNING outside_area, longitude
)
SELECT count(*), count(*) FILTER (WHERE outside_area), count(*) FILTER (WHERE longitude IS NULL) FROM added
"""


@dataclass
class FileResult:
    """What became of one delivered file; a refused one has an error and counts nothing."""

    file: str
    rows: int = 0
    not_asb: int = 0
    imported: int = 0
    already: int = 0
    outside_area: int = 0
    no_location: int = 0
    rejects: list[Reject] = field(default_factory=list)
    error: str | None = None


def load_file(name: str, *, now: datetime, taken: Callable[[int], object] = lambda size: None) -> FileResult:
    """Load one delivered file, all or nothing, and return what became of it.

    `taken` is told, now and then, how many more bytes of the file have been taken in.
    """
    today = now.astimezone(LONDON).date()
    try:
        with transaction.atomic(), street_file(Path(name), today=today) as file:
            return _load(file, name, today=today, now=now, taken=taken)
    except UnreadableError as refusal:
        return FileResult(name, error=str(refusal))


def _load(
    file: StreetFile, name: str, *, today: date, now: datetime, taken: Callable[[int], object]
) -> FileResult:
    with connection.cursor() as cursor:
        # Another import may hold the lock for longer than a page would wait; keys are checked at once, in bulk.
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        staged = _stage(cursor, file, taken)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(INSERT, {"day": today, "now": now})
        imported, outside_area, no_location = cursor.fetchone()
        cursor.execute("DROP TABLE published_staging")
    result = FileResult(
        name, file.rows, file.not_asb, imported, staged - imported, outside_area, no_location, file.rejects
    )
    if imported:
        _record(result, now=now)
    return result


def _stage(cursor: CursorWrapper, file: StreetFile, taken: Callable[[int], object]) -> int:
    """Copy the rows of the file into a temporary table and return how many there are."""
    cursor.execute(STAGING)
    staged = position = 0
    # Django translates the database's errors for every method of a cursor but this one.
    with connection.wrap_database_errors, cursor.copy(COPY) as copy:
        for staged, row in enumerate(file, start=1):
            copy.write_row((
                row.line, row.key, row.month, *month_bounds(row.month), row.longitude, row.latitude,
                row.location, row.lsoa_code, row.lsoa_name, council_of(row.lsoa_name),
            ))  # fmt: skip
            if staged % STEP == 0:
                taken(file.position - position)
                position = file.position
    taken(file.position - position)
    # Nobody analyses a temporary table for us, and without figures the planner joins it blindly.
    cursor.execute("ANALYZE published_staging")
    return staged


def _record(result: FileResult, *, now: datetime) -> None:
    """Write the one event of this file; a file that added nothing leaves no trace."""
    data: dict[str, object] = {
        "file": Path(result.file).name,
        "source": "police-uk",
        "rows": result.rows,
        "not_asb": result.not_asb,
        "imported": result.imported,
        "already": result.already,
        "rejected": len(result.rejects),
        "outside_area": result.outside_area,
        "no_location": result.no_location,
    }
    record(Verb.INCIDENTS_IMPORTED, by=None, now=now, data=data)
