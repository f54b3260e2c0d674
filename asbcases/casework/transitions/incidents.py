"""From a report to the incident that it tells of."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import Council, District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Category, ClassifiedAt, PartyRole, Source
from asbcases.cases.models import Incident, IncidentParty, IncidentReport, Premises, Recognition, Report
from asbcases.cases.queries import foremost, locked, next_reference
from asbcases.casework.transitions.clocks import expect_hate_handover
from asbcases.casework.transitions.codes import Code, classified
from asbcases.casework.transitions.people import add_to_held
from asbcases.errors import Refused


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
    premises: Premises | None = None,
    subtype: str = "",
    call_type: str = "",
    qualifiers: Sequence[str] = (),
    by: User,
    now: datetime,
) -> Incident:
    """Record the event that a report tells of, with its opening codes (NSIR 2011), and return it."""
    _not_told_yet(report)
    incident = Incident(
        reference=next_reference("INC", now),
        source=Source.OWN,
        summary=summary,
        place_text=place_text,
        council=council,
        district=district,
        premises=premises,
        happened_from=report.happened_from,
        happened_until=report.happened_until,
        happened_precision=report.happened_precision,
        recorded_at=now,
        recorded_by=by,
    )
    code = Code(category, subtype, call_type, tuple(qualifiers))
    opening = classified(
        incident, ClassifiedAt.OPENING, code, reason=category_reason, channel=report.channel, by=by, now=now
    )
    incident.save()
    opening.save()
    IncidentReport.objects.create(incident=incident, report=report, recorded_at=now, recorded_by=by)
    told: dict[str, object] = {"category": Category(category).label, "report": report.reference}
    record(
        Verb.INCIDENT_RECORDED,
        by=by,
        now=now,
        happened_at=report.happened_from,
        incident=incident,
        reason=category_reason,
        data=told,
    )
    _take_over_caller(incident, report, by=by, now=now)
    expect_hate_handover(incident, ground=opening, by=by, now=now)
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
    _take_over_caller(incident, report, by=by, now=now)
    return incident


def _take_over_caller(incident: Incident, report: Report, *, by: User, now: datetime) -> None:
    """Make whoever was recognised in a report a complainant, and of a Personal incident a victim."""
    recognised = Recognition.objects.filter(report=report, recorded_in_error_at__isnull=True)
    recognition = recognised.select_related("person").first()
    if recognition is None:
        return
    person = foremost(recognition.person)
    has = set(IncidentParty.objects.filter(incident=incident, person=person).values_list("role", flat=True))
    personal = incident.category == Category.PERSONAL
    for role in (PartyRole.COMPLAINANT, *((PartyRole.VICTIM,) if personal else ())):
        if role not in has:
            add_to_held(incident, person, role=role, by=by, now=now)


def _not_told_yet(report: Report) -> None:
    told = IncidentReport.objects.select_related("incident").filter(report=report).first()
    if told is not None:
        raise Refused(
            f"Report {report.reference} is already part of incident {told.incident.reference}: open that incident."
        )
