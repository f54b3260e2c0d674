"""Loading the dated numbers that are shipped with the product, and ending and adding rows, which change no number."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from django.db import OperationalError, connection
from django.db.models import Q, QuerySet
from psycopg.errors import DeadlockDetected, LockNotAvailable

from asbcases.errors import Refused
from asbcases.policies.models import PolicyRow, Unit

FOLDER = Path(__file__).parent / "data"
COMMON = ("source", "confidence", "in_force_from", "in_force_to")
TABLES = "policies_policyrow, policies_extraholiday, policies_legallimit"


class Loaded(NamedTuple):
    """What a run of the loader did to an installation."""

    made: list[PolicyRow]
    ended: list[PolicyRow]
    first: bool

    @property
    def rules(self) -> set[str]:
        """Return the rules of which something changed."""
        return {row.rule for row in (*self.made, *self.ended)}


def alone_with_policy() -> None:
    """Wait until nobody is reading policy, and let nobody read it before this transaction ends.

    Whoever reckons a date holds the tables until its transaction ends. So a date reckoned by the former policy is
    in the diary before the change is, and the re-planning that follows cannot miss it.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {TABLES} IN ACCESS EXCLUSIVE MODE")
    except OperationalError as error:
        # Two who change policy at once have both read it: one of them has to begin anew.
        if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise
        raise Refused("Somebody is working by the present policy just now: try again in a minute.") from error


def load_shipped_rows(now: datetime) -> Loaded:
    """Make the shipped rows that are not there yet, and end the rows that they follow.

    No number is ever changed, and no row that an administrator set is ended: the force's own number stands.
    """
    loaded = Loaded([], [], first=not PolicyRow.objects.exists())
    for stated in sorted(_shipped(), key=lambda stated: stated["in_force_from"]):
        # What is there from the beginning was known from the beginning.
        _load(stated, loaded, known_at=None if loaded.first else now)
    return loaded


def _shipped() -> Iterator[dict[str, Any]]:
    for file in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(file.read_text())
        common = {key: content[key] for key in COMMON if key in content}
        yield from ({**common, **row} for row in content["rows"])


def _load(stated: dict[str, Any], loaded: Loaded, *, known_at: datetime | None) -> None:
    rows, starts = versions_of(stated["rule"], stated["qualifier"]), stated["in_force_from"]
    if there := rows.filter(in_force_from=starts).first():
        _end_as_shipped(there, stated, loaded, known_at=known_at)
    elif not _stated_by_the_force(rows, stated):
        ended = end_before(stated["rule"], stated["qualifier"], starts, known_at=known_at)
        loaded.ended.extend([ended] if ended else [])
        row = {**stated, "value": _number(stated)}
        # The first row of a rule holds for what began before it was shipped; but what is owed at all, who is warned and
        # who is told of what had ended by then nobody reckoned by it.
        since = known_at if rows.exists() or stated["rule"].startswith("deadline.") else None
        loaded.made.append(PolicyRow.objects.create(**row, added_at=since))


def _number(stated: dict[str, Any]) -> Decimal:
    """Return the number that a shipped row states; a choice states none, and any other has to."""
    return Decimal(0) if stated["unit"] == Unit.CHOICE else Decimal(str(stated["value"]))


def versions_of(rule: str, qualifier: str) -> QuerySet[PolicyRow]:
    """Return every version of a rule, the earliest first."""
    return PolicyRow.objects.filter(rule=rule, qualifier=qualifier).order_by("in_force_from")


def _end_as_shipped(
    row: PolicyRow, stated: dict[str, Any], loaded: Loaded, *, known_at: datetime | None
) -> None:
    """End a row that is open although it is shipped with a last day."""
    last_day = stated.get("in_force_to")
    if last_day and row.in_force_to is None and row.added_by_id is None:
        loaded.ended.append(end(row, last_day, known_at=known_at))


def _stated_by_the_force(rows: QuerySet[PolicyRow], stated: dict[str, Any]) -> bool:
    """Return whether the days of a shipped row are spoken for by a row that the loader must not end."""
    starts, last_day = stated["in_force_from"], stated.get("in_force_to")
    reaches = Q(in_force_to__gte=starts) | Q(in_force_to__isnull=True)
    overlapping = rows.filter(reaches, **({"in_force_from__lte": last_day} if last_day else {}))
    return overlapping.exclude(
        in_force_from__lt=starts, in_force_to__isnull=True, added_by__isnull=True
    ).exists()


def end_before(rule: str, qualifier: str, day: date, *, known_at: datetime | None) -> PolicyRow | None:
    """End the open row that started before a day with the day before it, and return it; None where there is none."""
    rows = versions_of(rule, qualifier).select_for_update()
    row = rows.filter(in_force_from__lt=day, in_force_to__isnull=True).first()
    return end(row, day - timedelta(days=1), known_at=known_at) if row else None


def end(row: PolicyRow, last_day: date, *, known_at: datetime | None) -> PolicyRow:
    """Let an open row be in force until the end of a day, and return it; its number stays."""
    row.in_force_to, row.ended_at = last_day, known_at
    row.save(update_fields=["in_force_to", "ended_at"])
    return row
