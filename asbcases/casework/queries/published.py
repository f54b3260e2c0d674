"""Reads of published incidents: the list, and the table of months by district.

Every read here is bounded by a page, a year, or the months of the calendar: none grows with the incidents of other
years. Both
indexes of published rows carry the condition `source <> 'own'`, so the queries say it in the same way.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from asbcases.cases.choices import Source
from asbcases.cases.models import Incident
from asbcases.law.periods import LONDON

# PostgreSQL has no loose index scan: this steps from each month to the latest instant before it.
MONTHS = """
WITH RECURSIVE step (at) AS (
    (SELECT v.happened_from FROM ({visible}) v ORDER BY v.happened_from DESC LIMIT 1)
    UNION ALL
    SELECT (
        SELECT v.happened_from FROM ({visible}) v
        WHERE v.happened_from < date_trunc('month', step.at AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London'
        ORDER BY v.happened_from DESC LIMIT 1)
    FROM step WHERE step.at IS NOT NULL
)
SELECT date_trunc('month', at AT TIME ZONE 'Europe/London')::date FROM step WHERE at IS NOT NULL
"""


class MonthCount(NamedTuple):
    """How many incidents were published for a month of a district; without a district, for everywhere else."""

    month: date
    district: int | None
    incidents: int


def published(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return the published copies among these incidents."""
    return incidents.filter(~Q(source=Source.OWN))


def filtered(
    incidents: QuerySet[Incident], *, area: Q | None = None, month: tuple[datetime, datetime] | None = None
) -> QuerySet[Incident]:
    """Return the published incidents of an area and a month, each if given, with their places."""
    rows = published(incidents).select_related("district", "council")
    if area is not None:
        rows = rows.filter(area)
    if month:
        rows = rows.filter(happened_from__gte=month[0], happened_from__lt=month[1])
    return rows


def months(incidents: QuerySet[Incident]) -> list[date]:
    """Return the months of which incidents were published, the latest first: one look into the index a month."""
    visible, given = published(incidents).order_by().values("happened_from").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(MONTHS.format(visible=visible), [*given, *given])
        return [first for (first,) in cursor.fetchall()]


def by_month(incidents: QuerySet[Incident], year: int, *, districts: Sequence[int]) -> list[MonthCount]:
    """Return the counts of each month of a year in these districts, and outside all districts."""
    rows = _within(published(incidents), year)
    # Two questions, since an index finds a list of districts, or none, but not both at once.
    return [*_counted(rows.filter(district__in=districts)), *_counted(rows.filter(district__isnull=True))]


def _counted(rows: QuerySet[Incident]) -> list[MonthCount]:
    # The order is the index's own, so that nothing needs to be sorted before it is counted.
    counts = rows.values("district_id", "happened_from").annotate(n=Count("pk"))
    found = counts.order_by("district_id", "-happened_from").values_list("happened_from", "district_id", "n")
    return [MonthCount(begins.astimezone(LONDON).date(), district, n) for begins, district, n in found]


def _within(rows: QuerySet[Incident], year: int) -> QuerySet[Incident]:
    begins, ends = (datetime.combine(date(each, 1, 1), time(), LONDON) for each in (year, year + 1))
    return rows.filter(happened_from__gte=begins, happened_from__lt=ends)
