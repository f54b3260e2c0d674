"""Earlier reports by what was said of caller and place; the database says itself which of them one may know of."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from asbcases.cases.models import Report
from asbcases.casework.queries.matches import Keys

# Of each kind of hit; who has reported more often is no different from who reported so often.
MOST = 50
# What is read of a report to count it: who called, who suffers, where, and who was recognised.
COUNTED = (
    *("reference", "received_at", "on_behalf_of", "place_text", "tells_of__report", "recognition__report"),
    *("phone_key", "email_key", "address_key", "place_key", "name_key"),
    *("recognition__recorded_in_error_at", "recognition__person__same_as"),
)


def keys_of(report: Report) -> Keys:
    """Return the keys of a report."""
    return Keys(
        phone=report.phone_key,
        email=report.email_key,
        address=report.address_key,
        place=report.place_key,
        name=report.name_key,
    )


# What is still being typed is looked for by its beginning and by likeness; what is kept is not.
FIND = """SELECT asked.number, found.report_id, found.hit
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[])
  WITH ORDINALITY AS asked (phone, email, address, place, name, since, number),
  asb_find_reports(asked.phone, asked.email, asked.address, asked.place, asked.name, asked.since, %s) AS found"""
FIND_SAME = """SELECT asked.number, found.report_id, found.hit
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[])
  WITH ORDINALITY AS asked (phone, email, address, place, since, number),
  asb_find_same_reports(asked.phone, asked.email, asked.address, asked.place, asked.since, %s) AS found"""
Asked = Sequence[tuple[Keys, datetime]]
Found = list[dict[int, list[str]]]


def find_reports_each(asked: Asked) -> Found:
    """Return the ids of earlier reports with what matched, for each of several keys and since when, in one look.

    What matched is the phone, email, address or place, these two by their beginning, or a like name.
    """
    return _found(FIND, [(*keys, since) for keys, since in asked])


def find_same_reports_each(asked: Asked) -> Found:
    """Return the same of the reports whose phone, email, address or place is the very same."""
    return _found(FIND_SAME, [(*keys[:-1], since) for keys, since in asked])


def _found(statement: str, asked: Sequence[tuple[object, ...]]) -> Found:
    hits: Found = [{} for _ in asked]
    if not asked:
        return hits
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(list(column) for column in zip(*asked, strict=True)), MOST])
        for number, report, hit in cursor.fetchall():
            hits[number - 1].setdefault(report, []).append(hit)
    return hits
