"""Reads for triage: what an incident was graded as before, why it is graded again, and whom it concerns."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from asbcases.cases.choices import PartyRole, Trigger
from asbcases.cases.models import Incident, IncidentParty, Person, Recognition, Report, Triage
from asbcases.casework.queries.finding import COUNTED
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN

# What makes somebody triage again, the more pressing first.
IN_ORDER = (Trigger.LINKED, Trigger.PROMISE_PASSED, Trigger.PARTNER, Trigger.UNRESOURCED)


def triages_of(incident: Incident) -> QuerySet[Triage]:
    """Return the triages of an incident, the newest first."""
    return incident.triages.select_related("recorded_by", "partner", "template").order_by("-number")


def last_of(incident: Incident) -> Triage | None:
    """Return the newest triage of an incident."""
    return incident.triages.order_by("-number").first()


def told_by(incident: Incident, visible: QuerySet[Report]) -> list[Report]:
    """Return the reports that tell of an incident, of those that one may read, in the order in which they were added."""
    found = visible.filter(tells_of__incident=incident).select_related("tells_of", "recognition__person")
    shown = found.only(*COUNTED, "narrative", "tells_of__incident", "tells_of__recorded_at")
    reports = list(shown.order_by("tells_of__recorded_at", "pk"))
    for report in reports:
        report.tells_of.incident = incident
    return reports


def trigger_of(
    incident: Incident, last: Triage | None, reports: Sequence[Report], *, now: datetime
) -> Trigger:
    """Return why an incident of these reports is triaged again, as far as the file knows it."""
    if last is None:
        return Trigger.NEW_INFORMATION
    # Also what one may not read was added.
    added = dict(incident.told_by.values_list("report", "recorded_at"))
    if any(at > last.recorded_at for at in added.values()):
        return Trigger.CALLER_AGAIN if _same_caller_again(reports, last) else Trigger.NEW_INFORMATION
    owed = _owed(incident, added, now)
    return next((trigger for trigger in IN_ORDER if trigger in owed), Trigger.NEW_INFORMATION)


def _owed(incident: Incident, reports: Iterable[int], now: datetime) -> set[str]:
    """Return for what an incident is to be triaged again, a promise to those who told of it that has passed among it."""
    again = Q(incident=incident, kind=Kind.RE_TRIAGE)
    late = Q(report__in=reports, kind=Kind.CALL_BACK, due_at__lte=now)
    owed = Deadline.objects.filter(OPEN, again | late).values_list("kind", "subject")
    return {Trigger.PROMISE_PASSED if kind == Kind.CALL_BACK else subject for kind, subject in owed}


def _same_caller_again(reports: Sequence[Report], last: Triage) -> bool:
    """Return whether who told of it since the last triage had told of it before, by number or e-mail address."""
    told = {True: set[str](), False: set[str]()}
    for report in reports:
        told[report.tells_of.recorded_at > last.recorded_at] |= {report.phone_key, report.email_key} - {""}
    return bool(told[True] & told[False])


def recognised_in(report: Report) -> Person | None:
    """Return who the caller of a report was recognised as."""
    found = Recognition.objects.filter(report=report, recorded_in_error_at__isnull=True)
    recognition = found.select_related("person").first()
    return recognition.person if recognition else None


def is_party(incident: Incident, person: Person, role: PartyRole) -> bool:
    """Return whether a person has this role in an incident already."""
    rows = IncidentParty.objects.filter(incident=incident, person=person, role=role)
    return rows.filter(recorded_in_error_at__isnull=True).exists()
