"""The import of published incidents, against COPY of the same rows into the same tables."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import pghistory
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from asbcases.casework.imports import loader
from asbcases.casework.imports.police_uk import Reject, Row, street_file
from asbcases.db.actor import acting
from tests.bench.street_files import street_files
from tests.bench.timing import against, in_turn
from tests.tools.report import Line, Section

AIM = 3.0
ROUNDS = 5
# The tables that an import fills; PostgreSQL itself gives the id.
INCIDENTS, EVENTS = "cases_incident", "audit_auditevent"


@dataclass
class Parsed:
    """A street file that was read beforehand: what the loader asks of one, without the work of reading it."""

    path: Path
    kept: list[Row] = field(default_factory=list)
    rows: int = 0
    not_asb: int = 0
    rejects: list[Reject] = field(default_factory=list)
    position: int = 0

    def __iter__(self) -> Iterator[Row]:
        return iter(self.kept)


def measure(folder: Path, scale: float) -> Section:
    """Import the files several times, whole and in parts, beside COPY; what was imported last is left."""
    files, published = street_files(folder, scale)
    parsed = parse(files)
    load(parsed)
    same = {table: rows_of(table) for table in (INCIDENTS, EVENTS)}
    must_copy_the_same(parsed, same)
    turns = {
        "before": empty,
        "parsing": lambda: parse(files),
        "loading": lambda: load(parsed),
        "between": empty,
        "copying": lambda: copy(parsed, same),
        "after": empty,
        "command": lambda: run_command(files),
    }
    taken = in_turn(ROUNDS, turns)
    return section(taken, parsed, published=published)


def parse(files: Sequence[Path]) -> list[Parsed]:
    """Unpack, read and check the files, and give each row its key."""
    return [_parsed(path, timezone.localdate()) for path in files]


def _parsed(path: Path, today: date) -> Parsed:
    with street_file(path, today=today) as file:
        return Parsed(path, list(file), file.rows, file.not_asb, file.rejects)


def load(files: Sequence[Parsed]) -> None:
    """Load files that were read beforehand, as the command does: one transaction and one event a file."""
    now, today = timezone.now(), timezone.localdate()
    with acting("system:import"), pghistory.context(command="import"):
        for file in files:
            with transaction.atomic():
                loader._load(file, str(file.path), today=today, now=now, taken=lambda size: None)


def copy(files: Sequence[Parsed], same: dict[str, list[bytes]]) -> None:
    """Write the same rows as the owner of the tables, whom row security lets COPY: one transaction a file."""
    incidents, events = iter(same[INCIDENTS]), iter(same[EVENTS])
    with connection.as_owner():
        for file in files:
            with transaction.atomic():
                _copy(INCIDENTS, islice(incidents, len(file.kept)))
                _copy(EVENTS, islice(events, 1))


def must_copy_the_same(files: Sequence[Parsed], same: dict[str, list[bytes]]) -> None:
    """Refuse to measure against a COPY that does not leave exactly the rows of the import."""
    empty()
    copy(files, same)
    if any(rows_of(table) != rows for table, rows in same.items()):
        raise LookupError("COPY has not left the rows that the import had.")


def _copy(table: str, rows: Iterable[bytes]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns_of(table)}) FROM STDIN") as into:
        into.write(b"".join(rows))


def rows_of(table: str) -> list[bytes]:
    """Return the rows of a table in the order of their ids, each as COPY writes it."""
    told = f"COPY (SELECT {columns_of(table)} FROM {table} ORDER BY id) TO STDOUT"
    with connection.as_owner(), connection.cursor() as cursor, cursor.copy(told) as out:
        return b"".join(out).splitlines(keepends=True)


def columns_of(table: str) -> str:
    """Return the columns of a table but for its id, which PostgreSQL gives."""
    [model] = [model for model in apps.get_models() if model._meta.db_table == table]
    return ", ".join(field.column for field in model._meta.concrete_fields if not field.primary_key)


def empty() -> None:
    """Take everything back out of the tables."""
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {INCIDENTS}, {EVENTS} CASCADE")


def run_command(files: Sequence[Path]) -> None:
    """Import the files as an operator does."""
    call_command("import_incidents", *map(str, files), source="police-uk", json=True, stdout=io.StringIO())


def section(taken: dict[str, float], files: Sequence[Parsed], *, published: bool) -> Section:
    """Return the table of the import."""
    rows, loaded = sum(file.rows for file in files), sum(len(file.kept) for file in files)
    floor = taken["copying"]
    whose = "the published files of Essex" if published else "generated files of the published shape"
    words = (
        f"{len(files)} files ({whose}): {rows:,} rows, of which {loaded:,} tell of anti-social behaviour and are loaded. "
        "The floor is COPY of the same rows, ready as text, by the owner of the tables, into the same tables with all "
        "their indexes, constraints and triggers; one transaction a file, as the import has. Parsing apart means: the "
        "files were unpacked, read and checked and their rows given keys beforehand; passing the rows to PostgreSQL, "
        "finding those that are there already, places, references and the event of the record are all in it. "
        f"Medians of {ROUNDS} rounds in which each took its turn."
    )
    lines = [
        _line("COPY, the floor", floor, loaded, against(1.0)),
        _line("import, parsing apart", taken["loading"], loaded, against(taken["loading"] / floor, AIM)),
        _line("parsing alone", taken["parsing"], rows, against(taken["parsing"] / floor)),
        _line("the whole command", taken["command"], rows, against(taken["command"] / floor)),
    ]
    return Section(
        "Import of street files", words, lines, ("", "seconds", "rows a second", "times the floor", "aim")
    )


def _line(what: str, seconds: float, rows: int, ratio: tuple[str, str]) -> Line:
    return Line(what, (f"{seconds:.2f}", f"{rows / seconds:,.0f}", *ratio))
