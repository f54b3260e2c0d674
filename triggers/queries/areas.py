"""The areas that this installation knows: those with a procedure, with their names and what they publish when."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from asbcases.accounts.models import Council, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.law.periods import london_day
from partners import access
from triggers.models import LocalProcedure, PublishedFigures
from triggers.queries.procedures import version_on
from triggers.queries.publishing import in_force_on, reporting_of, to_publish
from triggers.rules.figures import Period
from triggers.rules.shapes import ReportingPeriod


class Listed(NamedTuple):
    """An area in the list of figures: the period that it has to publish, and what it published last."""

    area: str
    name: str
    reporting: bool
    due: Period | None
    published: PublishedFigures | None


def names_of_areas() -> dict[str, str]:
    """Return the areas by code, in the order of their names: the councils of the force and those that state a procedure."""
    named = dict(Council.objects.values_list("code", "name"))
    rows = LocalProcedure.objects.order_by("in_force_from").values_list("area", "name")
    named |= {area: name for area, name in rows if area not in named}
    return dict(sorted(named.items(), key=lambda item: (item[1], item[0])))


def areas_received_by(user: User) -> QuerySet[Council]:
    """Return the areas whose reviews a person sees: what they take in must be theirs to see."""
    councils = Council.objects.order_by("name")
    if works_for_county(user):
        return councils
    own = access.review_area_of(user)
    return councils.filter(code=own) if own else councils.filter(district__in=districts_of(user))


def name_of(area: str) -> str:
    """Return the name of an area; empty for one that nobody knows."""
    council = Council.objects.filter(code=area).values_list("name", flat=True).first()
    if council:
        return council
    rows = LocalProcedure.objects.filter(area=area).order_by("-in_force_from")
    return rows.values_list("name", flat=True).first() or ""


def reporting_on(area: str, day: date) -> ReportingPeriod | None:
    """Return the reporting period that an area states on a day."""
    version = version_on(area, day)
    return reporting_of(version) if version else None


def areas_listed(now: datetime) -> list[Listed]:
    """Return every area with what it has to publish and what it published last."""
    due = {one.area: one.period for one in to_publish(now)}
    rows = PublishedFigures.objects.order_by("area", "-period_until", "-pk").distinct("area")
    published = {row.area: row for row in rows}
    stated = _states_reporting(london_day(now))
    return [
        Listed(area, name, area in stated, due.get(area), published.get(area))
        for area, name in names_of_areas().items()
    ]


def _states_reporting(day: date) -> set[str]:
    return {area for area, version in in_force_on(day).items() if reporting_of(version)}
