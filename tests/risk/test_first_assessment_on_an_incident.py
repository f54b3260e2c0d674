"""The victim of an incident is assessed from the first contact on, case or no case, by what the triage saw."""

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import Category, RiskLevel
from asbcases.cases.models import Incident
from asbcases.casework.transitions import (
    attach_report,
    close_incident,
    recognise,
    record_person,
    reopen_incident,
    send_officer,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.errors import Refused
from risk.choices import Level
from risk.models import Answer
from risk.queries import victims_at
from risk.transitions import expect_assessment_again
from tests.deadlines.checking import changed, differences
from tests.make import NOW, make_incident, make_report, make_triage
from tests.risk.answers import HIGH, MEDIUM, assess_at, victim_at
from tests.risk.first_contact import HOUR, RECEIVED, owed


def ever(incident: Incident) -> int:
    return Deadline.objects.filter(incident=incident, kind=Kind.FIRST_ASSESSMENT).count()


def test_a_victim_starts_the_clock_at_the_first_contact(incident: Incident, amira: User, ben: User) -> None:
    party = victim_at(incident, by=amira, now=NOW + HOUR)

    first = owed(incident)

    assert (first.subject, first.origin) == (str(party.number), f"incident_party:{party.pk}")
    assert first.due_at == RECEIVED + 48 * HOUR
    assert first.because == "we were first told of it, not assessed being treated as a medium risk"
    # Nobody was sent yet, so the sergeant owes it, who will send somebody.
    assert first.owner == ben
    assert differences() == []


def test_an_incident_without_a_victim_starts_no_clock(incident: Incident) -> None:
    assert ever(incident) == 0
    assert differences() == []


def test_a_recognised_victim_starts_it_with_the_incident(amira: User, ben: User) -> None:
    report = make_report(by=amira)
    person = record_person(name="Jade Taylor", source="The caller", by=amira, now=NOW)
    recognise(report, person, reasons=["same number"], by=amira, now=NOW)

    incident = make_incident(by=amira, report=report)

    assert owed(incident).due_at == NOW + 48 * HOUR
    assert differences() == []


def test_the_officer_who_was_sent_owes_it(incident: Incident, amira: User, ben: User) -> None:
    send_officer(incident, officer=amira, agency=amira.agency, sent_at=NOW, by=ben, now=NOW)

    victim_at(incident, by=amira, now=NOW + HOUR)

    assert owed(incident).owner == amira


@pytest.mark.parametrize(("level", "hours"), [(RiskLevel.HIGH, 24), (RiskLevel.STANDARD, 72)])
def test_the_level_that_the_triage_saw_sets_it_anew(
    incident: Incident, amira: User, level: RiskLevel, hours: int
) -> None:
    victim_at(incident, by=amira)
    triage = make_triage(incident, by=amira, now=NOW + HOUR, interim_level=level)

    assert ever(incident) == 2
    assert owed(incident).due_at == RECEIVED + hours * HOUR
    assert owed(incident).origin == f"triage:{triage.pk}"
    assert f"seen as a {level.label.lower()} risk" in owed(incident).basis
    assert differences() == []


def test_a_triage_that_sees_the_same_level_leaves_it(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)

    make_triage(incident, by=amira, now=NOW + HOUR, interim_level=RiskLevel.MEDIUM)

    assert ever(incident) == 1


def test_what_is_recorded_and_triaged_in_one_act_is_set_once(incident: Incident, amira: User) -> None:
    party = victim_at(incident, by=amira)
    make_triage(incident, by=amira, interim_level=RiskLevel.HIGH)

    assert ever(incident) == 1
    assert (owed(incident).origin, owed(incident).qualifier) == (f"incident_party:{party.pk}", "high")
    assert owed(incident).due_at == RECEIVED + 24 * HOUR
    assert differences() == []


def test_a_triage_of_an_old_letter_counts_although_it_is_late_at_once(amira: User, ben: User) -> None:
    report = make_report(by=amira, received_at=NOW - 60 * HOUR)
    incident = make_incident(by=amira, report=report)
    victim_at(incident, by=amira)

    make_triage(incident, by=amira, interim_level=RiskLevel.HIGH)

    assert owed(incident).qualifier == "high"
    assert differences() == []


def test_what_is_late_stays_late(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)
    late = RECEIVED + 49 * HOUR

    make_triage(incident, by=amira, now=late, interim_level=RiskLevel.STANDARD)

    assert ever(incident) == 1
    assert owed(incident).is_open
    assert differences() == []


def test_an_earlier_report_says_since_when_the_victim_waits(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)
    earlier = make_report(by=amira, received_at=NOW - 10 * HOUR)

    attach_report(earlier, incident, by=amira, now=NOW + HOUR)

    assert (owed(incident).anchored_at, owed(incident).origin) == (NOW - 10 * HOUR, f"report:{earlier.pk}")
    assert differences() == []


def test_a_report_that_is_later_moves_nothing(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)

    attach_report(make_report(by=amira), incident, by=amira, now=NOW + HOUR)

    assert ever(incident) == 1


def test_the_assessment_is_that_of_a_case_and_meets_it(incident: Incident, amira: User) -> None:
    party = victim_at(incident, by=amira)

    done = assess_at(incident, HIGH, by=amira, now=NOW + 2 * HOUR)

    assert (done.level, done.victim, done.case, done.incident) == (Level.HIGH, party, None, incident)
    assert Answer.objects.filter(assessment=done, incident=incident).count() == 8
    assert owed(incident).met_at == NOW + 2 * HOUR
    assert not Deadline.objects.filter(kind=Kind.RISK_REVIEW).exists()
    assert differences() == []


def test_each_victim_is_owed_their_own(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)
    second = victim_at(incident, by=amira, now=NOW + HOUR, name="Sam Taylor")

    assess_at(incident, MEDIUM, by=amira, now=NOW + 2 * HOUR, party=second)

    first, other = Deadline.objects.filter(incident=incident, kind=Kind.FIRST_ASSESSMENT).order_by("subject")
    assert (first.is_open, other.met_at) == (True, NOW + 2 * HOUR)


def test_only_victims_of_open_incidents_are_assessed(incident: Incident, amira: User, ben: User) -> None:
    other = make_incident(by=amira)
    stranger = victim_at(other, by=amira)
    with pytest.raises(Refused, match="not a victim"):
        assess_at(incident, MEDIUM, by=amira, party=stranger)

    incident.closed_at = NOW
    party = victim_at(incident, by=amira)
    close(incident, ben)
    with pytest.raises(Refused, match="is closed"):
        assess_at(incident, MEDIUM, by=amira, party=party, now=NOW + 3 * HOUR)


def close(incident: Incident, by: User) -> None:
    """Close an incident whose victim nobody assessed, with a sergeant's reason."""
    incident.refresh_from_db()
    if not incident.grade:
        make_triage(incident, by=by, now=NOW + HOUR)
    close_incident(
        incident,
        identifiable_victim=True,
        category=Category.PERSONAL,
        result="She has moved to another county.",
        no_assessment_reason="She has moved away and cannot be reached.",
        crime=False,
        not_crime_reason="Nothing was broken.",
        by=by,
        now=NOW + 2 * HOUR,
    )


def test_closing_ends_it_and_opening_again_brings_it_back(incident: Incident, amira: User, ben: User) -> None:
    victim_at(incident, by=amira)
    close(incident, ben)
    assert owed(incident).cancelled_at == NOW + 2 * HOUR
    assert differences() == []

    reopen_incident(incident, reason="She is back.", by=ben, now=NOW + 5 * HOUR)

    assert owed(incident).is_open
    assert owed(incident).origin.startswith("closing:")
    assert differences() == []


def test_opening_again_brings_back_nothing_that_was_done(incident: Incident, amira: User, ben: User) -> None:
    assert expect_assessment_again(incident, by=ben, now=NOW) == []
    victim_at(incident, by=amira)
    assess_at(incident, MEDIUM, by=amira, now=NOW + HOUR)
    close(incident, ben)

    reopen_incident(incident, reason="She is back.", by=ben, now=NOW + 5 * HOUR)

    assert ever(incident) == 1
    assert differences() == []


def test_what_was_waived_is_not_set_again(incident: Incident, amira: User, ben: User) -> None:
    victim_at(incident, by=amira)
    waive(owed(incident), reason="She refuses.", by=ben, now=NOW + HOUR)

    make_triage(incident, by=amira, now=NOW + 2 * HOUR, interim_level=RiskLevel.HIGH)
    victim_at(incident, by=amira, now=NOW + 3 * HOUR, name="Sam Taylor")

    assert ever(incident) == 2
    assert differences() == []


def test_the_check_names_what_was_shifted_behind_its_back(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)

    with changed(owed(incident), due_at=NOW + 90 * HOUR):
        assert {found["field"] for found in differences()} == {"due_at"}
    with changed(owed(incident), qualifier="standard"):
        assert "qualifier" in {found["field"] for found in differences()}
    assert differences() == []


def test_somebody_who_may_not_read_the_report_sets_the_same_clock(incident: Incident, amira: User) -> None:
    """The clock starts at the first contact, whoever names the victim."""
    report = make_report(by=amira, district=None, received_at=NOW - 8 * HOUR)
    elsewhere = make_incident(by=amira, report=report, district=incident.district)

    victim_at(elsewhere, by=amira)

    assert owed(elsewhere).anchored_at == NOW - 8 * HOUR
    assert len(victims_at(elsewhere)) == 1
