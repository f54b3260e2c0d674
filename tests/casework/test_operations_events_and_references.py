"""Operations hold only incidents of their days; events, references and replies are kept with the record."""

from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Channel, GatheringKind, Licence, Source
from asbcases.cases.models import ExternalReference, Gathering, Incident, Operation
from asbcases.casework.transitions import (
    change_operation,
    join_operation,
    make_operation,
    note_gathering,
    note_reference,
    send_reply,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from tests.make import NOW, make_case, make_incident, make_report

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = date(2026, 11, 23)


def operation(by: User, **plan: Any) -> Operation:
    stated = {
        "name": "Lantern",
        "purpose": "Fireworks thrown in the park",
        "district": None,
        "starts_on": TODAY - 10 * DAY,
        "ends_on": TODAY,
        **plan,
    }
    return make_operation(**stated, by=by, now=NOW)


def plan_of(row: Operation, **changed: Any) -> dict[str, Any]:
    names = ("name", "purpose", "district", "starts_on", "ends_on")
    return {**{name: getattr(row, name) for name in names}, **changed}


def published() -> Incident:
    return Incident.objects.create(
        reference="INC-2026-900001", source=Source.POLICE_UK, source_key="x", happened_from=NOW,
        happened_until=NOW, happened_precision="month", recorded_at=NOW,
    )  # fmt: skip


def test_an_incident_of_its_days_joins_an_operation_once(amira: User, ben: User) -> None:
    lantern, incident = operation(ben), make_incident(by=amira)

    join_operation(incident, lantern, by=amira, now=NOW)
    with pytest.raises(Refused, match=f"{incident.reference} stands under Lantern already"):
        join_operation(incident, lantern, by=amira, now=NOW)

    assert (
        AuditEvent.objects.get(verb="incident.operation_joined").sentence == "put the incident under Lantern"
    )
    assert AuditEvent.objects.get(verb="operation.made").data["until"] == "2026-11-23"


@pytest.mark.parametrize(
    ("starts", "ends", "until"),
    [(-9, -1, "to 22 November 2026"), (1, 5, "to 28 November 2026"), (1, None, "on")],
)
def test_an_incident_outside_its_days_is_refused(
    amira: User, ben: User, starts: int, ends: int | None, until: str
) -> None:
    ends_on = TODAY + ends * DAY if ends is not None else None
    other = operation(ben, starts_on=TODAY + starts * DAY, ends_on=ends_on)

    with pytest.raises(Refused, match=f"outside the days of Lantern, from .* {until}"):
        join_operation(make_incident(by=amira), other, by=amira, now=NOW)


def test_an_incident_of_some_time_in_a_month_joins_where_it_may_have_happened(amira: User, ben: User) -> None:
    first = NOW.replace(day=1, hour=0)
    report = make_report(
        by=amira,
        happened_from=first,
        happened_until=first + 30 * DAY,
        happened_precision="month",
        received_at=NOW,
    )
    incident = make_incident(by=amira, report=report)

    assert join_operation(incident, operation(ben, starts_on=TODAY, ends_on=TODAY), by=amira, now=NOW).pk
    december = operation(ben, starts_on=date(2026, 12, 1), ends_on=None)
    with pytest.raises(Refused, match="outside the days"):
        join_operation(incident, december, by=amira, now=NOW)


def test_changed_days_must_hold_the_incidents_under_it(amira: User, ben: User) -> None:
    lantern, incident = operation(ben), make_incident(by=amira)
    join_operation(incident, lantern, by=amira, now=NOW)

    with pytest.raises(Refused, match=f"{incident.reference} happened outside the days"):
        change_operation(lantern, **plan_of(lantern, ends_on=TODAY - DAY), by=ben, now=NOW)
    longer = change_operation(lantern, **plan_of(lantern, ends_on=None, name="Lantern II"), by=ben, now=NOW)

    assert (longer.name, longer.ends_on, longer.version) == ("Lantern II", None, 2)
    assert AuditEvent.objects.get(verb="operation.changed").data["until"] is None


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"name": " "}, "Give the operation a name"),
        ({"purpose": ""}, "Give the operation a name"),
        ({"ends_on": TODAY - 11 * DAY}, "must not end before it begins"),
    ],
)
def test_an_operation_without_sense_is_refused(ben: User, plan: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        operation(ben, **plan)


def test_what_is_known_of_an_event_is_corrected_by_who_read_it(amira: User) -> None:
    incident = make_incident(by=amira)
    known: dict[str, Any] = {
        "kind": GatheringKind.UNLICENSED_MUSIC,
        "licence": Licence.NONE,
        "by": amira,
        "now": NOW,
    }

    first = note_gathering(incident, **known, numbers=80, tools=["words", "rave_direction"], read=0)
    with pytest.raises(Refused, match="Somebody noted this since"):
        note_gathering(incident, **known, read=0)
    second = note_gathering(incident, **known, numbers=200, organiser="A caller names a sound system", read=1)

    assert first.tools == ["rave_direction", "words"]
    assert (second.pk, second.numbers, second.tools, second.version) == (first.pk, 200, [], 2)
    assert Gathering.objects.count() == 1
    events = AuditEvent.objects.filter(verb="incident.gathering_noted").order_by("pk")
    assert [event.data["numbers"] for event in events] == [80, 200]
    assert events[0].sentence == "noted what is known of the unlicensed music event"


def test_nothing_is_hung_on_a_published_copy(amira: User, ben: User) -> None:
    copy = published()

    with pytest.raises(Refused, match="published copy"):
        join_operation(copy, operation(ben), by=amira, now=NOW)
    with pytest.raises(Refused, match="published copy"):
        note_gathering(copy, kind=GatheringKind.CAR_MEET, licence=Licence.UNKNOWN, read=0, by=amira, now=NOW)


def test_a_reference_is_noted_once_on_a_report_an_incident_or_a_case(amira: User) -> None:
    for root in (make_report(by=amira), make_incident(by=amira), make_case(by=amira)):
        noted = note_reference(root, system=" Athena ", written=" 42/123456/21 ", by=amira, now=NOW)
        with pytest.raises(Refused, match="noted already"):
            note_reference(root, system="athena", written="42-123456-21", by=amira, now=NOW)
        note_reference(root, system="STORM", written="42 123456 21", issued_on=TODAY, by=amira, now=NOW)

        assert (noted.system, noted.written) == ("Athena", "42/123456/21")
    assert ExternalReference.objects.count() == 6
    sentence = AuditEvent.objects.filter(verb="reference.noted").order_by("pk")[0].sentence
    assert sentence == "noted the reference 42/123456/21 of Athena"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"system": " "}, "Enter the system and the reference"),
        ({"written": "none"}, "Enter the system and the reference"),
        ({"issued_on": TODAY + DAY}, "cannot have been given after today"),
    ],
)
def test_a_reference_that_says_nothing_is_refused(amira: User, said: dict[str, Any], words: str) -> None:
    stated = {"system": "STORM", "written": "EP-20261123-0571", **said}

    with pytest.raises(Refused, match=words):
        note_reference(make_incident(by=amira), **stated, by=amira, now=NOW)


