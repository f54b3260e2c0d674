"""A victim who was put on an incident in error is owed nothing; said again, they are owed anew; the file proves both."""

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Incident, IncidentParty
from asbcases.casework.transitions import (
    add_incident_party,
    close_incident,
    open_case,
    part_in_error,
    reopen_incident,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.casework.clocks import CLOSING
from tests.deadlines.checking import differences
from tests.make import NOW, make_triage
from tests.risk.answers import MEDIUM, assess_at, victim_at
from tests.risk.first_contact import HOUR, owed

pytestmark = pytest.mark.django_db


def strike(party: IncidentParty, by: User, hours: int) -> None:
    part_in_error(party, reason="Her sister", by=by, now=NOW + hours * HOUR)


def say_again(party: IncidentParty, by: User, hours: int) -> IncidentParty:
    again = add_incident_party(
        party.incident, party.person, role=PartyRole.VICTIM, by=by, now=NOW + hours * HOUR
    )
    assert again.pk == party.pk
    return again


def ever(incident: Incident) -> list[Deadline]:
    return list(Deadline.objects.filter(incident=incident, kind=Kind.FIRST_ASSESSMENT).order_by("pk"))


def test_what_hangs_on_a_victim_is_cancelled_with_them(incident: Incident, amira: User) -> None:
    party, other = victim_at(incident, by=amira), victim_at(incident, by=amira, name="Leo Marsh")

    strike(party, amira, 1)

    first = Deadline.objects.get(incident=incident, subject=str(party.number))
    assert (first.cancelled_at, first.cancel_reason) == (NOW + HOUR, "The victim was recorded in error")
    assert Deadline.objects.get(incident=incident, subject=str(other.number)).is_open
    assert differences() == []


def test_who_is_said_to_be_a_victim_again_is_owed_anew(incident: Incident, amira: User) -> None:
    party = victim_at(incident, by=amira)
    strike(party, amira, 1)
    make_triage(incident, by=amira, now=NOW + 2 * HOUR)

    say_again(party, amira, 3)

    assert [one.is_open for one in ever(incident)] == [False, True]
    assert differences() == []
    strike(party, amira, 4)
    say_again(party, amira, 5)
    assess_at(incident, MEDIUM, by=amira, now=NOW + 6 * HOUR)
    assert owed(incident).met_at == NOW + 6 * HOUR
    strike(party, amira, 7)
    say_again(party, amira, 8)
    assert len(ever(incident)) == 3
    assert differences() == []


def test_what_a_closing_ended_does_not_come_back_for_who_is_struck_out(
    incident: Incident, amira: User, ben: User
) -> None:
    party = victim_at(incident, by=amira)
    make_triage(incident, by=amira, now=NOW + HOUR)
    closing = {**CLOSING, "no_assessment_reason": "She moved away and cannot be reached."}
    close_incident(incident, **closing, by=ben, now=NOW + 2 * HOUR)
    strike(party, ben, 3)

    reopen_incident(incident, reason="It goes on.", by=ben, now=NOW + 4 * HOUR)

    assert [one.is_open for one in ever(incident)] == [False]
    say_again(party, ben, 5)
    assert [one.is_open for one in ever(incident)] == [False, True]
    assert differences() == []


def test_a_case_answers_for_who_is_said_again(incident: Incident, amira: User) -> None:
    party = victim_at(incident, by=amira)
    strike(party, amira, 1)
    case = open_case(
        [incident], summary="One", victim_name="Leo Marsh", lead=amira, by=amira, now=NOW + 2 * HOUR
    )
    assert case.parties.count() == 1

    say_again(party, amira, 3)

    assert case.parties.filter(person=party.person, role="victim").exists()
    assert [one.is_open for one in ever(incident)] == [False]
    strike(party, amira, 4)
    say_again(party, amira, 5)
    assert [one.is_open for one in ever(incident)] == [False]
    assert differences() == []


def test_another_part_in_error_ends_no_clock(incident: Incident, amira: User) -> None:
    party = victim_at(incident, by=amira)
    witness = add_incident_party(incident, party.person, role=PartyRole.WITNESS, by=amira, now=NOW)

    strike(witness, amira, 1)

    assert owed(incident).is_open
    assert differences() == []
