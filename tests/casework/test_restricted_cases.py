"""A restricted case, and what hangs together with it, is known to the people named on it and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import AccessGrant, Case, Incident, Person, Report, Restriction
from asbcases.casework.queries.restricted import named_on, parts_of, restriction_of
from asbcases.casework.transitions import attach_report, join_case, lift_restriction, open_case, restrict_case
from asbcases.casework.transitions.intake import recognise
from asbcases.casework.transitions.people import add_incident_party, record_person
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import set_deadline
from asbcases.errors import Refused
from partners import access
from tests.make import district, make_case, make_incident, make_report, make_share, make_user
from tests.partners.make_shared import shared_with

pytestmark = pytest.mark.django_db
# Grants are in force by the database's clock.
NOW = timezone.now() - timedelta(hours=1)
REFERENCES: dict[type[Any], Any] = {
    Case: access.cases_visible_to,
    Incident: access.incidents_visible_to,
    Report: access.reports_visible_to,
}


@pytest.fixture
def asha(db: None) -> User:
    return make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE, name="Asha Rao")


@pytest.fixture
def jade(amira: User) -> Person:
    return record_person(name="Jade Taylor", phone="07700 900123", source="A call", by=amira, now=NOW)


def told_by(who: Person, by: User, **fields: Any) -> Incident:
    report = make_report(by=by, now=NOW, **fields)
    recognise(report, who, reasons=["The same number"], by=by, now=NOW)
    return make_incident(by=by, now=NOW, report=report)


@pytest.fixture
def case(amira: User, jade: Person) -> Case:
    return open_case([told_by(jade, amira)], summary="One family", lead=amira, by=amira, now=NOW)


def restrict(case: Case, by: User, *named: User) -> Case:
    with acting(str(by.pk)):
        return restrict_case(case, named=named, reason="A colleague is involved", by=by, now=NOW)


def known(user: User) -> dict[str, list[str]]:
    """Return what the second lock lets through, and assert that the first shows the same."""
    now, seen = timezone.now(), {}
    for model, visible in REFERENCES.items():
        with acting(str(user.pk)), transaction.atomic():
            seen[model.__name__] = sorted(model.objects.values_list("reference", flat=True))
        assert seen[model.__name__] == sorted(visible(user, now=now).values_list("reference", flat=True))
    return seen


def knows(user: User, person: Person) -> bool:
    with acting(str(user.pk)), transaction.atomic():
        return Person.objects.filter(pk=person.pk).exists()


def test_only_the_named_the_lead_and_who_restricts_know_of_it(
    case: Case, amira: User, ben: User, cara: User, asha: User, jade: Person
) -> None:
    sam = make_user("sam", Role.CPT_OFFICER, district_code="colchester")

    restrict(case, ben, cara)

    for user in (amira, ben, cara):
        assert [len(rows) for rows in known(user).values()] == [1, 1, 1], user.name
        assert knows(user, jade)
    for user in (sam, asha):
        assert known(user) == {"Case": [], "Incident": [], "Report": []}, user.name
        assert not knows(user, jade)
    assert list(named_on(case)) == [amira, ben, cara]


def test_who_was_let_in_by_name_before_and_is_not_named_is_let_out(case: Case, ben: User, cara: User) -> None:
    AccessGrant.objects.create(case=case, user=cara, source="assignment", starts_at=NOW, granted_at=NOW)
    assert known(cara)["Case"]

    restrict(case, ben)

    assert known(cara)["Case"] == []


def test_a_partner_with_whom_it_is_shared_knows_of_it_no_more(case: Case, ben: User, dev: User) -> None:
    make_share(case, dev.agency, by=ben)
    assert shared_with(dev, now=NOW) == [case]

    restrict(case, ben)

    assert shared_with(dev, now=NOW) == []


def test_a_victim_who_stands_in_another_file_is_not_hidden(
    case: Case, amira: User, ben: User, asha: User, jade: Person
) -> None:
    told_by(jade, amira)
    restrict(case, ben)

    assert knows(asha, jade)
    assert known(asha)["Case"] == []
    assert len(known(asha)["Incident"]) == 1


def test_who_turns_up_in_another_file_later_is_hidden_no_more(
    case: Case, amira: User, ben: User, asha: User, jade: Person
) -> None:
    restrict(case, ben)
    assert not knows(asha, jade)

    told_by(jade, amira)

    assert knows(asha, jade)
    assert len(known(asha)["Incident"]) == 1


def test_an_incident_and_a_report_that_join_later_are_restricted_too(
    case: Case, amira: User, ben: User, asha: User, jade: Person
) -> None:
    restrict(case, ben)
    later = told_by(jade, amira)
    assert len(known(asha)["Incident"]) == 1

    with acting(str(amira.pk)):
        join_case(later, case, by=amira, now=NOW)
        attach_report(make_report(by=amira, now=NOW), later, by=amira, now=NOW)
        lee = record_person(name="Lee Marsh", source="A call", by=amira, now=NOW)
        add_incident_party(later, lee, role=PartyRole.RESPONDENT, by=amira, now=NOW)

    assert known(asha) == {"Case": [], "Incident": [], "Report": []}
    assert not knows(asha, lee)
    assert not knows(asha, jade), "the other file is part of the restricted one now"


def test_incidents_and_reports_of_another_district_are_hidden_and_the_named_see_them(
    case: Case, amira: User, ben: User, cara: User, asha: User, jade: Person
) -> None:
    elsewhere = told_by(jade, cara, district_code="basildon")
    join_case(elsewhere, case, by=asha, now=NOW)

    restrict(case, ben)

    assert known(cara) == {"Case": [], "Incident": [], "Report": []}
    assert len(known(ben)["Incident"]) == len(known(ben)["Report"]) == 2


def test_a_restricted_incident_takes_no_other_case(case: Case, amira: User, ben: User) -> None:
    restrict(case, ben)
    incident = case.incident_links.get().incident
    other = make_case(by=amira, now=NOW)

    with pytest.raises(Refused, match="belongs to the restricted case"):
        join_case(incident, other, by=amira, now=NOW)
    with pytest.raises(Refused, match="belongs to the restricted case"):
        open_case([incident], summary="x", victim_name="Jo", lead=amira, by=amira, now=NOW)


def test_what_two_restricted_cases_share_is_seen_by_the_named_of_either(
    case: Case, amira: User, ben: User, cara: User, jade: Person
) -> None:
    other = open_case([told_by(jade, amira)], summary="Two", lead=cara, by=amira, now=NOW)
    ines = make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")

    restrict(case, ben)
    restrict(other, ines)

    assert knows(ben, jade)
    assert knows(cara, jade)
    assert [len(rows) for rows in known(ben).values()] == [1, 1, 1]
    asha = make_user("asha", Role.ASB_OFFICER)
    assert not knows(asha, jade)

    with acting(str(ines.pk)):
        lift_restriction(other, reason="Over", by=ines, now=NOW)

    assert knows(asha, jade), "she stands in a file that is not restricted any more"


def test_what_others_owe_on_it_goes_to_the_named(case: Case, amira: User, ben: User) -> None:
    other = make_user("sue", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
    about: dict[str, Any] = {
        "origin": "test:1",
        "because": "the test asks for it",
        "district": district(),
        "anchored_at": NOW,
    }
    review: dict[str, Any] = {"rule": "risk.review.sergeant", "qualifier": "medium", "rank": Rank.SERGEANT}
    set_deadline(Kind.RISK_REVIEW, case=case, owner=other, subject="9", by=other, now=NOW, **review, **about)
    incident = case.incident_links.get().incident
    call: dict[str, Any] = {"promised_for": NOW + timedelta(hours=9), "subject": "8"}
    report = incident.told_by.get().report
    set_deadline(Kind.CALL_BACK, report=report, owner=other, by=other, now=NOW, **call, **about)

    restrict(case, ben)

    owners = dict(Deadline.objects.filter(subject__in=("8", "9")).values_list("subject", "owner__username"))
    assert owners == {"8": "amira", "9": "ben"}
    assert AuditEvent.objects.filter(verb="deadline.reassigned").count() >= 2


def test_what_falls_to_somebody_else_later_goes_to_the_named(case: Case, amira: User, ben: User) -> None:
    restrict(case, ben)
    ines = make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
    about: dict[str, Any] = {
        "origin": "test:1",
        "because": "the test asks for it",
        "district": district(),
        "anchored_at": NOW,
    }
    review: dict[str, Any] = {"rule": "risk.review.sergeant", "qualifier": "medium", "by": ben, "now": NOW}

    first = set_deadline(
        Kind.RISK_REVIEW, case=case, owner=ines, subject="7", rank=Rank.SERGEANT, **review, **about
    )
    second = set_deadline(
        Kind.RISK_REVIEW, case=case, owner=ines, subject="8", rank=Rank.INSPECTOR, **review, **about
    )
    third = set_deadline(Kind.RISK_REVIEW, case=case, owner=ines, subject="9", **review, **about)
    own = set_deadline(Kind.RISK_REVIEW, case=case, owner=ben, subject="6", **review, **about)

    assert [row.owner.username for row in (first, second, third, own)] == ["ben", "ben", "amira", "ben"]


def test_lifting_shows_it_to_whoever_saw_it_before(case: Case, ben: User, asha: User, jade: Person) -> None:
    before = known(asha)
    restrict(case, ben)

    with acting(str(ben.pk)):
        lift_restriction(case, reason="It was another family", by=ben, now=NOW)

    assert known(asha) == before
    assert knows(asha, jade)
    assert restriction_of(case) is None
    assert not Restriction.objects.filter(lifted_at__isnull=True).exists()
    events = AuditEvent.objects.filter(verb__startswith="case.restrict").order_by("pk")
    assert [event.reason for event in events] == ["A colleague is involved", "It was another family"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_asked_for(case: Case, ben: User, reason: str) -> None:
    with pytest.raises(Refused, match="Say why"):
        restrict_case(case, named=[], reason=reason, by=ben, now=NOW)
    with pytest.raises(Refused, match="Say why"):
        lift_restriction(case, reason=reason, by=ben, now=NOW)


def test_who_cannot_be_named_is_said(case: Case, ben: User, dev: User) -> None:
    gone = make_user("gone", Role.CPT_OFFICER, is_active=False)
    for person in (dev, gone):
        with pytest.raises(Refused, match=person.name):
            restrict_case(case, named=[person], reason="x", by=ben, now=NOW)


def test_it_is_restricted_once_and_lifted_once(case: Case, ben: User) -> None:
    with pytest.raises(Refused, match="is not restricted"):
        lift_restriction(case, reason="x", by=ben, now=NOW)
    restrict(case, ben)
    with pytest.raises(Refused, match="restricted already"):
        restrict_case(case, named=[], reason="x", by=ben, now=NOW)


def test_nobody_but_police_who_know_of_a_case_are_told_its_parts(
    case: Case, ben: User, dev: User, asha: User
) -> None:
    restrict(case, ben)
    for user in (dev, asha):
        with acting(str(user.pk)), transaction.atomic():
            assert parts_of(case.pk) == set()
    with acting(str(ben.pk)), transaction.atomic():
        assert {kind for kind, _ in parts_of(case.pk)} == {"incident", "report", "person"}


def test_a_council_that_passed_the_report_on_knows_of_it_no_more(amira: User, ben: User, eve: User) -> None:
    report = make_report(by=amira, now=NOW, agency=eve.agency)
    incident = make_incident(by=amira, now=NOW, report=report)
    case = make_case(by=amira, now=NOW, incidents=[incident])
    assert len(known(eve)["Report"]) == 1

    restrict(case, ben)

    assert known(eve)["Report"] == []