def test_a_reply_to_a_councillor_meets_its_clock_at_the_instant_at_which_it_was_sent(amira: User) -> None:
    report = make_report(by=amira, channel=Channel.COUNCILLOR, now=NOW)

    reply = send_reply(
        report, sent_at=NOW + HOUR, words="We see the family on Friday.", by=amira, now=NOW + DAY
    )
    with pytest.raises(Refused, match="A reply is recorded already"):
        send_reply(report, sent_at=NOW + HOUR, words="Again", by=amira, now=NOW + DAY)

    owed = Deadline.objects.get(report=report, kind=Kind.REPLY)
    assert reply.words == "We see the family on Friday."
    assert owed.met_at == NOW + HOUR
    assert AuditEvent.objects.get(verb="reply.sent").happened_at == NOW + HOUR


@pytest.mark.parametrize(
    ("sent_at", "words", "refused"),
    [
        (NOW - HOUR, "Done", "after the report came, and not after now"),
        (NOW + 2 * DAY, "Done", "after the report came, and not after now"),
        (NOW, " ", "Say in short what we replied"),
    ],
)
def test_a_reply_that_cannot_be_is_refused(amira: User, sent_at: Any, words: str, refused: str) -> None:
    report = make_report(by=amira, channel=Channel.COUNCILLOR, now=NOW)

    with pytest.raises(Refused, match=refused):
        send_reply(report, sent_at=sent_at, words=words, by=amira, now=NOW + DAY)
