"""The queues of the triage desk, and the reports of each day by channel."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from asbcases.accounts.choices import Desk
from asbcases.accounts.models import District
from asbcases.cases.choices import Channel, Grade, Handling, Source
from asbcases.cases.models import Incident, IncidentReport, Report
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import owed
from asbcases.law.periods import LONDON, london_day, london_midnight_after

DAYS = 28
# Those who take a report by telephone or at a counter; the others hold no queue of reports.
DESKS = (Desk.CONTROL_ROOM, Desk.RESOLUTION_CENTRE, Desk.ONLINE_DESK)
IN_HAND = {"closed_at__isnull": True, "recorded_in_error_at__isnull": True, "source": Source.OWN}
# The grades as the keyset reads them: the most urgent first.
URGENCY = Case(
    *(When(grade=grade, then=Value(place)) for place, grade in enumerate(Grade)),
    output_field=SmallIntegerField(),
)


class Queue(TextChoices):
    """What waits at the desk."""

    UNGRADED = "ungraded", "Not graded yet"
    UNRESOURCED = "unresourced", "Graded, nobody sent"
    CALL_BACKS = "call_backs", "Promised call-backs"
    HELD = "held", "Held for a partner"


class Part(NamedTuple):
    """Which part of a queue: of a district, through a desk, by a channel; each where it is given."""

    district: District | int | None = None
    desk: str = ""
    channel: str = ""


def owed_on_reports(kind: Kind, part: Part) -> QuerySet[Deadline]:
    """Return what is owed of a kind on reports, the most urgent first."""
    rows = owed().filter(_came(part, "report__"), kind=kind, report__isnull=False)
    if part.district:
        rows = rows.filter(district=part.district)
    return rows.select_related("report__district", "report__recorded_by__team", "owner")


def unresourced(incidents: QuerySet[Incident], part: Part) -> QuerySet[Incident]:
    """Return the incidents to which somebody is to come and nobody was sent, by grade, then by how long they wait.

    The grade may be given anew; how long somebody waits is told by when the incident was recorded.
    """
    rows = incidents.filter(_in_part(part), handling=Handling.ATTEND, resourced_at__isnull=True, **IN_HAND)
    return rows.annotate(urgency=URGENCY).select_related("district")


def held(incidents: QuerySet[Incident], part: Part) -> QuerySet[Incident]:
    """Return the incidents that are held for a partner, the one held longest first."""
    rows = incidents.filter(_in_part(part), handling=Handling.PARTNER, **IN_HAND)
    return rows.annotate(since=F("graded_at")).select_related("district", "held_by")


def _in_part(part: Part) -> Q:
    """Return the condition on incidents of a part of a queue."""
    wanted = Q(district=part.district) if part.district else Q()
    if part.desk or part.channel:
        told = IncidentReport.objects.filter(_came(part, "report__"), incident=OuterRef("pk"))
        wanted &= Q(Exists(told))
    return wanted


def _came(part: Part, path: str) -> Q:
    """Return the condition on the report by which something came: its channel, and the desk of whoever took it."""
    came = Q(**{f"{path}channel": part.channel}) if part.channel else Q()
    if part.desk:
        through = Q(**{f"{path}recorded_by__team__desk": part.desk})
        if part.desk == Desk.ONLINE_DESK:
            # What the public sends in by the form is taken by nobody: it is the online desk's.
            through |= Q(**{f"{path}recorded_by__isnull": True, f"{path}channel": Channel.ONLINE})
        came &= through
    return came


def desk_of(report: Report) -> str:
    """Return the desk through which a report came, in words; nothing where no desk took it."""
    if report.recorded_by is None:
        return Desk.ONLINE_DESK.label if report.channel == Channel.ONLINE else ""
    team = report.recorded_by.team
    return Desk(team.desk).label if team and team.desk else ""


def first_reports(incidents: Iterable[Incident], reports: QuerySet[Report]) -> dict[int, Report]:
    """Return for each incident the first report that tells of it, of those that one may read."""
    told = reports.filter(tells_of__incident__in=list(incidents)).select_related(
        "tells_of", "recorded_by__team"
    )
    found: dict[int, Report] = {}
    for report in told.order_by("received_at", "pk"):
        found.setdefault(report.tells_of.incident_id, report)
    return found


def clocks_of(incidents: Iterable[Incident], kinds: Sequence[Kind]) -> dict[int, list[Deadline]]:
    """Return what is owed of these kinds on each incident, the earliest first."""
    found: dict[int, list[Deadline]] = {}
    for deadline in owed().filter(incident__in=list(incidents), kind__in=kinds):
        found.setdefault(deadline.incident_id or 0, []).append(deadline)
    return found


def public_waiting(most: int) -> int:
    """Return how many reports of the public wait to be taken in, counted no further than this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_public_reports_waiting(%s)", [most])
        return int(cursor.fetchone()[0])


class Day(NamedTuple):
    """One London day with the number of reports of each channel."""

    day: date
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Return how many there were in all."""
        return sum(self.counts.values())


def by_channel(reports: QuerySet[Report], *, now: datetime, district: District | None = None) -> list[Day]:
    """Return the reports received on each of the last days, this one included, by channel."""
    today = london_day(now)
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    begins = london_midnight_after(days[0] - timedelta(days=1))
    wanted = reports.filter(received_at__gte=begins, received_at__lte=now)
    if district:
        wanted = wanted.filter(district=district)
    found = wanted.order_by().annotate(day=TruncDate("received_at", tzinfo=LONDON)).values("day", "channel")
    counts: dict[date, dict[str, int]] = {day: {} for day in days}
    for row in found.annotate(number=Count("pk")):
        counts[row["day"]][row["channel"]] = row["number"]
    return [Day(day, counts[day]) for day in days]
