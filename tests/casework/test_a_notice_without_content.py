"""At intake a desk is told yes or no of what is restricted, and the people of the case are told of the report."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Person
from asbcases.casework.queries.restricted import owners_near, restricted_near
from asbcases.casework.transitions import lift_restriction, open_case, restrict_case
from asbcases.casework.transitions.intake import recognise
from asbcases.casework.transitions.people import record_person
from asbcases.casework.transitions.person_details import note_address
from asbcases.casework.transitions.places import record_premises
from asbcases.casework.transitions.restricted_notice import tell_owners
from asbcases.db.actor import acting
from asbcases.notify.models import Message
from tests.make import make_incident, make_report, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(hours=1)
HOME = "22 Albany Gardens, Colchester CO2 8HQ"


@pytest.fixture
def hana(db: None) -> User:
    return make_user("hana", Role.CONTACT_HANDLER, name="Hana Cole")


@pytest.fixture
def jade(amira: User) -> Person:
    person = record_person(name="Jade Taylor", phone="07700 900123", source="A call", by=amira, now=NOW)
    premises = record_premises(address=HOME, by=amira, now=NOW)
    note_address(person, premises, source="A call", by=amira, now=NOW)
    return person


@pytest.fixture
def case(amira: User, ben: User, jade: Person) -> Case:
    report = make_report(by=amira, now=NOW, caller_email="jade@home.example", caller_name="J Taylor")
    recognise(report, jade, reasons=["The same number"], by=amira, now=NOW)
    incident = make_incident(by=amira, now=NOW, report=report)
    case = open_case([incident], summary="One family", lead=amira, by=amira, now=NOW)
    with acting(str(ben.pk)):
        return restrict_case(case, named=[], reason="A colleague is involved", by=ben, now=NOW)


def keys_of(by: User, **said: Any) -> dict[str, str]:
    report = make_report(by=by, now=NOW, place_text="The park", **said)
    return {name: getattr(report, name) for name in ("phone_key", "email_key", "address_key", "name_key")}


def near(user: User, keys: dict[str, str]) -> bool:
    with acting(str(user.pk)), transaction.atomic():
        return restricted_near(**keys)


SAME = [
    {"caller_phone": "+44 7700 900 123"},
    {"caller_email": "JADE@home.example"},
    {"caller_address": HOME},
    {"caller_name": "Jade Tayler"},
]


@pytest.mark.parametrize("said", SAME, ids=lambda said: next(iter(said)))
def test_a_desk_is_told_yes(case: Case, hana: User, said: dict[str, str]) -> None:
    assert near(hana, keys_of(hana, **said))


def test_a_desk_is_told_no_of_strangers_and_of_nothing(case: Case, hana: User) -> None:
    said = {"caller_phone": "07700 900999", "caller_name": "Pat Green", "caller_email": "pat@home.example"}

    assert not near(hana, keys_of(hana, caller_address="1 Other Road, Basildon", **said))
    assert not near(hana, dict.fromkeys(("phone_key", "email_key", "address_key", "name_key"), ""))


def test_who_is_named_reads_the_case_itself_and_needs_no_notice(case: Case, amira: User, hana: User) -> None:
    assert not near(amira, keys_of(hana, caller_phone="07700 900123"))


def test_nobody_but_police_is_told(case: Case, dev: User, hana: User) -> None:
    assert not near(dev, keys_of(hana, caller_phone="07700 900123"))


def test_which_case_it_is_nobody_learns_that_way(case: Case, hana: User) -> None:
    keys = keys_of(hana, caller_phone="07700 900123")
    with acting(str(hana.pk)), transaction.atomic():
        assert owners_near(**keys) == []
    with (
        acting(str(hana.pk)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT asb_restricted_matches('7700900123', '', '', '')")


def test_the_lead_is_told_once_by_references_alone(case: Case, amira: User, hana: User) -> None:
    with acting(str(hana.pk)):
        report = make_report(by=hana, now=NOW, caller_phone="07700900123", caller_name="Jade Taylor")

    [message] = Message.objects.filter(template="restricted_near")
    assert message.recipient == amira
    assert message.context["reference"] == case.reference
    assert message.context["report"] == report.reference
    assert "Taylor" not in str(message.context)
    assert message.next_try_at == NOW, "it does not wait for a digest"
    with acting("system:test"):
        assert tell_owners(report, now=NOW) == 0
    with acting(str(hana.pk)), transaction.atomic():
        assert not Message.objects.filter(template="restricted_near").exists()


def test_while_the_lead_is_away_the_other_named_people_are_told_too(
    case: Case, amira: User, ben: User, hana: User
) -> None:
    User.objects.filter(pk=amira.pk).update(on_leave_until=NOW.date() + timedelta(days=9))

    make_report(by=hana, now=NOW, caller_phone="07700900123")

    told = Message.objects.filter(template="restricted_near").values_list("recipient__username", flat=True)
    assert sorted(told) == ["amira", "ben"]


def test_of_another_caller_nobody_is_told(case: Case, hana: User) -> None:
    make_report(by=hana, now=NOW, caller_phone="07700900999", caller_name="Pat Green")

    assert not Message.objects.filter(template="restricted_near").exists()


def test_once_the_restriction_is_over_nobody_is_told(case: Case, ben: User, hana: User) -> None:
    lift_restriction(case, reason="Over", by=ben, now=NOW)

    assert not near(hana, keys_of(hana, caller_phone="07700 900123"))
    assert not Message.objects.filter(template="restricted_near").exists()
