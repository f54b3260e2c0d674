"""Earlier reports by what was said of caller and place; the database says itself which of them one may know of."""

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
