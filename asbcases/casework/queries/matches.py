"""What intake looks up while somebody calls: open incidents near by, and the open cases of what was told before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from asbcases.accounts.models import District
from asbcases.cases.models import Incident
from asbcases.casework.queries.incidents import NEARBY, newest

OFFERED = 5


class Keys(NamedTuple):
    """What was said of caller and place, brought into the form in which it is found again; empty: not said."""

    phone: str
    email: str
    address: str
    place: str
    name: str


class OpenCase(NamedTuple):
    """The summary line of an open case: as much as intake needs in order to say who works on it."""

    incident: int
    reference: str
    summary: str
    lead: str


def open_near(
    incidents: QuerySet[Incident],
    *,
    district: District | None,
    around: tuple[datetime, datetime],
    told_before: Sequence[int],
) -> list[Incident]:
    """Return open incidents that may be the one told of: those of caller or place, then those of the district and day."""
    waiting = newest(incidents).filter(closed_at__isnull=True)
    known = list(waiting.filter(pk__in=list(told_before))[:OFFERED])
    day = (around[0] - NEARBY, around[1] + NEARBY)
    near = waiting.filter(district=district, happened_from__range=day).exclude(pk__in=list(told_before))
    return (known + list(near[:OFFERED] if district else ()))[:OFFERED]


def open_cases_of(incidents: Sequence[int]) -> list[OpenCase]:
    """Return the open cases of incidents, a line each: whoever takes a call may know who works on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT incident_id, reference, summary, lead FROM asb_open_cases_of(%s)", [list(incidents)]
        )
        return [OpenCase(*row) for row in cursor.fetchall()]


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """Return the hours before an instant in which an event is likely that is told of then."""
    return moment - timedelta(hours=12), moment
