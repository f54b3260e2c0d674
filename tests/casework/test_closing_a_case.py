"""A case closes with every answer, when nothing stands in its way, by the rank that its level asks for."""

from datetime import date

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import Blocking, Verdict
from asbcases.cases.choices import Category, Outcome, PartyRole
from asbcases.cases.models import Approval, CaseClosing, Incident, PanelDecision
from asbcases.casework.transitions import (
    add_incident_party,
    ask_to_close,
    ask_to_waive,
    close_case,
    consider_crime,
    decide_closing,
    decide_waiver,
    join_case,
    record_person,
)
from asbcases.casework.transitions.case_parties import join_party
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import withdraw_approval
from asbcases.errors import Refused
from asbcases.notify.models import Message
from risk.queries import victims_of
from tests.casework.closings import DAY, HOUR, LATER, WHY, at_level, close, refusal
from tests.deadlines.checking import differences
from tests.make import CLOSING, NOW, make_case, make_closed, make_graded, make_incident
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess

pytestmark = pytest.mark.django_db


def test_an_officer_closes_a_standard_case_and_every_answer_is_kept(amira: User, ines: User) -> None:
    case = close(at_level(STANDARD, amira), amira)

    closing = CaseClosing.objects.get(case=case)
    kept = {name: getattr(closing, name) for name in CLOSING}
    assert kept == CLOSING
    assert (case.stage, case.closed_at, case.outcome) == ("closed", LATER, "resolved")
    assert (closing.number, closing.level, closing.rank, closing.somerton_reason) == (
        1,
        "standard",
        "constable",
        "",
    )
    [owed] = Deadline.objects.filter(OPEN, case=case)
    assert (owed.kind, owed.qualifier, owed.rank, owed.owner) == (
        "retention_review",
        "other",
        "inspector",
        ines,
    )
    assert owed.due_at.isoformat() == "2032-11-24T00:00:00+00:00"
    event = AuditEvent.objects.get(verb="case.closed")
    assert event.data["closing"] == closing.pk
    assert differences() == []


def test_no_question_is_answered_for_whoever_closes(amira: User) -> None:
    case = at_level(STANDARD, amira)

    said = refusal(close_case, case, outcome=Outcome.RESOLVED, reason="It stopped.", by=amira, now=LATER)

    assert "identifiable victim" in said
    assert "Was the victim told" not in said
    assert "whether the victim was told" in said
    assert "whether support was offered" in said
    assert "outcome" in refusal(close_case, case, **{**CLOSING, "outcome": ""}, by=amira, now=LATER)
    assert "Say why the case" in refusal(close, case, amira, reason=" ")
    assert "why" in refusal(close, case, amira, victim_told=False, told_words=" ")


def test_a_case_of_which_something_is_late_or_nobody_was_assessed_is_not_closed(
    amira: User, ben: User
) -> None:
    unassessed, assessed = make_case(by=amira), at_level(STANDARD, amira)
    late = NOW + 60 * DAY

    assert "never assessed" in refusal(close, unassessed, ben)
    said = refusal(close_case, assessed, **CLOSING, by=amira, now=late)
    assert "Late: contact with the victim, owed by Amira Osei." in said
    assert "assessed again" in said
    assert not CaseClosing.objects.exists()


def test_what_is_late_of_an_assessment_is_said_once_and_by_the_risk(amira: User, ben: User) -> None:
    case = make_case(by=amira)

    said = refusal(close_case, case, **CLOSING, by=ben, now=NOW + 10 * DAY)

    assert "never assessed" in said
    assert "Late: first risk assessment" not in said


def test_the_rank_goes_by_the_highest_level_and_who_lacks_it_asks(amira: User, ben: User, ines: User) -> None:
    medium, high = at_level(MEDIUM, amira), at_level(HIGH, amira)

    assert "rank of sergeant" in refusal(close, medium, amira)
    assert "rank of inspector" in refusal(close, high, ben)
    assert close(medium, ben).stage == "closed"
    assert close(high, ines).stage == "closed"
    with pytest.raises(Refused, match="yourself"):
        ask_to_close(at_level(STANDARD, amira), **CLOSING, by=amira, now=LATER)


