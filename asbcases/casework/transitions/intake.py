"""From somebody's words to an incident."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import Agency, Council, District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Category, Channel, ClassifiedAt, Precision, Source
from asbcases.cases.models import Classification, Incident, IncidentReport, Report
from asbcases.cases.queries import locked, next_reference
from asbcases.errors import Refused


@transaction.atomic
def receive_report(
    *,
    narrative: str,
    channel: Channel,
    place_text: str,
    district: District | None,
    happened_from: datetime,
    happened_until: datetime,
    happened_precision: Precision,
    received_at: datetime,
    caller_name: str = "",
    caller_contact: str = "",
    agency: Agency | None = None,
    by: User,
    now: datetime,
) -> Report:
    """Keep what somebody told us, word for word, and return the report."""
    _must_be_past(received_at, now, "received")
    _must_be_past(happened_from, now, "happened")
    report = Report.objects.create(
        reference=next_reference("RPT", now),
        channel=channel,
        narrative=narrative,
        caller_name=caller_name,
        caller_contact=caller_contact,
        place_text=place_text,
        district=district,
        agency=agency,
        happened_from=happened_from,
        happened_until=happened_until,
        happened_precision=happened_precision,
        received_at=received_at,
        recorded_at=now,
        recorded_by=by,
    )
    record(
        Verb.REPORT_RECEIVED,
        by=by,
        now=now,
        happened_at=received_at,
        report=report,
        data={"channel": Channel(channel).label},
    )
    return report


def _must_be_past(at: datetime, now: datetime, what: str) -> None:
    if at > now:
        raise Refused(f"The report cannot have {what} after now: correct the date or the time.")


@transaction.atomic
def record_incident(
    report: Report,
    *,
    category: Category,
    category_reason: str = "",
    summary: str,
    place_text: str,
    council: Council | None = None,
    district: District | None,
    by: User,
    now: datetime,
) -> Incident:
    """Record the event that a report tells of, with its opening category (NSIR 2011), and return it."""
    _not_told_yet(report)
    incident = Incident.objects.create(
        reference=next_reference("INC", now),
        source=Source.OWN,
        category=category,
        summary=summary,
        place_text=place_text,
        council=council,
        district=district,
        happened_from=report.happened_from,
        happened_until=report.happened_until,
        happened_precision=report.happened_precision,
        recorded_at=now,
        recorded_by=by,
    )
    Classification.objects.create(
        incident=incident,
        at_stage=ClassifiedAt.OPENING,
        category=category,
        reason=category_reason,
        recorded_at=now,
        recorded_by=by,
    )
    IncidentReport.objects.create(incident=incident, report=report, recorded_at=now, recorded_by=by)
    record(
        Verb.INCIDENT_RECORDED,
        by=by,
        now=now,
        happened_at=report.happened_from,
        incident=incident,
        reason=category_reason,
        data={"category": Category(category).label, "report": report.reference},
    )
    return incident


@transaction.atomic
def attach_report(report: Report, incident: Incident, *, by: User, now: datetime) -> Incident:
    """Say that a report tells of an incident already recorded, and return the incident."""
    _not_told_yet(report)
    incident = locked(incident)
    if incident.source != Source.OWN:
        raise Refused("A published copy takes no reports: choose an incident that was recorded here.")
    IncidentReport.objects.create(incident=incident, report=report, recorded_at=now, recorded_by=by)
    record(Verb.REPORT_ATTACHED, by=by, now=now, incident=incident, data={"report": report.reference})
    return incident


def _not_told_yet(report: Report) -> None:
    told = IncidentReport.objects.select_related("incident").filter(report=report).first()
    if told is not None:
        raise Refused(
            f"Report {report.reference} is already part of incident {told.incident.reference}: open that incident."
        )
