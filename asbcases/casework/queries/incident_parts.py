"""Reads of what hangs on one incident, for its pages."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from asbcases.cases.choices import TermKind
from asbcases.cases.models import (
    Case,
    Classification,
    Closing,
    ExternalReference,
    Gathering,
    HateHandover,
    Incident,
    IncidentParty,
    IncidentVehicle,
    Operation,
    Person,
    Report,
    Term,
)
from asbcases.cases.models.shared import Corrigible
from asbcases.cases.rules.keys import reference_key
from asbcases.casework.queries.signals import HATE, signals_of_record
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import owed
from asbcases.law.periods import london_day

TICK = timedelta(microseconds=1)


class Coded(NamedTuple):
    """One decision on the codes of an incident, its words by name."""

    row: Classification
    subtype: str
    call_type: str
    qualifiers: Sequence[str]


def codes_of(incident: Incident) -> list[Coded]:
    """Return every decision on the codes, the newest first, with who took it."""
    rows = list(
        incident.classifications.select_related("recorded_by", "team").order_by("-recorded_at", "-pk")
    )
    codes = {code for row in rows for code in (row.subtype, row.call_type, *row.qualifiers) if code}
    found = Term.objects.filter(code__in=codes) if codes else Term.objects.none()
    names = {(term.kind, term.code): term.name for term in found}
    return [
        Coded(
            row,
            names.get((TermKind.SUBTYPE, row.subtype), row.subtype),
            names.get((TermKind.CALL_TYPE, row.call_type), row.call_type),
            [names.get((TermKind.QUALIFIER, code), code) for code in row.qualifiers],
        )
        for row in rows
    ]


def parties_of(incident: Incident) -> QuerySet[IncidentParty]:
    """Return who takes part in an incident, in the order in which they were added."""
    return (
        incident.parties.filter(recorded_in_error_at__isnull=True).select_related("person").order_by("number")
    )


def vehicles_of(incident: Incident) -> QuerySet[IncidentVehicle]:
    """Return the vehicles seen at an incident."""
    return (
        incident.vehicles.filter(recorded_in_error_at__isnull=True).select_related("vehicle").order_by("pk")
    )


def struck_from(incident: Incident, people: QuerySet[Person]) -> list[tuple[str, Corrigible]]:
    """Return what was recorded of an incident in error, each with its words; of people those whom one may know of."""
    wrong = Q(recorded_in_error_at__isnull=False)
    seen = "recorded_in_error_by"
    parties = incident.parties.filter(wrong, person__in=people).select_related("person", seen)
    vehicles = incident.vehicles.filter(wrong).select_related("vehicle", seen)
    links = incident.operations.filter(wrong).select_related("operation", seen)
    references = incident.externalreferences.filter(wrong).select_related(seen)
    return [
        *((f"{one.get_role_display()}: {one.person.name}", one) for one in parties.order_by("number")),
        *((f"Vehicle {one.vehicle}", one) for one in vehicles.order_by("pk")),
        *((f"Operation {one.operation.name}", one) for one in links.order_by("pk")),
        *((f"Reference {one}", one) for one in references.order_by("pk")),
    ]


def references_of(incident: Incident) -> QuerySet[ExternalReference]:
    """Return under which references other systems know an incident, the newest first."""
    return incident.externalreferences.filter(recorded_in_error_at__isnull=True).order_by(
        "-recorded_at", "-pk"
    )


def closings_of(incident: Incident) -> QuerySet[Closing]:
    """Return every closing of an incident, the newest first, with who closed it."""
    return incident.closings.select_related("recorded_by", "team").order_by("-recorded_at", "-pk")


def operations_of(incident: Incident) -> QuerySet[Operation]:
    """Return the operations under which an incident stands."""
    under = Q(incidents__incident=incident, incidents__recorded_in_error_at__isnull=True)
    return Operation.objects.filter(under).order_by("starts_on", "pk")


def operations_for(incident: Incident) -> QuerySet[Operation]:
    """Return the operations under which an incident can still be put: those on whose days it happened."""
    first, last = days_of(incident)
    then = Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    found = Operation.objects.filter(then, recorded_in_error_at__isnull=True)
    under = operations_of(incident).values("pk")
    return found.exclude(pk__in=under).order_by("name", "pk")


def days_of(incident: Incident) -> tuple[date, date]:
    """Return the first and the last London day on which an incident may have happened."""
    last = max(incident.happened_from, incident.happened_until - TICK)
    return london_day(incident.happened_from), london_day(last)


def gathering_of(incident: Incident) -> Gathering | None:
    """Return what is known of the gathering, if it was one."""
    return Gathering.objects.filter(incident=incident).first()


def handover_of(incident: Incident) -> HateHandover | None:
    """Return that the lead for hate crime took it over, if they did."""
    return HateHandover.objects.select_related("recorded_by").filter(incident=incident).first()


def hate_in(incident: Incident) -> bool:
    """Return whether a triage or a classification says that hate is part of it."""
    return HATE in signals_of_record(incident)


def owed_on(incident: Incident, reports: Sequence[Report]) -> QuerySet[Deadline]:
    """Return what is still to be done on an incident, and the grading of the reports that tell of it."""
    grading = Q(kind=Kind.TRIAGE, report__in=[report.pk for report in reports])
    return owed().filter(Q(incident=incident) | grading).select_related("owner")


def known_elsewhere(
    text: str, *, reports: QuerySet[Report], incidents: QuerySet[Incident], cases: QuerySet[Case], most: int
) -> list[ExternalReference]:
    """Return the references of other systems that this text means, however it is written, on records that one may see."""
    key = reference_key(text)
    if not key:
        return []
    found = ExternalReference.objects.filter(
        Q(report__in=reports) | Q(incident__in=incidents) | Q(case__in=cases),
        key=key,
        recorded_in_error_at__isnull=True,
    )
    return list(found.select_related("report", "incident", "case").order_by("-recorded_at", "-pk")[:most])
