"""Who goes to an incident, when they came and what they found; or that nobody came, and why."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import POLICE_WORK
from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import NoneAttended
from asbcases.cases.models import Attendance, Incident
from asbcases.cases.queries import locked, next_number
from asbcases.casework.queries.attendances import attendances_of, on_the_way
from asbcases.casework.transitions.clocks import resourced, responded
from asbcases.casework.transitions.codes import refuse_unless_open
from asbcases.errors import Refused


@transaction.atomic
def send_officer(
    incident: Incident,
    *,
    officer: User | None = None,
    unit: str = "",
    agency: Agency,
    sent_at: datetime,
    by: User,
    now: datetime,
) -> Attendance:
    """Send an officer, a unit or a partner to an incident, and return who is on the way."""
    incident = _open(incident)
    if sent_at > now:
        raise Refused("Nobody was sent after now: correct the date or the time.")
    _refuse_unless_somebody(incident, officer, unit)
    attendance = Attendance.objects.create(
        incident=incident,
        number=_next_number(incident),
        agency=agency,
        unit=unit,
        officer=officer,
        sent_at=sent_at,
        recorded_at=now,
        recorded_by=by,
    )
    told = _data_of(attendance)
    record(Verb.OFFICER_SENT, by=by, now=now, happened_at=sent_at, incident=incident, data=told)
    resourced(incident, at=sent_at, by=by, now=now)
    return attendance


def _refuse_unless_somebody(incident: Incident, officer: User | None, unit: str) -> None:
    if officer is None and not unit.strip():
        raise Refused("Say who is sent: an officer, or the call sign or team.")
    if officer is None:
        return
    if not officer.is_active or officer.role not in POLICE_WORK:
        raise Refused(f"{officer.name} cannot be sent: choose an officer who is at work.")
    if on_the_way(incident).filter(officer=officer).exists():
        raise Refused(f"{officer.name} is on the way already: load the page again.")


@transaction.atomic
def record_attendance(
    incident: Incident,
    *,
    attendance: Attendance | None = None,
    officer: User | None = None,
    agency: Agency,
    unit: str = "",
    arrived_at: datetime,
    left_at: datetime | None = None,
    result: str,
    by: User,
    now: datetime,
) -> Attendance:
    """Keep when somebody came and what they found and did; of one who was sent, or who came unasked; return it."""
    incident = _open(incident)
    _refuse_unless_in_order(arrived_at, left_at, now)
    if not result.strip():
        raise Refused("Say what was found and done: the result is kept with the incident.")
    came = _expected(attendance) if attendance else None
    came = came or Attendance(
        incident=incident, number=_next_number(incident), officer=officer, recorded_at=now, recorded_by=by
    )
    came.agency, came.unit = agency, unit or came.unit
    came.arrived_at, came.left_at, came.result = arrived_at, left_at, result
    came.version += 1 if attendance else 0
    came.save()
    record(Verb.ATTENDED, by=by, now=now, happened_at=arrived_at, incident=incident, data=_data_of(came))
    resourced(incident, at=came.sent_at or arrived_at, by=by, now=now)
    responded(incident, arrived_at=arrived_at, by=by, now=now)
    return came


def _expected(attendance: Attendance) -> Attendance:
    attendance = locked(attendance)
    if attendance.arrived_at or attendance.none_attended:
        raise Refused("What came of this was noted already: load the page again.")
    return attendance


def _refuse_unless_in_order(arrived_at: datetime, left_at: datetime | None, now: datetime) -> None:
    if arrived_at > now:
        raise Refused("Nobody came after now: correct the date or the time.")
    if left_at and left_at > now:
        raise Refused("Nobody left after now: correct the date or the time.")
    if left_at and left_at < arrived_at:
        raise Refused("They left before they came: correct one of the two times.")


@transaction.atomic
def record_none_attended(
    incident: Incident, *, why: NoneAttended, reason: str, by: User, now: datetime
) -> list[Attendance]:
    """Keep that nobody came, and why: of those who were sent, or of all; return the rows that say so.

    Where nobody else came, the incident waits for somebody to be sent again. It ends no clock: a triage decides whether
    somebody has to come. With "no attendance" it ends the first response, and where something bars that it takes a
    supervisor's reason; a row alone would go round both.
    """
    incident = _open(incident)
    if not reason.strip():
        raise Refused("Say why nobody came: the reason is kept with the incident.")
    rows = [locked(sent) for sent in on_the_way(incident)]
    came = attendances_of(incident).filter(arrived_at__isnull=False).exists()
    if not rows and came:
        raise Refused("Somebody came, and nobody else is on the way: look at what they found.")
    rows = rows or [
        Attendance(incident=incident, number=_next_number(incident), recorded_at=now, recorded_by=by)
    ]
    if incident.resourced_at and not came:
        incident.resourced_at = None
        incident.save(update_fields=["resourced_at"])
    for row in rows:
        row.none_attended, row.none_reason = why, reason
        row.version += 1 if row.pk else 0
        row.save()
    told: dict[str, object] = {"why": NoneAttended(why).label, "numbers": [row.number for row in rows]}
    record(Verb.NOT_ATTENDED, by=by, now=now, reason=reason, incident=incident, data=told)
    return rows


def _open(incident: Incident) -> Incident:
    incident = locked(incident)
    refuse_unless_open(incident)
    return incident


def _next_number(incident: Incident) -> int:
    """Return the number that the next attendance gets; the incident is locked meanwhile."""
    return next_number(Attendance.objects.filter(incident=incident))


def _data_of(attendance: Attendance) -> dict[str, object]:
    """Return what the record says of who was sent or came: by name, or as a unit of an agency."""
    agency = attendance.agency.name if attendance.agency else ""
    who = (
        attendance.officer.name
        if attendance.officer
        else f"{attendance.unit} of {agency}".removeprefix(" of ")
    )
    return {"unit": who, "attendance": attendance.number}