def test_a_supervisor_grants_a_closing_that_was_asked_and_whoever_asked_is_told(
    amira: User, ben: User
) -> None:
    case = at_level(MEDIUM, amira)
    asked = ask_to_close(case, **CLOSING, by=amira, now=LATER)
    clock = Deadline.objects.get(OPEN, case=case, kind=Kind.APPROVAL)

    assert (asked.number, asked.rank, asked.proposal["before"]["level"]) == (1, "sergeant", "medium")
    assert (clock.owner, clock.qualifier, clock.subject) == (ben, "close", "1")
    assert "asked already" in refusal(ask_to_close, case, **CLOSING, by=amira, now=LATER)
    assert "yourself" in refusal(
        decide_closing, asked, verdict=Verdict.GRANTED, decision="Yes.", by=amira, now=LATER
    )

    decided = decide_closing(
        asked, verdict=Verdict.GRANTED, decision="Seen, and agreed with.", by=ben, now=LATER + HOUR
    )

    case.refresh_from_db()
    closing = CaseClosing.objects.get(case=case)
    assert (case.stage, closing.approval, closing.recorded_by) == ("closed", decided, ben)
    clock.refresh_from_db()
    assert clock.met_at == LATER + HOUR
    message = Message.objects.get(template="approval_decided")
    assert (message.recipient, message.context["verdict"]) == (amira, "granted")
    assert "already by Ben Lane" in refusal(
        decide_closing, asked, verdict=Verdict.RETURNED, decision="No.", by=ben, now=LATER
    )
    assert differences() == []


def test_what_has_come_up_since_it_was_asked_stands_in_the_way_of_granting(amira: User, ben: User) -> None:
    case = at_level(MEDIUM, amira)
    asked = ask_to_close(case, **CLOSING, by=amira, now=LATER)
    join_case(make_graded(by=amira, now=NOW), case, by=amira, now=LATER + HOUR)

    said = refusal(
        decide_closing, asked, verdict=Verdict.GRANTED, decision="Agreed.", by=ben, now=LATER + 2 * HOUR
    )

    assert "Since it was asked this has come up: Victim 1: the risk has to be assessed again" in said
    asked.refresh_from_db()
    assert asked.verdict == ""
    decide_closing(
        asked, verdict=Verdict.RETURNED, decision="Assess her again.", by=ben, now=LATER + 2 * HOUR
    )
    case.refresh_from_db()
    assert (case.stage, Message.objects.get(template="approval_decided").context["verdict"]) == (
        "open",
        "returned",
    )
    assert differences() == []


def test_what_was_asked_is_withdrawn_by_whoever_asked_and_by_the_end_of_the_case(
    amira: User, ben: User, cara: User
) -> None:
    case = at_level(MEDIUM, amira)
    first = ask_to_close(case, **CLOSING, by=amira, now=LATER)

    assert "Only whoever asked" in refusal(withdraw_approval, first, reason="No.", by=cara, now=LATER)
    assert "Say why" in refusal(withdraw_approval, first, reason=" ", by=amira, now=LATER)
    withdraw_approval(first, reason="She rang again.", by=amira, now=LATER)
    assert not Message.objects.filter(template="approval_decided").exists()
    second = ask_to_close(case, **CLOSING, by=amira, now=LATER)
    close(case, ben, now=LATER + HOUR)

    second.refresh_from_db()
    assert (second.verdict, second.decision) == ("withdrawn", "The case was closed")
    assert Message.objects.get(template="approval_decided").recipient == amira
    assert differences() == []


def test_a_victim_on_the_case_is_not_denied_without_a_supervisors_reason(amira: User, ben: User) -> None:
    case, other = at_level(STANDARD, amira), at_level(STANDARD, amira)

    assert "a victim is on the case" in refusal(
        close, case, amira, identifiable_victim=False, somerton_reason=WHY
    )
    assert "a victim is on the case" in refusal(
        close, case, ben, identifiable_victim=False, somerton_reason="No."
    )
    close(case, ben, identifiable_victim=False, somerton_reason=WHY)
    assert CaseClosing.objects.get(case=case).somerton_reason == WHY

    asked = ask_to_waive(other, item=Blocking.SOMERTON, reason="It was nobody", by=amira, now=NOW)
    decide_waiver(asked, verdict=Verdict.GRANTED, decision=WHY, by=ben, now=LATER)
    close(other, amira, identifiable_victim=False)
    assert CaseClosing.objects.get(case=other).somerton_reason == WHY


