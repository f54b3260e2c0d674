"""A case takes over what is owed to the victims of its incidents, and what was assessed there."""

from asbcases.accounts.models import User
from asbcases.cases.choices import RiskLevel
from asbcases.cases.models import Incident
from asbcases.casework.transitions import join_case, open_case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from risk.choices import Level, Result, Unanswered
from risk.models import Assessment
from risk.queries import current_level, victims_of
from risk.transitions import complete_incident_assessment, record_incident_not_assessed
from tests.deadlines.checking import differences
from tests.make import NOW, make_case, make_incident, make_triage
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, assess_at, victim_at
from tests.risk.first_contact import HOUR, RECEIVED, owed


def open_with(incident: Incident, by: User, now: object) -> object:
    return open_case([incident], summary="One family is targeted", lead=by, by=by, now=now)


def test_a_case_takes_over_what_is_owed_since_the_first_contact(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)
    make_triage(incident, by=amira, now=NOW + HOUR, interim_level=RiskLevel.HIGH)

    case = open_with(incident, amira, NOW + 20 * HOUR)

    assert owed(incident).cancelled_at == NOW + 20 * HOUR
    taken = Deadline.objects.get(case=case, kind=Kind.FIRST_ASSESSMENT)
    assert (taken.due_at, taken.qualifier, taken.owner) == (RECEIVED + 24 * HOUR, "high", amira)
    assert differences() == []


def test_a_case_takes_over_what_was_assessed_and_plans_its_reviews(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)
    done = assess_at(incident, HIGH, by=amira, now=NOW + HOUR)

    case = open_with(incident, amira, NOW + 20 * HOUR)

    [party] = victims_of(case)
    kept = Assessment.objects.get(case=case)
    assert (kept.taken_from, kept.party, kept.level, kept.completed_at) == (
        done,
        party,
        Level.HIGH,
        NOW + HOUR,
    )
    assert (kept.recorded_by, kept.recorded_at) == (amira, NOW + 20 * HOUR)
    assert kept.answers.count() == done.answers.count() == 8
    assert current_level(case) == Level.HIGH
    assert not Deadline.objects.filter(case=case, kind=Kind.FIRST_ASSESSMENT).exists()
    review = Deadline.objects.get(case=case, kind=Kind.RISK_REVIEW, rank="sergeant")
    assert review.anchored_at == NOW + HOUR
    assert differences() == []


def test_of_several_assessments_the_newest_is_taken_over(incident: Incident, amira: User) -> None:
    victim_at(incident, by=amira)
    assess_at(incident, HIGH, by=amira, now=NOW + HOUR)
    newest = assess_at(incident, STANDARD, by=amira, now=NOW + 2 * HOUR)

    case = open_with(incident, amira, NOW + 20 * HOUR)

    assert Assessment.objects.get(case=case).taken_from == newest
    assert differences() == []


def test_an_incident_that_joins_a_case_brings_its_assessment(incident: Incident, amira: User) -> None:
    party = victim_at(incident, by=amira)
    first = make_incident(by=amira)
    case = open_case(
        [first], summary="One family", victims=[party.person], lead=amira, by=amira, now=NOW + HOUR
    )
    assess_at(incident, MEDIUM, by=amira, now=NOW + 2 * HOUR)
    assert Deadline.objects.get(case=case, kind=Kind.FIRST_ASSESSMENT).is_open

    join_case(incident, case, by=amira, now=NOW + 4 * HOUR)

    assert Deadline.objects.get(case=case, kind=Kind.FIRST_ASSESSMENT).met_at == NOW + 4 * HOUR
    assert Assessment.objects.get(case=case).completed_at == NOW + 2 * HOUR
    assert differences() == []


def test_a_victim_whom_the_case_has_assessed_is_not_owed_on_the_incident_that_joins(
    incident: Incident, amira: User
) -> None:
    party = victim_at(incident, by=amira)
    case = open_case(
        [make_incident(by=amira)],
        summary="One family",
        victims=[party.person],
        lead=amira,
        by=amira,
        now=NOW + HOUR,
    )
    assess(case, MEDIUM, by=amira, now=NOW + 2 * HOUR)

    join_case(incident, case, by=amira, now=NOW + 4 * HOUR)

    assert owed(incident).cancelled_at == NOW + 4 * HOUR
    assert Assessment.objects.get(case=case).taken_from is None
    assert differences() == []


def test_a_case_without_a_named_victim_on_its_incidents_counts_from_its_opening(amira: User) -> None:
    case = make_case(by=amira)

    assert Deadline.objects.get(case=case, kind=Kind.FIRST_ASSESSMENT).due_at == case.opened_at + 48 * HOUR
    assert differences() == []


def test_a_refusal_on_an_incident_is_taken_over_and_what_is_not_complete_is_not(
    incident: Incident, amira: User, ben: User
) -> None:
    party = victim_at(incident, by=amira)
    about = {"party": party, "reason": "Has had enough.", "by": amira, "now": NOW + HOUR}
    record_incident_not_assessed(incident, result=Result.REFUSED, **about)
    gaps = {"answers": {}, "unanswered": dict.fromkeys(STANDARD, Unanswered.NOT_ASKED), "with_victim": True}
    complete_incident_assessment(incident, party=party, **gaps, by=amira, now=NOW + 2 * HOUR)

    case = open_with(incident, amira, NOW + 3 * HOUR)

    [kept] = Assessment.objects.filter(case=case)
    assert (kept.result, kept.result_reason, kept.level) == (Result.REFUSED, "Has had enough.", "")
    assert current_level(case) is None
    assert not Deadline.objects.filter(case=case, kind=Kind.FIRST_ASSESSMENT).exists()
    assert Deadline.objects.get(case=case, kind=Kind.VICTIM_CONTACT).qualifier == "medium"
    assert differences() == []
