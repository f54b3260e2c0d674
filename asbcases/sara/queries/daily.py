"""The recorded incidents of a plan's district day by day: at its place, at places to compare with, and in the ring."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Func, Q, QuerySet
from django.db.models.functions import Coalesce

from asbcases.cases.choices import Precision, Source
from asbcases.cases.models import CaseIncident, Incident, IncidentParty, Premises, ProblemPlan
from asbcases.db.asked import among
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on
from asbcases.sara.models import Objective, PlanLink
from asbcases.sara.queries import STANDS
from asbcases.sara.rules.counting import Around, Point, Seen, Sorted, days_of, sort
from asbcases.sara.rules.window_shapes import Days

INSTANT = timedelta(microseconds=1)
# London's days begin up to an hour before those of UTC, and a month may begin so long before what is asked for.
MARGIN = timedelta(days=32)
COLUMNS = (
    *("pk", "happened_from", "happened_until", "happened_precision", "category", "place_text"),
    *("premises__address", "is_linked", "longitude_of", "latitude_of"),
)


@dataclass(frozen=True)
class Recorded:
    """What is on file of a plan's objective, and from which day to which the records are looked at."""

    days: Days
    sorted: Sorted


def on_file(plan: ProblemPlan, objective: Objective, *, now: datetime) -> Recorded:
    """Return every incident of the plan's district by where it counts for the objective, up to the day before today.

    It is the same for whoever sees the plan and its links: what is restricted to anybody is in no figure, as what was recorded in
    error and published copies are in none, and no district but the plan's is looked at.
    """
    days = Days(records_from(plan, objective, now=now), london_day(now) - timedelta(days=1))
    links = links_of(plan)
    linked = linked_to(links)
    counts = Q(category__in=objective.categories) if objective.categories else Q()
    seen = _seen(incidents_between(plan, days).filter(counts), linked)
    around = _around(links, london_day(now))
    found = sort(seen, objective.places, objective.comparisons, around, linked_only=bool(links))
    return Recorded(days, found)


def records_from(plan: ProblemPlan, objective: Objective, *, now: datetime) -> date:
    """Return from which day on the records of the plan's district are looked at."""
    looked = int(limit_on("plan.records", "", london_day(now)).value)
    earliest: date = objective.baseline_from - timedelta(days=looked)
    first = _own(plan).order_by("happened_from").values_list("happened_from", flat=True).first()
    return max(earliest, london_day(first)) if first else earliest


def incidents_between(plan: ProblemPlan, days: Days) -> QuerySet[Incident]:
    """Return the incidents of the plan's district around some days that count in figures."""
    from_instant = datetime.combine(days.first_on, time(0), UTC) - MARGIN
    until = datetime.combine(days.last_on, time(0), UTC) + timedelta(days=1)
    hidden = among("id", "asb_hidden_from", "incident", None)
    seen = Func(hidden, template="%(expressions)s IS NOT TRUE", output_field=BooleanField())
    return _own(plan).filter(STANDS, seen, happened_from__gte=from_instant, happened_from__lt=until)


def _own(plan: ProblemPlan) -> QuerySet[Incident]:
    return Incident.objects.filter(source=Source.OWN, district=plan.district_id)


def links_of(plan: ProblemPlan) -> list[PlanLink]:
    """Return the links of a plan that hold and of which whoever asks may know."""
    return list(PlanLink.objects.filter(STANDS, plan=plan).order_by("number"))


def linked_to(links: Sequence[PlanLink]) -> Q:
    """Return the condition that an incident belongs to what a plan is linked to."""
    cases = {link.case_id for link in links if link.case_id}
    people = {link.person_id for link in links if link.person_id}
    linked = Q(pk__in={link.incident_id for link in links if link.incident_id})
    linked |= Q(premises__in={link.premises_id for link in links if link.premises_id})
    if cases:
        linked |= Q(pk__in=CaseIncident.objects.filter(STANDS, case__in=cases).values("incident"))
    if people:
        linked |= Q(pk__in=IncidentParty.objects.filter(STANDS, person__in=people).values("incident"))
    return linked


def _seen(incidents: QuerySet[Incident], linked: Q) -> Iterator[Seen]:
    rows = incidents.annotate(
        is_linked=ExpressionWrapper(linked, output_field=BooleanField()),
        longitude_of=Coalesce("longitude", "premises__longitude"),
        latitude_of=Coalesce("latitude", "premises__latitude"),
    )
    for row in rows.order_by("happened_from", "pk").values_list(*COLUMNS, named=True):
        yield Seen(row.pk, _days(row), row.category, _said(row), _at(row), row.is_linked)


def _days(row: Any) -> Days:
    last = max(row.happened_from, row.happened_until - INSTANT)
    month = row.happened_precision == Precision.MONTH
    return days_of(london_day(row.happened_from), london_day(last), month=month)


def _said(row: Any) -> tuple[str, ...]:
    return tuple(words for words in (row.place_text, row.premises__address) if words)


def _at(row: Any) -> Point | None:
    if row.longitude_of is None or row.latitude_of is None:
        return None
    return Point(row.longitude_of, row.latitude_of)


def _around(links: Sequence[PlanLink], today: date) -> Around:
    """Return what the ring is drawn around beside the places that the objective names."""
    metres = int(limit_on("plan.ring", "metres", today).value)
    keys = {link.premises_id for link in links if link.premises_id}
    linked = Premises.objects.filter(pk__in=keys) if keys else Premises.objects.none()
    points, streets = set(), set()
    for premises in linked.order_by("pk"):
        streets.add(premises.address)
        if premises.longitude is not None and premises.latitude is not None:
            points.add(Point(premises.longitude, premises.latitude))
    return Around(metres, points, streets)
