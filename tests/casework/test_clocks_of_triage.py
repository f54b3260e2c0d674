"""The clocks of intake and triage: each is set, met, met late and ended by what people do, and proved from the file."""

import pytest

from asbcases.accounts.choices import Desk, Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Category, Channel, Handling, Trigger
from asbcases.casework.transitions import (
    accept_hate,
    attach_report,
    classify_incident,
    close_incident,
    consider_crime,
    reopen_incident,
    send_reply,
)
from asbcases.casework.transitions.attendance import send_officer
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.policies.models import PolicyRow
from tests.casework.clocks import CLOSING, CRIME, DAY, HATE, HOUR, MINUTE, of_kind
from tests.deadlines.checking import changed, differences
from tests.make import (
    NOW,
    answers_with,
    make_graded,
    make_incident,
    make_report,
    make_team,
    make_triage,
    make_user,
)


def test_a_report_is_to_be_graded_by_its_channel(amira: User) -> None:
    report = make_report(by=amira, channel=Channel.CALL_999, received_at=NOW - 5 * MINUTE)

    triage = of_kind(Kind.TRIAGE, report=report)

    assert (triage.due_at, triage.owner, triage.origin) == (
        NOW + 10 * MINUTE,
        amira,
        f"report:{report.pk}",
    )
    assert triage.basis.startswith("15 minutes after ")
    assert "when a report by 999 call was received" in triage.basis
    assert not Deadline.objects.filter(kind=Kind.REPLY).exists()


def test_a_clock_runs_by_the_policy_of_the_day_on_which_the_report_was_received(amira: User) -> None:
    row = PolicyRow.objects.get(rule="report.triage", qualifier="999")
    PolicyRow.objects.filter(pk=row.pk).update(in_force_to=NOW.date() - DAY)
    row.pk, row.value, row.in_force_from = None, 30, NOW.date()
    row.save()

    before = make_report(by=amira, channel=Channel.CALL_999, received_at=NOW - DAY)
    after = make_report(by=amira, channel=Channel.CALL_999)

    assert of_kind(Kind.TRIAGE, report=before).due_at == NOW - DAY + 15 * MINUTE
    assert of_kind(Kind.TRIAGE, report=after).due_at == NOW + 30 * MINUTE
    assert differences() == []


def test_a_report_from_before_there_was_a_policy_is_owed_nothing(amira: User) -> None:
    long_ago = NOW.replace(year=2012)

    report = make_report(by=amira, received_at=long_ago, happened_from=long_ago, happened_until=long_ago)

    assert not Deadline.objects.filter(report=report).exists()
    assert differences() == []


def test_the_triage_of_an_incident_grades_every_report_that_tells_of_it(amira: User, cara: User) -> None:
    incident = make_incident(by=amira)
    attach_report(make_report(by=amira), incident, by=amira, now=NOW)
    elsewhere = make_report(by=cara, district_code="basildon")
    attach_report(elsewhere, incident, by=cara, now=NOW)

    make_triage(incident, by=amira, now=NOW + 90 * MINUTE)

    graded = Deadline.objects.filter(kind=Kind.TRIAGE)
    assert [one.met_at for one in graded] == 3 * [NOW + 90 * MINUTE]
    assert differences() == []


def test_a_report_added_later_waits_for_the_next_triage(amira: User) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira, now=NOW + MINUTE)
    report = make_report(by=amira, now=NOW + HOUR)
    attach_report(report, incident, by=amira, now=NOW + HOUR)
    assert of_kind(Kind.TRIAGE, report=report).is_open
    assert differences() == []

    make_triage(incident, by=amira, now=NOW + 2 * HOUR, trigger=Trigger.CALLER_AGAIN)

    assert of_kind(Kind.TRIAGE, report=report).met_at == NOW + 2 * HOUR
    assert differences() == []


def test_a_councillor_is_owed_a_reply_in_ten_working_days(amira: User) -> None:
    report = make_report(by=amira, channel=Channel.COUNCILLOR)
    reply = of_kind(Kind.REPLY, report=report)
    assert reply.due_at.isoformat() == "2026-12-08T00:00:00+00:00"
    assert differences() == []

    send_reply(report, sent_at=NOW + HOUR, words="We visited.", by=amira, now=NOW + DAY)

    reply.refresh_from_db()
    assert (reply.met_at, reply.is_open) == (NOW + HOUR, False)
    assert differences() == []


def test_what_may_be_a_crime_is_decided_within_a_day(amira: User) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira, answers=CRIME)
    decision = of_kind(Kind.CRIME_DECISION, incident=incident)
    assert decision.due_at == NOW + DAY

    make_triage(incident, by=amira, answers=CRIME, now=NOW + HOUR)
    assert Deadline.objects.filter(kind=Kind.CRIME_DECISION).count() == 1
    consider_crime(
        incident, crime=False, not_crime_reason="No offence is made out.", by=amira, now=NOW + 2 * DAY
    )
    make_triage(incident, by=amira, answers=CRIME, now=NOW + 3 * DAY)

    decision.refresh_from_db()
    assert decision.met_at == NOW + 2 * DAY
    assert Deadline.objects.filter(kind=Kind.CRIME_DECISION).count() == 1
    assert differences() == []


def test_hate_is_handed_over_to_whoever_leads_on_it(amira: User, ben: User) -> None:
    team = make_team("Hate crime", desk=Desk.HATE_CRIME, force_wide=True)
    lead = make_user("hanna", Role.CPT_OFFICER, Rank.CONSTABLE, team=team)
    incident = make_incident(by=amira)

    make_triage(incident, by=amira, answers=HATE)
    handover = of_kind(Kind.HATE_HANDOVER, incident=incident)
    assert (handover.owner, handover.due_at) == (lead, NOW + DAY)
    accept_hate(incident, note="I have it.", by=lead, now=NOW + HOUR)

    handover.refresh_from_db()
    assert handover.met_at == NOW + HOUR
    assert differences() == []


