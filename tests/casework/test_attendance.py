"""Somebody is sent, comes and finds something; or nobody comes, and it is said why."""

from datetime import timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Handling, NoneAttended
from asbcases.cases.models import Attendance, Incident
from asbcases.casework.transitions import record_attendance, record_none_attended, send_officer
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.make import NOW, make_agency, make_incident, make_triage

HOUR = timedelta(hours=1)


@pytest.fixture
def incident(amira: User, ben: User) -> Incident:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira, now=NOW + timedelta(minutes=5))
    return incident


def send(
    incident: Incident, officer: User | None, *, by: User, now: Any = NOW + HOUR, **fields: Any
) -> Attendance:
    stated: dict[str, Any] = {"officer": officer, "agency": make_agency(), "sent_at": now, **fields}
    return send_officer(incident, **stated, by=by, now=now)


def come(incident: Incident, *, by: User, now: Any = NOW + 2 * HOUR, **fields: Any) -> Attendance:
    stated: dict[str, Any] = {"agency": make_agency(), "arrived_at": now, "result": "Spoke to her.", **fields}
    return record_attendance(incident, **stated, by=by, now=now)


def deadline(kind: Kind) -> Deadline:
    return Deadline.objects.filter(kind=kind).latest("pk")


def test_an_officer_who_is_sent_is_on_the_way_and_nobody_is_asked_to_triage_again(
    incident: Incident, ben: User, ravi: User
) -> None:
    sent = send(incident, ravi, by=ben)

    incident.refresh_from_db()
    assert (sent.number, sent.officer, sent.arrived_at) == (1, ravi, None)
    assert incident.resourced_at == NOW + HOUR
    assert deadline(Kind.RE_TRIAGE).cancelled_at == NOW + HOUR
    assert deadline(Kind.RESPONSE).is_open
    event = AuditEvent.objects.get(verb=Verb.OFFICER_SENT)
    assert (event.data["unit"], event.happened_at) == ("Ravi Nair", NOW + HOUR)
    assert differences() == []


def test_a_unit_of_a_partner_can_be_sent_without_a_name(incident: Incident, ben: User) -> None:
    wardens = make_agency("Colchester City Council", AgencyKind.COUNCIL)

    send(incident, None, by=ben, unit="Wardens 2", agency=wardens)

    assert (
        AuditEvent.objects.get(verb=Verb.OFFICER_SENT).data["unit"] == "Wardens 2 of Colchester City Council"
    )


def test_a_visit_meets_the_response_at_the_instant_of_arrival(
    incident: Incident, ben: User, ravi: User
) -> None:
    sent = send(incident, ravi, by=ben)
    arrived = NOW + 2 * HOUR

    came = come(
        incident, attendance=sent, by=ravi, arrived_at=arrived, left_at=arrived + HOUR, now=NOW + 5 * HOUR
    )

    assert (came.pk, came.number, came.version, came.result) == (sent.pk, 1, 2, "Spoke to her.")
    assert deadline(Kind.RESPONSE).met_at == arrived
    event = AuditEvent.objects.get(verb=Verb.ATTENDED)
    assert (event.happened_at, event.recorded_at) == (arrived, NOW + 5 * HOUR)
    assert differences() == []


def test_somebody_who_came_unasked_is_recorded_too(incident: Incident, ravi: User) -> None:
    came = come(incident, officer=ravi, by=ravi)

    incident.refresh_from_db()
    assert (came.number, came.officer, came.sent_at, came.version) == (1, ravi, None, 1)
    assert incident.resourced_at == came.arrived_at
    assert deadline(Kind.RESPONSE).met_at == came.arrived_at
    assert differences() == []


def test_a_second_visit_gets_the_next_number(incident: Incident, ravi: User) -> None:
    come(incident, officer=ravi, by=ravi)

    assert come(incident, officer=ravi, by=ravi, now=NOW + 3 * HOUR).number == 2


def test_a_visit_before_the_triage_meets_what_the_triage_asks_for(amira: User, ben: User, ravi: User) -> None:
    incident = make_incident(by=amira)
    come(incident, officer=ravi, by=ravi, now=NOW + HOUR)

    make_triage(incident, by=amira, now=NOW + 2 * HOUR)

    assert deadline(Kind.RESPONSE).met_at == NOW + HOUR
    assert differences() == []


