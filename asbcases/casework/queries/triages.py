"""Reads for triage: what an incident was graded as before, why it is graded again, and whom it concerns."""

from datetime import datetime

from django.db.models import QuerySet

from asbcases.cases.choices import PartyRole, Trigger
from asbcases.cases.models import Incident, IncidentParty, Person, Recognition, Report, Triage
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN


def triages_of(incident: Incident) -> QuerySet[Triage]:
    """Return the triages of an incident, the newest first."""
    return incident.triages.select_related("recorded_by", "partner", "template").order_by("-number")


def last_of(incident: Incident) -> Triage | None:
    """Return the newest triage of an incident."""
    return triages_of(incident).first()


def told_by(incident: Incident, visible: QuerySet[Report]) -> list[Report]:
    """Return the reports that tell of an incident, of those that one may read, in the order in which they were added."""
    found = visible.filter(tells_of__incident=incident).select_related("district", "recorded_by")
    return list(found.order_by("tells_of__recorded_at", "pk"))


def trigger_of(incident: Incident, last: Triage | None, *, now: datetime) -> Trigger:
    """Return why an incident is triaged again, as far as the file knows it."""
    if last is None:
        return Trigger.NEW_INFORMATION
    if incident.told_by.filter(recorded_at__gt=last.recorded_at).exists():
        return Trigger.CALLER_AGAIN if _same_caller_again(incident, last) else Trigger.NEW_INFORMATION
    owed = Deadline.objects.filter(OPEN, incident=incident, kind=Kind.RE_TRIAGE)
    subjects = set(owed.values_list("subject", flat=True))
    if Trigger.LINKED in subjects:
        return Trigger.LINKED
    late = Deadline.objects.filter(
        OPEN, report__tells_of__incident=incident, kind=Kind.CALL_BACK, due_at__lte=now
    )
    if late.exists():
        return Trigger.PROMISE_PASSED
    if Trigger.PARTNER in subjects:
        return Trigger.PARTNER
    return Trigger.UNRESOURCED if Trigger.UNRESOURCED in subjects else Trigger.NEW_INFORMATION


def _same_caller_again(incident: Incident, last: Triage) -> bool:
    """Return whether who told of it since the last triage had told of it before, by number or e-mail address."""
    reports = Report.objects.filter(tells_of__incident=incident)
    told = {True: set[str](), False: set[str]()}
    for report in reports.select_related("tells_of"):
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
