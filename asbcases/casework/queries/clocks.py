"""Reads from which the clocks of intake and triage start and end."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from asbcases.cases.choices import Source, TermKind
from asbcases.cases.models import Attendance, Closing, Incident, IncidentReport, Report, Term, Triage
from asbcases.db.kept import kept
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import open_ones

# How far back a report is looked for that may have to do with a new one.
LOOK_BACK = timedelta(days=730)
# What says that two reports have to do with each other: where it happened, and how the caller is reached.
LINKING_KEYS = ("place_key", "phone_key", "email_key")


class Telling(NamedTuple):
    """The ids of the reports that tell of an incident: of those that one may read, and of the others."""

    seen: list[int]
    unseen: list[int]


class Since(NamedTuple):
    """What was decided of an incident since it was last opened: its newest triage; and when it was closed before."""

    triage: Triage | None
    closed_at: datetime | None


def open_on(incident: Incident, kind: Kind, subject: str | None = None) -> QuerySet[Deadline]:
    """Return what is owed of a kind on an incident, or of one subject of it."""
    found = open_ones().filter(incident=incident, kind=kind).order_by("pk")
    return found if subject is None else found.filter(subject=subject)


def reports_telling_of(incident: Incident) -> Telling:
    """Return which reports tell of an incident."""
    told = set(IncidentReport.objects.filter(incident=incident).values_list("report", flat=True))
    seen = set(Report.objects.filter(pk__in=told).values_list("pk", flat=True))
    return Telling(sorted(seen), sorted(told - seen))


def since_opened(incident: Incident) -> Since:
    """Return the newest triage of an incident unless it was closed after it, and when it was closed last."""
    triage = incident.triages.order_by("-number").first()
    closing = Closing.objects.filter(incident=incident).order_by("-recorded_at").first()
    if closing is None:
        return Since(triage, None)
    stands = triage is not None and triage.recorded_at > closing.recorded_at
    return Since(triage if stands else None, closing.recorded_at)


def first_arrival(incident: Incident, since: Since) -> datetime | None:
    """Return when somebody first came, since it was last opened; None where nobody did."""
    came = Attendance.objects.filter(incident=incident, arrived_at__isnull=False)
    if since.closed_at:
        came = came.filter(arrived_at__gt=since.closed_at)
    return came.order_by("arrived_at").values_list("arrived_at", flat=True).first()


def is_resourced(incident: Incident, since: Since) -> bool:
    """Return whether somebody was sent, since it was last opened."""
    sent = Attendance.objects.filter(incident=incident, none_attended="")
    return (sent.filter(recorded_at__gt=since.closed_at) if since.closed_at else sent).exists()


def linked_to(incident: Incident, now: datetime) -> QuerySet[Incident]:
    """Return the open incidents, graded before now, of which somebody told from the same place or by the same way to reach them."""
    told = IncidentReport.objects.filter(incident=incident).select_related("report").order_by("pk").first()
    named = {key: getattr(told.report, key) for key in LINKING_KEYS} if told else {}
    alike = Q()
    for key, value in named.items():
        alike |= Q(**{key: value}) if value else Q()
    if not alike:
        return Incident.objects.none()
    reports = Report.objects.filter(alike, received_at__gte=now - LOOK_BACK)
    waiting = Incident.objects.filter(
        source=Source.OWN, closed_at__isnull=True, recorded_in_error_at__isnull=True, graded_at__lt=now
    )
    found = waiting.filter(told_by__report__in=reports).exclude(pk=incident.pk)
    return found.select_related("district").order_by("pk").distinct()


def alone_with_links_of(incident: Incident) -> None:
    """Wait for whoever else links something to an incident now, and let nobody do so before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"links of {incident.pk}"])


def terms_of_hate() -> set[str]:
    """Return the qualifiers that say that hate is part of it, of all times: a code keeps its meaning."""
    terms = Term.objects.filter(kind=TermKind.QUALIFIER, hate=True)
    return kept("terms of hate", lambda: set(terms.values_list("code", flat=True)))
