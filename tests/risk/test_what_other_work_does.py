"""What else happens on a case does to a victim's clocks what the table says; a recorded crime does nothing."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.case_choices import Blocking, EntryKind, Reached, Way
from asbcases.cases.models import Case, Incident
from asbcases.casework.transitions import (
    consider_crime,
    join_case,
    mark_party_wrong,
    reopen_case,
    write_entry,
)
from asbcases.casework.transitions.case_people import add_party
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.policies.models import PolicyRow
from risk.choices import Level, Result, Unanswered
from risk.closing import terms_of
from risk.transitions import complete_assessment, raise_level, record_not_assessed
from tests.deadlines.checking import differences
from tests.make import NOW, make_incident
from tests.risk.answers import MEDIUM, STANDARD, assess, closed, opened_case, second_victim, victim_of

HOUR = timedelta(hours=1)
WHY = "Seen at the door: he has a key and uses it."


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    return opened_case(amira)


def owed(case: Case, kind: Kind) -> list[Deadline]:
    return list(Deadline.objects.filter(case=case, kind=kind, met_at=None, cancelled_at=None).order_by("pk"))


def spoke(case: Case, by: User, *, now: datetime = NOW + 2 * HOUR, **fields: Any) -> None:
    stated = {
        "kind": EntryKind.CONTACT,
        "happened_at": NOW + HOUR,
        "said_by": "Jade",
        "words": "Quiet since.",
        "party": victim_of(case),
        "way": Way.PHONE,
        "reached": Reached.YES,
        **fields,
    }
    write_entry(case, **stated, by=by, now=now)


def test_a_recorded_crime_never_stops_a_victims_clock(amira: User, case: Case) -> None:
    assess(case, MEDIUM, by=amira)
    before = list(Deadline.objects.filter(case=case).order_by("pk").values())
    incident = Incident.objects.get(case_links__case=case)

    consider_crime(incident, crime=True, crime_reference="42/1/26", offences="Harassment", by=amira, now=NOW)

    assert list(Deadline.objects.filter(case=case).order_by("pk").values()) == before


def test_only_a_victim_who_was_reached_was_contacted(amira: User, case: Case) -> None:
    spoke(case, amira, happened_at=NOW - HOUR, now=NOW - HOUR)
    assert owed(case, Kind.VICTIM_CONTACT) == [], "no contact is owed before anybody asked about the risk"
    assess(case, MEDIUM, by=amira)
    [first] = owed(case, Kind.VICTIM_CONTACT)
    witness = add_party(case, name="Pat Green", contact="", role="witness", by=amira, now=NOW)
    spoke(case, amira, reached=Reached.NO_ANSWER)
    spoke(case, amira, party=witness)
    spoke(case, amira, kind=EntryKind.NOTE, way="", reached="")
    spoke(case, amira, happened_at=NOW)
    assert owed(case, Kind.VICTIM_CONTACT) == [first]

    spoke(case, amira)

    first.refresh_from_db()
    [after] = owed(case, Kind.VICTIM_CONTACT)
    assert (first.met_at, after.anchored_at) == (NOW + HOUR, NOW + HOUR)
    assert differences() == []


def test_where_policy_asks_for_no_contact_none_is_set(amira: User, case: Case) -> None:
    PolicyRow.objects.filter(rule="risk.contact").update(in_force_to=date(2026, 1, 1))

    assess(case, MEDIUM, by=amira)

    assert owed(case, Kind.VICTIM_CONTACT) == []


def test_an_incident_that_joins_has_those_assessed_again_who_were_assessed(amira: User, case: Case) -> None:
    assess(case, MEDIUM, by=amira)
    second_victim(case, by=amira)
    join_case(make_incident(by=amira), case, by=amira, now=NOW)
    assert owed(case, Kind.RE_ASSESSMENT) == [], "what joins as the case is opened is what it is opened on"

    join_case(make_incident(by=amira, now=NOW + HOUR), case, by=amira, now=NOW + HOUR)
    join_case(make_incident(by=amira, now=NOW + 2 * HOUR), case, by=amira, now=NOW + 2 * HOUR)

    [again] = owed(case, Kind.RE_ASSESSMENT)
    assert (again.subject, again.qualifier, again.anchored_at) == ("1", "medium", NOW + HOUR)
    assert "a new incident joined the case of victim 1" in again.basis


def test_a_case_opened_again_owes_each_victim_what_they_are_owed(amira: User, ben: User, case: Case) -> None:
    assess(case, STANDARD, by=amira)
    closed(case, by=ben, now=NOW + HOUR)
    assert owed(case, Kind.VICTIM_CONTACT) == []

    reopening = reopen_case(case, reason="It has begun again.", by=ben, now=NOW + 2 * HOUR)

    for kind in (Kind.RE_ASSESSMENT, Kind.VICTIM_CONTACT, Kind.RISK_REVIEW):
        [one] = owed(case, kind)
        assert (one.origin, one.anchored_at) == (f"case_reopening:{reopening.pk}", NOW + 2 * HOUR)


def test_who_was_put_on_the_case_by_mistake_is_owed_nothing(amira: User, case: Case) -> None:
    assess(case, MEDIUM, by=amira)

    mark_party_wrong(victim_of(case), why="Her sister.", by=amira, now=NOW + HOUR)

    assert not Deadline.objects.filter(case=case, subject="1", met_at=None, cancelled_at=None).exists()


def items(case: Case, now: Any) -> list[tuple[str, str]]:
    return [(item.code, item.subject) for item in terms_of(case, now).items]


def test_a_case_closes_on_a_fresh_assessment_of_each_victim(amira: User, case: Case) -> None:
    assert (terms_of(case, NOW).level, items(case, NOW)) == (None, [(Blocking.FIRST_ASSESSMENT, "1")])
    assess(case, STANDARD, by=amira)
    assert (terms_of(case, NOW).level, items(case, NOW)) == ("standard", [])
    assert items(case, NOW + 72 * HOUR) == [(Blocking.REASSESS, "1")]
    second_victim(case, by=amira)
    assert terms_of(case, NOW).level == "medium", "who was not assessed counts as medium"


def test_what_came_to_no_level_or_before_an_incident_is_not_fresh(amira: User, case: Case) -> None:
    assess(case, STANDARD, by=amira)
    join_case(make_incident(by=amira, now=NOW + HOUR), case, by=amira, now=NOW + HOUR)
    assert "an incident has joined" in terms_of(case, NOW + HOUR).items[0].words
    assert terms_of(case, NOW + HOUR).items[0].deadline == owed(case, Kind.RE_ASSESSMENT)[0].pk

    about = {"party": victim_of(case), "reason": "Nobody opened.", "by": amira}
    record_not_assessed(case, result=Result.UNREACHABLE, now=NOW + 2 * HOUR, **about)
    assert "could not be reached" in terms_of(case, NOW + 2 * HOUR).items[0].words

    unasked = dict.fromkeys(STANDARD, Unanswered.NOT_ASKED)
    said = {"answers": {}, "unanswered": unasked, "with_victim": True, "by": amira}
    complete_assessment(case, party=victim_of(case), now=NOW + 3 * HOUR, **said)
    assert "not complete" in terms_of(case, NOW + 3 * HOUR).items[0].words

    record_not_assessed(case, result=Result.REFUSED, now=NOW + 4 * HOUR, **about)
    assert (terms_of(case, NOW + 4 * HOUR).level, items(case, NOW + 4 * HOUR)) == ("medium", [])


def test_a_contact_on_a_closed_case_sets_nothing(amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, STANDARD, by=amira)
    raise_level(assessment, level=Level.MEDIUM, reason=WHY, by=amira, now=NOW)
    closed(case, by=ben, now=NOW)

    spoke(case, amira)

    assert owed(case, Kind.VICTIM_CONTACT) == []
