"""Earlier reports by what was said of caller and place; the database says itself which of them one may know of."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from asbcases.cases.models import Report
from asbcases.casework.queries.matches import Keys

# Of each kind of hit; who has reported more often is no different from who reported so often.
MOST = 50


def keys_of(report: Report) -> Keys:
    """Return the keys of a report."""
    return Keys(
        phone=report.phone_key,
        email=report.email_key,
        address=report.address_key,
        place=report.place_key,
        name=report.name_key,
    )


FIND = """SELECT asked.number, found.report_id, found.hit
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[])
  WITH ORDINALITY AS asked (phone, email, address, place, name, since, number),
  asb_find_reports(asked.phone, asked.email, asked.address, asked.place, asked.name, asked.since, %s) AS found"""


def find_reports(keys: Keys, *, since: datetime, most: int = MOST) -> dict[int, tuple[str, ...]]:
    """Return the ids of earlier reports with what matched (phone, email, address, place, name); an address by its beginning."""
    hits: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT report_id, hit FROM asb_find_reports(%s, %s, %s, %s, %s, %s, %s)", [*keys, since, most]
        )
        for report, hit in cursor.fetchall():
            hits.setdefault(report, []).append(hit)
    return {report: tuple(found) for report, found in hits.items()}


def find_reports_each(asked: Sequence[tuple[Keys, datetime]]) -> list[dict[int, list[str]]]:
    """Return the same for each of several keys, and since when, in one look."""
    hits: list[dict[int, list[str]]] = [{} for _ in asked]
    if not asked:
        return hits
    columns = [list(column) for column in zip(*((*keys, since) for keys, since in asked), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(FIND, [*columns, MOST])
        for number, report, hit in cursor.fetchall():
            hits[number - 1].setdefault(report, []).append(hit)
    return hits