def test_a_qualifier_of_hate_hands_over_too_and_without_a_lead_to_the_supervisor(
    amira: User, ben: User
) -> None:
    incident = make_incident(by=amira)

    classify_incident(
        incident,
        category=Category.PERSONAL,
        qualifiers=["hate_race"],
        reason="She said so.",
        by=amira,
        now=NOW,
    )

    assert of_kind(Kind.HATE_HANDOVER, incident=incident).owner == ben
    assert differences() == []


def test_closing_ends_what_is_owed_but_the_hand_over_of_hate(amira: User, ben: User) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira, answers=HATE)

    close_incident(incident, **CLOSING, by=ben, now=NOW + HOUR)

    open_kinds = {one.kind for one in Deadline.objects.filter(incident=incident) if one.is_open}
    assert open_kinds == {Kind.HATE_HANDOVER}
    assert differences() == []


def test_an_incident_opened_again_is_triaged_as_if_anew(amira: User, ben: User) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira)
    send_officer(incident, unit="CC12", agency=amira.agency, sent_at=NOW + MINUTE, by=ben, now=NOW + MINUTE)
    report = make_report(by=amira, now=NOW + HOUR)
    attach_report(report, incident, by=amira, now=NOW + HOUR)
    close_incident(incident, **CLOSING, by=ben, now=NOW + 2 * HOUR)
    assert of_kind(Kind.TRIAGE, report=report).cancelled_at == NOW + 2 * HOUR
    reopen_incident(incident, reason="They came back.", by=ben, now=NOW + 3 * HOUR)
    owed = Deadline.objects.get(incident=incident, subject="reopened")
    assert (owed.kind, owed.due_at, owed.owner) == (Kind.RE_TRIAGE, NOW + 27 * HOUR, ben)
    assert differences() == []

    make_triage(incident, by=amira, now=NOW + 4 * HOUR)

    incident.refresh_from_db()
    owed.refresh_from_db()
    assert incident.resourced_at is None
    assert owed.met_at == NOW + 4 * HOUR
    assert of_kind(Kind.RESPONSE, incident=incident).anchored_at == NOW + 4 * HOUR
    assert of_kind(Kind.RE_TRIAGE, incident=incident).is_open
    assert differences() == []


def test_opening_again_owes_a_triage_each_time_and_closing_ends_it(amira: User, ben: User) -> None:
    incident = make_graded(by=amira)
    for hours in (1, 3, 5):
        close_incident(incident, **CLOSING, by=ben, now=NOW + hours * HOUR)
        reopen_incident(incident, reason="They came back.", by=ben, now=NOW + (hours + 1) * HOUR)

    # Whoever triages at the instant of opening it again has not seen that it was.
    make_triage(incident, by=amira, now=NOW + 6 * HOUR, handling=Handling.NO_ATTENDANCE)

    ended = Deadline.objects.filter(incident=incident, subject="reopened").order_by("anchored_at")
    assert [one.cancelled_at for one in ended] == [NOW + 3 * HOUR, NOW + 5 * HOUR, None]
    assert ended[2].is_open
    assert differences() == []


def test_where_policy_is_silent_opening_again_owes_nothing(amira: User, ben: User) -> None:
    PolicyRow.objects.filter(rule="triage.again").update(in_force_to=NOW.date() - DAY)
    incident = make_graded(by=amira)
    close_incident(incident, **CLOSING, by=ben, now=NOW + HOUR)

    reopen_incident(incident, reason="They came back.", by=ben, now=NOW + 2 * HOUR)

    assert not Deadline.objects.filter(incident=incident, subject="reopened").exists()
    assert differences() == []


def test_what_a_supervisor_waives_stays_waived_until_something_new_asks_for_it(
    amira: User, ben: User
) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira, answers=CRIME)
    for kind in (Kind.RESPONSE, Kind.RE_TRIAGE, Kind.CRIME_DECISION):
        waive(of_kind(kind, incident=incident), reason="She went there herself.", by=ben, now=NOW + HOUR)

    make_triage(incident, by=amira, answers=CRIME, now=NOW + 2 * HOUR)

    assert not of_kind(Kind.RESPONSE, incident=incident).is_open
    assert of_kind(Kind.CRIME_DECISION, incident=incident).is_open
    assert differences() == []


@pytest.mark.parametrize(
    "kind", [Kind.TRIAGE, Kind.RESPONSE, Kind.RE_TRIAGE, Kind.CRIME_DECISION, Kind.HATE_HANDOVER, Kind.REPLY]
)
def test_what_is_changed_behind_the_back_of_the_verbs_is_named(amira: User, ben: User, kind: Kind) -> None:
    report = make_report(by=amira, channel=Channel.COUNCILLOR)
    incident = make_incident(by=amira, report=report)
    answers = answers_with(
        investigation={"possible_crime": "yes"}, vulnerability={"state": "answered", "flags": ["hate"]}
    )
    make_triage(incident, by=amira, now=NOW + HOUR, answers=answers)
    deadline = of_kind(kind)

    with changed(deadline, due_at=deadline.due_at + DAY):
        assert [(one["kind"], one["field"]) for one in differences()] == [(kind, "due_at")]
    with changed(deadline, origin="triage:0"):
        assert [(one["kind"], one["field"]) for one in differences()] == [(kind, "origin")]
    with changed(deadline, met_at=None if deadline.met_at else NOW, next_step_at=None):
        assert {one["kind"] for one in differences()} == {kind}
    assert differences() == []