def test_that_nobody_came_is_a_row_with_its_reason_and_ends_no_clock(incident: Incident, ben: User) -> None:
    [row] = record_none_attended(
        incident, why=NoneAttended.NO_UNIT, reason="All at the derby.", by=ben, now=NOW + HOUR
    )

    assert (row.number, row.agency, row.none_reason) == (1, None, "All at the derby.")
    assert deadline(Kind.RESPONSE).is_open
    assert AuditEvent.objects.get(verb=Verb.NOT_ATTENDED).data["why"] == "No unit was free"
    assert differences() == []


def test_a_triage_without_attendance_ends_what_a_row_alone_does_not(incident: Incident, ben: User) -> None:
    record_none_attended(
        incident, why=NoneAttended.RESOLVED_BY_PHONE, reason="Rang her.", by=ben, now=NOW + HOUR
    )

    make_triage(
        incident,
        by=ben,
        now=NOW + 2 * HOUR,
        handling=Handling.NO_ATTENDANCE,
        supervisor_reason="She has moved away and wants nobody to come.",
    )

    assert deadline(Kind.RESPONSE).cancelled_at == NOW + 2 * HOUR
    assert differences() == []


def test_whoever_was_sent_and_did_not_come_is_not_waited_for(
    incident: Incident, ben: User, ravi: User
) -> None:
    sent = send(incident, ravi, by=ben)

    [row] = record_none_attended(
        incident, why=NoneAttended.OVER_BEFORE, reason="It was over.", by=ben, now=NOW + 2 * HOUR
    )

    assert (row.pk, row.officer, row.version) == (sent.pk, ravi, 2)
    with pytest.raises(Refused, match="was noted already"):
        come(incident, attendance=sent, by=ravi, now=NOW + 3 * HOUR)
    assert differences() == []


def test_the_same_officer_is_not_sent_twice(incident: Incident, ben: User, ravi: User) -> None:
    send(incident, ravi, by=ben)

    with pytest.raises(Refused, match="on the way already"):
        send(incident, ravi, by=ben)


def test_a_visit_is_recorded_once(incident: Incident, ben: User, ravi: User) -> None:
    sent = send(incident, ravi, by=ben)
    come(incident, attendance=sent, by=ravi)

    with pytest.raises(Refused, match="was noted already"):
        come(incident, attendance=sent, by=ravi)


LATER = NOW + 30 * HOUR


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"arrived_at": LATER}, "Nobody came after now"),
        ({"left_at": LATER}, "Nobody left after now"),
        ({"left_at": NOW + HOUR}, "left before they came"),
        ({"result": "  "}, "Say what was found"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(
    incident: Incident, ravi: User, wrong: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        come(incident, by=ravi, **wrong)

    assert not Attendance.objects.exists()


def test_nobody_is_sent_in_the_future_without_a_name_or_when_they_have_left(
    incident: Incident, ben: User, ravi: User, dev: User
) -> None:
    with pytest.raises(Refused, match="Nobody was sent after now"):
        send(incident, ravi, by=ben, sent_at=LATER)
    with pytest.raises(Refused, match="Say who is sent"):
        send(incident, None, by=ben, unit=" ")
    with pytest.raises(Refused, match="cannot be sent"):
        send(incident, dev, by=ben)
    ravi.is_active = False
    with pytest.raises(Refused, match="cannot be sent"):
        send(incident, ravi, by=ben)


def test_that_nobody_came_needs_a_reason_and_nobody_who_came(
    incident: Incident, ben: User, ravi: User
) -> None:
    with pytest.raises(Refused, match="Say why nobody came"):
        record_none_attended(incident, why=NoneAttended.NO_UNIT, reason=" ", by=ben, now=NOW + HOUR)
    come(incident, officer=ravi, by=ravi)

    with pytest.raises(Refused, match="Somebody came"):
        record_none_attended(incident, why=NoneAttended.NO_UNIT, reason="None.", by=ben, now=NOW + 3 * HOUR)
