"""An incident closes only with the question of a victim answered, and not against what its file says."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from asbcases.accounts.choices import Desk, Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Category, ClassifiedAt, PartyRole, Source
from asbcases.cases.models import Closing, Incident
from asbcases.cases.rules.somerton import UNANSWERED
from asbcases.casework.queries.signals import signals_of
from asbcases.casework.transitions import (
    accept_hate,
    add_incident_party,
    classify_incident,
    close_incident,
    consider_crime,
    record_person,
    reopen_incident,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import meet, set_deadline
from asbcases.errors import Refused
from tests.make import NOW, answers_with, make_incident, make_report, make_team, make_triage, make_user

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PUBLIC = answers_with(threat={"threat_to": ["public"]})
REASON = "The older man walked past and was not troubled"


def nuisance(by: User, **fields: Any) -> Incident:
    """Return a triaged incident of which nothing says that somebody is a victim."""
    stated: dict[str, Any] = {"place_text": "The bandstand in Castle Park", "caller_name": "", **fields}
    report = make_report(by=by, place_text=stated.pop("place_text"), caller_name=stated.pop("caller_name"))
    incident = make_incident(by=by, report=report, **{"category": Category.NUISANCE, **stated})
    make_triage(incident, by=by, answers=PUBLIC)
    return incident


def close(incident: Incident, *, by: User, **said: Any) -> Closing:
    stated: dict[str, Any] = {
        "identifiable_victim": False,
        "category": Category.NUISANCE,
        "result": "They had gone when we came.",
        "crime": False,
        "not_crime_reason": "Nobody was harmed and nothing damaged.",
        "now": NOW + HOUR,
        **said,
    }
    return close_incident(incident, **stated, by=by)


def with_victim(incident: Incident, by: User) -> int:
    person = record_person(name="Jade Taylor", source="The caller", by=by, now=NOW)
    return add_incident_party(incident, person, role=PartyRole.VICTIM, by=by, now=NOW).number


def first_assessment(incident: Incident, by: User, *, met: bool, subject: str = "test") -> None:
    owed = {"rule": "risk.first_assessment", "qualifier": "medium", "subject": subject}
    about: dict[str, Any] = {"origin": f"test:{subject}", "because": "a victim is named"}
    set_deadline(
        Kind.FIRST_ASSESSMENT, incident=incident, **owed, **about, owner=by, district=incident.district,
        anchored_at=NOW, by=by, now=NOW,
    )  # fmt: skip
    if met:
        meet(Kind.FIRST_ASSESSMENT, incident=incident, subject=subject, by=by, now=NOW + HOUR / 2)


def test_an_incident_without_a_victim_closes_with_its_codes_and_through_whose_hands(amira: User) -> None:
    amira.team = make_team("Resolution Centre A", desk=Desk.RESOLUTION_CENTRE)
    amira.save()
    incident = nuisance(amira)

    closing = close(incident, by=amira, subtype="noise", qualifiers=["alcohol"])

    incident.refresh_from_db()
    decision = incident.classifications.get(at_stage=ClassifiedAt.CLOSING)
    assert (incident.closed_at, incident.identifiable_victim, incident.closing_override) == (
        NOW + HOUR,
        False,
        "",
    )
    assert (decision.category, decision.subtype, decision.qualifiers) == ("nuisance", "noise", ["alcohol"])
    assert (decision.channel, decision.team, decision.desk) == ("101", amira.team, "resolution_centre")
    assert (closing.channel, closing.team, closing.desk) == ("101", amira.team, "resolution_centre")
    event = AuditEvent.objects.get(verb="incident.closed")
    assert event.sentence == "closed the incident as Nuisance"
    assert (event.data["subtype_before"], event.data["subtype"]) == ("", "noise")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"identifiable_victim": None}, UNANSWERED),
        ({"identifiable_victim": True}, "With a victim it is Personal, not Nuisance."),
        ({"category": Category.PERSONAL}, "Personal means that somebody is targeted"),
        ({"result": " "}, "Say what came of it"),
        ({"crime": None}, "Nobody has decided whether it is a crime"),
        ({"crime": True, "crime_reference": " "}, "Enter the reference under which the crime"),
        ({"not_crime_reason": ""}, "Say why it is no crime"),
        ({"subtype": "covid_gathering"}, "Sub-type covid_gathering is not in force on"),
        ({"qualifiers": ["alcohol", "made_up"]}, "Qualifier made_up is not in force on"),
    ],
)
def test_what_is_missing_or_against_the_file_is_refused_with_what_mends_it(
    amira: User, said: dict[str, Any], words: str
) -> None:
    incident = nuisance(amira)

    with pytest.raises(Refused) as refused, transaction.atomic():
        close(incident, by=amira, **said)

    assert words in refused.value.reason
    incident.refresh_from_db()
    assert incident.closed_at is None
    assert not incident.crime_decisions.exists()


def test_an_incident_that_was_never_triaged_is_not_closed(amira: User) -> None:
    incident = make_incident(by=amira, category=Category.NUISANCE)

    with pytest.raises(Refused, match="never been triaged"):
        close(incident, by=amira)


def test_no_is_refused_while_anything_says_that_somebody_is_a_victim(amira: User, ben: User) -> None:
    incident = nuisance(amira, qualifiers=["hate_race", "mental_health", "repeat_victim"])
    with_victim(incident, amira)
    make_triage(incident, by=amira, answers=answers_with(), now=NOW + HOUR / 2)

    signals = signals_of(incident, NOW + HOUR)
    with pytest.raises(Refused) as refused:
        close(incident, by=amira, supervisor_reason=REASON)
    with pytest.raises(Refused):
        close(incident, by=ben, supervisor_reason="Too short")
    closing = close(incident, by=ben, supervisor_reason=f"  {REASON} ")

    expected = ["thrive_target", "caller_repeats", "victim_recorded", "hate", "vulnerability"]
    assert signals == expected
    assert "A victim is recorded on the incident; Hate is ticked" in refused.value.reason
    assert closing.signals == expected
    assert closing.supervisor_reason == REASON
    incident.refresh_from_db()
    assert incident.closing_override == REASON
    assert AuditEvent.objects.get(verb="incident.closed").reason == REASON


def test_hate_and_vulnerability_of_an_earlier_triage_still_count(amira: User) -> None:
    said = answers_with(
        threat={"threat_to": ["public"]},
        vulnerability={"state": "answered", "factors": ["child"], "flags": ["hate"]},
    )
    incident = make_incident(by=amira, category=Category.NUISANCE)
    make_triage(incident, by=amira, answers=said, grade="priority", grade_reason="")
    make_triage(incident, by=amira, answers=PUBLIC, now=NOW + HOUR / 2)

    assert signals_of(incident, NOW + HOUR) == ["hate", "vulnerability"]


def test_repeats_of_caller_and_of_address_are_told_apart(amira: User) -> None:
    for months in range(5):
        make_report(
            by=amira, now=NOW - months * 60 * DAY - DAY, caller_phone="07700 900123", place_text="A lane"
        )
    caller = nuisance(amira)
    called = make_report(by=amira, caller_phone="07700 900 123", place_text="Elsewhere 1")
    at_one_place = make_incident(by=amira, report=called, category=Category.NUISANCE)
    make_report(by=amira, now=NOW - DAY, place_text="14 Mersea Road")
    placed = make_incident(by=amira, category=Category.NUISANCE)

    assert signals_of(at_one_place, NOW) == ["caller_repeats"]
    assert signals_of(placed, NOW) == ["address_repeats"]
    assert signals_of(caller, NOW) == []


def test_a_victim_closes_as_personal_once_the_risk_was_assessed(amira: User) -> None:
    incident = nuisance(amira)
    first_assessment(incident, amira, met=True)

    closing = close(incident, by=amira, identifiable_victim=True, category=Category.PERSONAL)

    assert (closing.identifiable_victim, closing.no_assessment_reason) == (True, "")


@pytest.mark.parametrize("owed", ["nothing", "open", "one of two"])
def test_a_victim_without_an_assessment_needs_a_sergeants_reason(amira: User, ben: User, owed: str) -> None:
    incident = nuisance(amira)
    if owed != "nothing":
        first_assessment(incident, amira, met=False)
    if owed == "one of two":
        first_assessment(incident, amira, met=True, subject="other")
    said = {"identifiable_victim": True, "category": Category.PERSONAL}

    with pytest.raises(Refused, match="their risk was never assessed"):
        close(incident, by=amira, **said, no_assessment_reason="She moved away before we could see her.")
    with pytest.raises(Refused, match="their risk was never assessed"):
        close(incident, by=ben, **said, no_assessment_reason="Moved away")
    closing = close(incident, by=ben, **said, no_assessment_reason="She moved away before we could see her.")

    assert closing.no_assessment_reason == "She moved away before we could see her."
    left = Deadline.objects.filter(OPEN, incident=incident)
    assert not left.exists()


def test_an_inspector_who_is_no_supervisor_overrules_nothing(amira: User) -> None:
    inspector = make_user("ines", Role.ASB_OFFICER, Rank.INSPECTOR)
    incident = nuisance(amira)

    with pytest.raises(Refused):
        close(incident, by=inspector, category=Category.PERSONAL, supervisor_reason=REASON)


def test_a_decision_on_crime_taken_before_is_enough(amira: User) -> None:
    incident = nuisance(amira)
    consider_crime(
        incident, crime=True, crime_reference=" 42/1/26 ", offences="Harassment", by=amira, now=NOW
    )

    closing = close(incident, by=amira, crime=None)

    assert incident.crime_decisions.get().crime_reference == "42/1/26"
    assert closing.pk


def test_closing_ends_the_clocks_of_the_incident_but_not_the_hand_over_of_hate(
    amira: User, ben: User
) -> None:
    incident = nuisance(amira)
    close(incident, by=ben, qualifiers=["hate_race"])

    owed = {row.kind: row for row in Deadline.objects.filter(incident=incident)}
    assert owed[Kind.RESPONSE].cancel_reason == "The incident was closed"
    assert owed[Kind.HATE_HANDOVER].is_open

    accept_hate(incident, note="The hate crime officer rings her.", by=ben, now=NOW + 2 * HOUR)
    assert Deadline.objects.get(incident=incident, kind=Kind.HATE_HANDOVER).met_at == NOW + 2 * HOUR


def test_a_closed_incident_is_neither_closed_nor_classified_again_until_it_is_open(amira: User) -> None:
    incident = nuisance(amira)
    close(incident, by=amira)

    with pytest.raises(Refused, match="is closed: open it again first"):
        close(incident, by=amira)
    with pytest.raises(Refused, match="is closed: open it again first"):
        classify_incident(incident, category=Category.PERSONAL, reason="CCTV", by=amira, now=NOW + 2 * HOUR)


def test_opening_again_asks_the_question_anew_and_keeps_the_first_closing(amira: User) -> None:
    incident = nuisance(amira)
    close(incident, by=amira)

    with pytest.raises(Refused, match="Say why it is opened again"):
        reopen_incident(incident, reason=" ", by=amira, now=NOW + 2 * HOUR)
    reopen_incident(incident, reason="The caller rang: it goes on.", by=amira, now=NOW + 2 * HOUR)
    with pytest.raises(Refused, match="is not closed"):
        reopen_incident(incident, reason="Again", by=amira, now=NOW + 2 * HOUR)

    incident.refresh_from_db()
    assert (incident.closed_at, incident.identifiable_victim) == (None, None)
    assert incident.closings.count() == 1
    assert AuditEvent.objects.get(verb="incident.reopened").reason == "The caller rang: it goes on."
    assert close(incident, by=amira, crime=None, now=NOW + 3 * HOUR).pk


def test_a_published_copy_is_not_closed(amira: User) -> None:
    copy = Incident.objects.create(
        reference="INC-2026-900001", source=Source.POLICE_UK, source_key="x", happened_from=NOW,
        happened_until=NOW, happened_precision="month", recorded_at=NOW,
    )  # fmt: skip

    for act in (close, lambda row, by: reopen_incident(row, reason="So", by=by, now=NOW)):
        with pytest.raises(Refused):
            act(copy, by=amira)
    with pytest.raises(Refused, match="published copy"):
        consider_crime(copy, crime=False, not_crime_reason="None", by=amira, now=NOW)
