"""An incident is triaged as often as something changes; each triage stays as it was decided."""

from datetime import timedelta

import pytest

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Category, Grade, Handling, Trigger
from asbcases.casework.transitions import triage_incident
from asbcases.errors import Refused
from tests.make import ANSWERS, NOW, answers_with, make_agency, make_incident, make_report, make_triage

HOUR = timedelta(hours=1)
IDENTIFIABLE = answers_with(investigation={"offender": "identifiable"})


def test_a_triage_keeps_what_was_proposed_and_what_was_chosen(amira: User) -> None:
    incident = make_incident(by=amira)

    triage = make_triage(incident, by=amira, grade=Grade.PRIORITY, grade_reason="It gets worse.")

    incident.refresh_from_db()
    assert (triage.proposed_grade, triage.grade, triage.grade_reason) == (
        "scheduled",
        "priority",
        "It gets worse.",
    )
    assert triage.proposed_facts == ["personal_target"]
    assert triage.suggested_category == Category.PERSONAL
    assert (triage.number, triage.template.code, triage.channel) == (1, "THRIVE", "101")
    assert (incident.grade, incident.handling, incident.graded_at) == ("priority", "attend", NOW)
    event = AuditEvent.objects.get(verb="incident.triaged")
    assert event.sentence == "triaged the incident as Priority: somebody attends"


def test_another_triage_is_another_row(amira: User) -> None:
    incident = make_incident(by=amira)
    first = make_triage(incident, by=amira)

    again = make_triage(
        incident, by=amira, now=NOW + HOUR, trigger=Trigger.CALLER_AGAIN, grade=Grade.PRIORITY
    )

    first.refresh_from_db()
    assert (first.grade, again.number, again.grade) == ("scheduled", 2, "priority")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"grade": Grade.PRIORITY, "grade_reason": " "}, "Say why another grade than Scheduled"),
        ({"interim_risk": ""}, "what may happen before somebody comes"),
        ({"reported_facts": " "}, "Write down what was said"),
        ({"answers": {}}, "Threat: answer it"),
        ({"answers": {**ANSWERS, "more": {}}}, "no letter more"),
        ({"grade": Grade.RESOLVE}, "nobody attends"),
        ({"handling": Handling.PARTNER}, "for which partner"),
    ],
)
def test_what_is_missing_is_refused(amira: User, changed: dict[str, object], words: str) -> None:
    incident = make_incident(by=amira)

    with pytest.raises(Refused, match=words):
        make_triage(incident, by=amira, **changed)

    incident.refresh_from_db()
    assert not incident.grade


def test_an_emergency_needs_no_words_on_the_time_until_somebody_comes(amira: User) -> None:
    triage = make_triage(make_incident(by=amira), by=amira, grade=Grade.EMERGENCY, interim_risk="")

    assert triage.grade == Grade.EMERGENCY


@pytest.mark.parametrize(
    "nobody",
    [{"handling": Handling.NO_ATTENDANCE}, {"grade": Grade.RESOLVE, "handling": Handling.NO_ATTENDANCE}],
)
def test_only_a_supervisor_sends_nobody_where_somebody_always_attends(
    amira: User, ben: User, nobody: dict[str, object]
) -> None:
    incident = make_incident(by=amira)
    reason = "He was arrested an hour ago and is in custody."

    with pytest.raises(Refused, match="whoever did it can be named or found"):
        make_triage(incident, by=amira, answers=IDENTIFIABLE, supervisor_reason=reason, **nobody)
    with pytest.raises(Refused, match="at least 20 characters"):
        make_triage(incident, by=ben, answers=IDENTIFIABLE, supervisor_reason="In custody.", **nobody)
    triage = make_triage(incident, by=ben, answers=IDENTIFIABLE, supervisor_reason=reason, **nobody)

    assert (triage.bars, triage.supervisor_reason) == (["identifiable_offender"], reason)


def test_without_a_bar_nobody_needs_to_attend(amira: User) -> None:
    triage = make_triage(make_incident(by=amira), by=amira, handling=Handling.NO_ATTENDANCE)

    assert (triage.bars, triage.supervisor_reason) == ([], "")


def test_a_partner_is_named_only_where_the_incident_is_held_for_one(amira: User, dev: User) -> None:
    incident = make_incident(by=amira)
    police = make_agency("Kent Police", AgencyKind.POLICE)

    with pytest.raises(Refused, match="leave it empty"):
        make_triage(incident, by=amira, partner=dev.agency)
    with pytest.raises(Refused, match="for which partner"):
        make_triage(incident, by=amira, handling=Handling.PARTNER, partner=police)
    make_triage(incident, by=amira, handling=Handling.PARTNER, partner=dev.agency)

    incident.refresh_from_db()
    assert incident.held_by == dev.agency


def test_a_second_report_of_a_place_within_four_weeks_makes_it_a_repeat_location(amira: User) -> None:
    make_incident(by=amira, now=NOW - timedelta(days=20))
    incident = make_incident(by=amira, report=make_report(by=amira, place_text="14, Mersea Rd, Colchester"))

    with pytest.raises(Refused, match="the place has been reported before"):
        make_triage(incident, by=amira, handling=Handling.NO_ATTENDANCE)
    triage = make_triage(incident, by=amira)

    assert (triage.repeat_rule, triage.bars) == ("R6", ["repeat_location"])
    assert triage.history_hits == ["2 reports at one address in 28 days"]


def test_without_questions_in_use_nobody_can_triage(amira: User) -> None:
    incident = make_incident(by=amira)

    with pytest.raises(Refused, match="No questions for triage are in use on 01 January 2014"):
        make_triage(incident, by=amira, now=NOW.replace(year=2014, month=1, day=1))


def test_the_verb_takes_words_of_its_own(amira: User) -> None:
    triage = triage_incident(
        make_incident(by=amira),
        trigger=Trigger.FIRST,
        answers=ANSWERS,
        reported_facts="Stones at the window.",
        view="It will go on.",
        interim_level="medium",
        interim_risk="They may come back.",
        interim_measures=["lock_doors"],
        grade=Grade.SCHEDULED,
        handling=Handling.ATTEND,
        review_told="explained",
        review_told_how="By telephone",
        expectations="Somebody comes by Wednesday.",
        history_hits=["Told before in March"],
        history_checked=False,
        channel="999",
        by=amira,
        now=NOW,
    )

    assert (triage.history_hits, triage.history_checked_at) == (["Told before in March"], None)
    assert (triage.interim_measures, triage.channel) == (["lock_doors"], "999")
