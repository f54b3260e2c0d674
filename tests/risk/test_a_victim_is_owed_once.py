"""A victim who is added to an incident after a case took it over is owed one assessment: by the case, whoever adds them."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import Blocking
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty, Incident, IncidentParty
from asbcases.casework.transitions import (
    add_incident_party,
    mark_party_wrong,
    open_case,
    record_person,
    restrict_case,
    waive_item,
)
from asbcases.casework.transitions.case_parties import join_party
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.deadlines.checking import differences
from tests.make import make_incident, make_report, make_user
from tests.risk.answers import MEDIUM, assess, closed
from tests.risk.first_contact import HOUR

pytestmark = pytest.mark.django_db
# Grants are in force by the database's clock.
BEGUN = timezone.now() - timedelta(hours=9)


@pytest.fixture
def ravi(db: None) -> User:
    return make_user("ravi", Role.RESPONSE_OFFICER, Rank.CONSTABLE, name="Ravi Shah")


@pytest.fixture
def incident(amira: User, ben: User) -> Incident:
    return make_incident(by=amira, now=BEGUN, report=make_report(by=amira, now=BEGUN))


@pytest.fixture
def case(incident: Incident, amira: User) -> Case:
    return open_case(
        [incident], summary="One family", victim_name="Leo Marsh", lead=amira, by=amira, now=BEGUN + HOUR
    )


def added(incident: Incident, by: User, *, hours: int = 2, name: str = "Jade Taylor") -> IncidentParty:
    """Add a victim as somebody does who acts under both locks."""
    at = BEGUN + hours * HOUR
    with acting(str(by.pk)), transaction.atomic():
        person = record_person(name=name, source="At the door", by=by, now=at)
        return add_incident_party(incident, person, role=PartyRole.VICTIM, by=by, now=at)


def firsts(**root: object) -> list[Deadline]:
    return list(Deadline.objects.filter(kind=Kind.FIRST_ASSESSMENT, **root).order_by("pk"))


def test_a_response_officer_who_sees_no_case_adds_a_victim_whom_the_case_owes(
    incident: Incident, case: Case, amira: User, ravi: User
) -> None:
    party = added(incident, ravi)

    taken = CaseParty.objects.get(case=case, person=party.person)
    owed = Deadline.objects.get(case=case, subject=str(taken.number), kind=Kind.FIRST_ASSESSMENT)
    event = AuditEvent.objects.get(case=case, verb=Verb.INCIDENT_PARTY_ADDED)
    assert (taken.role, taken.recorded_by, event.actor) == ("victim", ravi, ravi)
    assert (owed.owner, owed.is_open, owed.anchored_at) == (amira, True, BEGUN)
    assert firsts(incident=incident) == []
    with acting(str(ravi.pk)), transaction.atomic():
        assert not Case.objects.exists()
    assert differences() == []


def test_it_is_the_same_for_an_officer_who_sees_the_case_and_for_one_of_another_district(
    incident: Incident, case: Case, amira: User, cara: User
) -> None:
    added(incident, amira)
    theirs = make_incident(by=amira, now=BEGUN, district_code="basildon")
    both = open_case(
        [incident, theirs],
        summary="Two families",
        victim_name="Mo Hill",
        lead=amira,
        by=amira,
        now=BEGUN + 3 * HOUR,
    )
    added(theirs, cara, hours=4, name="Ann Reed")

    assert CaseParty.objects.filter(case=case, person__name="Jade Taylor").count() == 1
    assert CaseParty.objects.filter(case=both, person__name="Ann Reed", recorded_by=cara).count() == 1
    assert firsts(incident=theirs) == firsts(incident=incident) == []
    assert differences() == []


def test_whom_the_case_answers_for_already_is_owed_nothing_more(
    incident: Incident, case: Case, amira: User, ravi: User
) -> None:
    assess(case, MEDIUM, by=amira, now=BEGUN + 2 * HOUR)
    leo = CaseParty.objects.get(case=case).person
    at = BEGUN + 3 * HOUR

    with acting(str(ravi.pk)), transaction.atomic():
        add_incident_party(incident, leo, role=PartyRole.VICTIM, by=ravi, now=at)

    assert CaseParty.objects.filter(case=case).count() == 1
    assert firsts(incident=incident) == []
    assert [one.is_open for one in firsts(case=case)] == [False]
    assert differences() == []


def test_a_closed_case_answers_for_nobody_more(incident: Incident, case: Case, ben: User, ravi: User) -> None:
    waived = {"item": Blocking.FIRST_ASSESSMENT, "subject": "1", "reason": "They moved to another county."}
    waive_item(case, **waived, by=ben, now=BEGUN + HOUR)
    closed(case, by=ben, now=BEGUN + 2 * HOUR)

    added(incident, ravi, hours=3)

    assert [one.is_open for one in firsts(incident=incident)] == [True]
    assert CaseParty.objects.filter(case=case).count() == 1
    assert not [row for row in differences() if row["case"] == incident.reference]


def test_who_was_put_into_the_case_by_mistake_is_owed_by_the_incident(
    incident: Incident, case: Case, amira: User, ravi: User
) -> None:
    jade = record_person(name="Jade Taylor", source="A call", by=amira, now=BEGUN)
    wrong = join_party(case, jade, role=PartyRole.VICTIM, by=amira, now=BEGUN + 2 * HOUR)
    CaseParty.objects.filter(pk=wrong.pk).update(
        recorded_in_error_at=BEGUN + 3 * HOUR, recorded_in_error_by=amira, recorded_in_error_why="Her sister"
    )
    with acting(str(ravi.pk)), transaction.atomic():
        add_incident_party(incident, jade, role=PartyRole.VICTIM, by=ravi, now=BEGUN + 4 * HOUR)

    assert [one.is_open for one in firsts(incident=incident)] == [True]
    assert not [row for row in differences() if row["case"] == incident.reference]


def test_a_case_of_other_incidents_takes_nothing_of_this_one(incident: Incident, amira: User) -> None:
    party = added(incident, amira, hours=1)
    case = open_case(
        [make_incident(by=amira, now=BEGUN)],
        summary="One",
        victim_name="Leo",
        lead=amira,
        by=amira,
        now=BEGUN + 2 * HOUR,
    )
    assert firsts(incident=incident)[0].is_open

    join_party(case, party.person, role=PartyRole.VICTIM, by=amira, now=BEGUN + 3 * HOUR)

    assert firsts(incident=incident)[0].is_open
    assert differences() == []


def test_a_victim_of_a_restricted_case_is_restricted_with_it(
    incident: Incident, case: Case, amira: User, ben: User
) -> None:
    restrict_case(case, named=[], reason="A colleague", by=ben, now=BEGUN + 2 * HOUR)

    party = added(incident, amira, hours=3)

    assert party.person.restrictions.filter(case=case, lifted_at__isnull=True).exists()
    assert firsts(incident=incident) == []
    assert differences() == []


def test_a_victim_marked_as_put_on_the_case_by_mistake_is_not_owed_again_because_somebody_else_is_added(
    case: Case, incident: Incident, amira: User
) -> None:
    added(incident, amira)
    second = CaseParty.objects.get(case=case, person__name="Jade Taylor")
    mark_party_wrong(second, why="It was her sister", by=amira, now=BEGUN + 3 * HOUR)

    added(incident, amira, hours=4, name="Sam Marsh")

    owed = Deadline.objects.filter(kind=Kind.FIRST_ASSESSMENT, met_at=None, cancelled_at=None)
    assert not owed.filter(incident=incident).exists()
    third = CaseParty.objects.get(case=case, person__name="Sam Marsh")
    assert set(owed.filter(case=case).values_list("subject", flat=True)) == {"1", str(third.number)}
    assert differences() == []
