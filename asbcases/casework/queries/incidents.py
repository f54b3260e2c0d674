"""Reads of incidents recorded here."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from asbcases.accounts.models import District
from asbcases.cases.choices import Source
from asbcases.cases.models import Case, Incident, IncidentReport, Report

# Two people who tell of one event rarely differ by more.
NEARBY = timedelta(hours=36)
OFFERED = 5


def newest(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return the force's own incidents as the list shows them, the latest event first."""
    own = incidents.filter(source=Source.OWN, recorded_in_error_at__isnull=True)
    return own.select_related("district").order_by("-happened_from", "-pk")


def filtered(
    incidents: QuerySet[Incident],
    *,
    category: str = "",
    subtype: str = "",
    grade: str | None = None,
    closed: bool | None = None,
    district: District | None = None,
) -> QuerySet[Incident]:
    """Return the incidents of a category, sub-type, grade and district, open or closed, each if given.

    An empty grade means those that nobody has graded yet.
    """
    wanted = {"category": category, "subtype": subtype, "district": district}
    chosen = Q(**{name: value for name, value in wanted.items() if value})
    if grade is not None:
        chosen &= Q(grade=grade)
    if closed is not None:
        chosen &= Q(closed_at__isnull=not closed)
    return incidents.filter(chosen)


def reports_told(incidents: list[Incident]) -> dict[int, int]:
    """Return for each incident how many reports tell of it."""
    told = IncidentReport.objects.filter(incident__in=incidents).values("incident")
    return dict(told.annotate(n=Count("pk")).values_list("incident", "n"))


def reports_of(incident: Incident, visible: QuerySet[Report]) -> QuerySet[Report]:
    """Return the reports that tell of an incident, of those that one may read, the first told first."""
    return visible.filter(tells_of__incident=incident).order_by("received_at", "pk")


def cases_of(incident: Incident, visible: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases that an incident is part of, of those that one may see."""
    linked = Q(incident_links__incident=incident, incident_links__recorded_in_error_at__isnull=True)
    return visible.filter(linked).select_related("lead").order_by("-opened_at", "-pk")


def near(report: Report, incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return incidents of the same district at about the time of a report: it may tell of one of them."""
    if report.district_id is None:
        return incidents.none()
    around: tuple[datetime, datetime] = (report.happened_from - NEARBY, report.happened_until + NEARBY)
    return newest(incidents).filter(district=report.district_id, happened_from__range=around)[:OFFERED]