def test_an_incident_that_stands_as_nuisance_closed_or_open_is_classified_first(
    amira: User, ben: User
) -> None:
    case = make_case(by=amira, incidents=[make_incident(by=amira, category=Category.NUISANCE)])
    assess(case, STANDARD, by=amira, now=NOW)
    incident = case.incident_links.get().incident
    Incident.objects.filter(pk=incident.pk).update(closed_at=NOW, identifiable_victim=False)

    said = refusal(close, case, amira)

    assert f"{incident.reference} stands as nuisance" in said
    assert close(case, ben, somerton_reason=WHY).stage == "closed"


def test_a_high_case_closes_after_the_panel_to_which_it_went_has_agreed(amira: User, ines: User) -> None:
    case = at_level(HIGH, amira)
    party = victims_of(case)[0]
    referred = PanelDecision.objects.create(
        case=case, party=party, panel="ASBRAC", referred=True, reason="High", decided_at=NOW, recorded_at=NOW
    )

    assert "Victim 1: The panel has not agreed" in refusal(close, case, ines)
    referred.exit_agreed_at, referred.exit_words = LATER, "Agreed"
    referred.save()

    assert close(case, ines).stage == "closed"


def test_a_case_without_a_victim_asks_nothing_about_one(amira: User) -> None:
    case = make_case(by=amira)
    case.parties.update(recorded_in_error_at=NOW)

    closed = close_case(
        case, outcome=Outcome.RESOLVED, reason="Litter", identifiable_victim=False, by=amira, now=LATER
    )

    closing = CaseClosing.objects.get(case=closed)
    assert (closing.victim_told, closing.told_words) == (False, "No victim is on the case.")


def test_what_is_kept_goes_by_a_recorded_crime_and_a_young_respondent(amira: User, ben: User) -> None:
    case, young = at_level(STANDARD, amira), at_level(STANDARD, amira)
    incident = case.incident_links.get().incident
    consider_crime(incident, crime=True, crime_reference="42/1", offences="Harassment", by=amira, now=NOW)
    child = record_person(name="Lee Marsh", source="A call", born_on=date(2010, 5, 4), by=amira, now=NOW)
    join_party(young, child, role=PartyRole.RESPONDENT, by=amira, now=NOW)

    close(case, amira)
    close(young, amira)

    kept = {one.case_id: (one.retention_class, one.clear_from) for one in CaseClosing.objects.all()}
    assert kept == {case.pk: ("crime", date(2026, 11, 23)), young.pk: ("child", date(2028, 5, 4))}
    due = Deadline.objects.get(OPEN, case=young).due_at
    assert due.isoformat() == "2031-05-04T23:00:00+00:00"
    assert differences() == []


def test_a_closed_case_is_not_closed_again(amira: User, ben: User) -> None:
    case = close(at_level(STANDARD, amira), amira)

    assert "already closed" in refusal(close, case, ben)
    assert "already closed" in refusal(ask_to_close, case, **CLOSING, by=amira, now=LATER)


def test_the_builder_closes_whatever_stands_in_the_way(amira: User, cara: User) -> None:
    case = make_case(by=amira)
    incident = case.incident_links.get().incident
    other = record_person(name="Sam Reed", source="A call", by=amira, now=NOW)
    add_incident_party(incident, other, role=PartyRole.WITNESS, by=amira, now=NOW)

    closed = make_closed(case, by=amira, now=NOW + 90 * DAY)

    assert closed.stage == "closed"
    assert Approval.objects.count() == 0


def test_what_stands_in_the_way_is_not_asked_past(amira: User) -> None:
    assert "cannot be closed yet" in refusal(
        ask_to_close, make_case(by=amira), **CLOSING, by=amira, now=LATER
    )
