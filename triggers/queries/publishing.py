"""Which areas have figures to publish: their last reporting period is over, and nothing was published for it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from asbcases.law.periods import london_day
from triggers.models import LocalProcedure, PublishedFigures
from triggers.rules.figures import Period, period_before
from triggers.rules.reading import read
from triggers.rules.shapes import ReportingPeriod


class Due(NamedTuple):
    """An area that has the figures of a period to publish."""

    area: str
    name: str
    period: Period


def in_force_on(day: date) -> dict[str, LocalProcedure]:
    """Return the version that governs in each area on a day."""
    still = Q(in_force_to__isnull=True) | Q(in_force_to__gte=day)
    rows = LocalProcedure.objects.filter(still, in_force_from__lte=day).order_by("in_force_from")
    return {row.area: row for row in rows}


def to_publish(now: datetime) -> Iterator[Due]:
    """Yield the areas that state a reporting period of which the last was not published, by their names.

    Where an area states none nobody can tell when it is over: the list of figures says that it is to be confirmed.
    """
    today = london_day(now)
    done = set(PublishedFigures.objects.values_list("area", "period_from", "period_until"))
    for area, version in sorted(in_force_on(today).items(), key=lambda item: (item[1].name, item[0])):
        if reporting := reporting_of(version):
            period = period_before(reporting, today)
            if (area, period.first, period.last) not in done:
                yield Due(area, version.name, period)


def reporting_of(version: LocalProcedure) -> ReportingPeriod | None:
    """Return the reporting period that a version states."""
    return read(version.content).reporting
