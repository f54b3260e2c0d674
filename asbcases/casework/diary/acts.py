"""What happened to incidents, in the order in which it was recorded, as the sources of the diary read it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.db.models import Q, QuerySet

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import TermKind
from asbcases.cases.models import (
    Attendance,
    Classification,
    Closing,
    CrimeDecision,
    HateHandover,
    Incident,
    IncidentReport,
    Report,
    Term,
    Triage,
)
from asbcases.deadlines.rebuild import Clockwork, Expected

LINKING = ("place_key", "phone_key", "email_key")
# Reports of the same caller or place are looked for so far back.
DAYS_BACK = 730


class What(IntEnum):
    """Kinds of act, in the order in which they count at one instant."""

    CLASSIFIED = 1
    TRIAGED = 2
    SENT = 3
    ATTENDED = 4
    DECIDED = 5
    HANDED = 6
    CLOSED = 7
    REOPENED = 8
    LINKED = 9
    NOBODY_CAME = 10


@dataclass(frozen=True, order=True)
class Act:
    """One thing that happened to an incident."""

    at: datetime
    what: What
    pk: int
    row: Any = field(compare=False, default=None)


def acts_of(ids: Sequence[int], clockwork: Clockwork) -> dict[int, list[Act]]:
    """Return what happened to each of these incidents that was ever triaged or classified as hate, read once a batch."""
    found: dict[int, list[Act]] = clockwork.read.get("acts", {})
    if "acts" not in clockwork.read:
        for incident, act in _read(ids):
            found.setdefault(incident, []).append(act)
        for acts in found.values():
            acts.sort()
        clockwork.read["acts"] = found
    return found


def _read(ids: Sequence[int]) -> Iterator[tuple[int, Act]]:
    triages = list(Triage.objects.filter(incident__in=ids).order_by("incident", "number"))
    hateful = list(_hateful(ids))
    for triage in triages:
        yield triage.incident_id, Act(triage.recorded_at, What.TRIAGED, triage.number, triage)
    for decision in hateful:
        yield decision.incident_id, Act(decision.recorded_at, What.CLASSIFIED, decision.pk, decision)
    clocked = {triage.incident_id for triage in triages} | {decision.incident_id for decision in hateful}
    yield from _of_parts(clocked)
    yield from _of_events(clocked)
    yield from _links({triage.incident_id for triage in triages})


def _hateful(ids: Sequence[int]) -> QuerySet[Classification]:
    terms = Term.objects.filter(kind=TermKind.QUALIFIER, hate=True).values_list("code", flat=True)
    return Classification.objects.filter(incident__in=ids, qualifiers__overlap=list(terms)).order_by("pk")


def _of_parts(ids: set[int]) -> Iterator[tuple[int, Act]]:
    parts: tuple[tuple[What, QuerySet[Any]], ...] = (
        # Whoever was sent was sent, also if they did not come in the end.
        (What.SENT, Attendance.objects.filter(Q(none_attended="") | Q(sent_at__isnull=False))),
        (What.DECIDED, CrimeDecision.objects.all()),
        (What.HANDED, HateHandover.objects.all()),
        (What.CLOSED, Closing.objects.all()),
    )
    for what, rows in parts:
        for row in rows.filter(incident__in=ids).order_by("pk"):
            yield row.incident_id, Act(row.recorded_at, what, row.pk, row)


def _of_events(ids: set[int]) -> Iterator[tuple[int, Act]]:
    """Yield what only the record says when it was told: that somebody came or nobody did, and that it was opened again."""
    kinds = {
        Verb.ATTENDED: What.ATTENDED,
        Verb.NOT_ATTENDED: What.NOBODY_CAME,
        Verb.INCIDENT_REOPENED: What.REOPENED,
    }
    events = AuditEvent.objects.filter(incident__in=ids, verb__in=list(kinds))
    for event in events.order_by("pk"):
        if event.incident_id:
            act = Act(event.recorded_at, kinds[Verb(event.verb)], event.pk, event)
            yield event.incident_id, act


def _links(ids: set[int]) -> Iterator[tuple[int, Act]]:
    """Yield for each incident the later ones that were recorded of the same place or caller."""
    own: dict[tuple[str, str], list[tuple[int, datetime, datetime]]] = defaultdict(list)
    for link in IncidentReport.objects.filter(incident__in=ids).select_related("report"):
        for key in _keys(link.report):
            own[key].append((link.incident_id, link.recorded_at, link.report.received_at))
    for other, report in _first_reports(own):
        told = [entry for key in _keys(report) for entry in own.get(key, ())]
        near = {
            incident
            for incident, added_at, received_at in told
            if added_at <= other.recorded_at and (other.recorded_at - received_at).days < DAYS_BACK
        }
        for incident in near - {other.pk}:
            yield incident, Act(other.recorded_at, What.LINKED, other.pk, other)


def _first_reports(keys: dict[tuple[str, str], Any]) -> Iterator[tuple[Incident, Report]]:
    """Yield each incident with the report by which it was recorded, where that has one of these keys."""
    wanted = Q(pk__in=())
    for name in LINKING:
        wanted |= Q(**{f"report__{name}__in": [value for key, value in keys if key == name]})
    seen: set[int] = set()
    links = IncidentReport.objects.filter(wanted).select_related("incident", "report")
    for link in links.order_by("pk"):
        first = link.recorded_at == link.incident.recorded_at and link.incident_id not in seen
        seen.add(link.incident_id)
        if first:
            yield link.incident, link.report


def _keys(report: Report) -> list[tuple[str, str]]:
    return [(key, value) for key in LINKING if (value := getattr(report, key))]


def ruled(owed: Expected | None, clockwork: Clockwork, at: datetime | None = None) -> bool:
    """End what somebody waived or cancelled by an instant, or ever; return whether it ended so."""
    ended_at = clockwork.ended_at(owed) if owed else None
    if owed is None or ended_at is None or (at is not None and ended_at > at):
        return False
    owed.end(cancelled_at=ended_at)
    return True
