"""A name by which somebody is called is known from then on: like ones find whoever bears it, and nobody reads the list."""

import pytest
from django.db import DatabaseError, connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.models import KnownName, Person
from asbcases.casework.queries.people import Sought, candidates
from asbcases.casework.transitions import correct_person
from asbcases.db.actor import acting
from tests.casework.people import make_person
from tests.make import NOW, make_report

pytestmark = pytest.mark.django_db


def known() -> list[str]:
    with connection.as_owner():  # type: ignore[attr-defined]
        return list(KnownName.objects.order_by("name").values_list("name", flat=True))


def found(name: str, *, by: User) -> list[Person]:
    """Return who on file is like this name, as this person finds them."""
    with acting(str(by.pk)):
        return [one.person for one in candidates(Sought(name), among=Person.objects.all())]


@pytest.mark.django_db(transaction=True)
def test_a_name_is_known_once_whoever_bears_it(amira: User) -> None:
    make_report(by=amira, caller_name="Ms Jade Taylor")
    make_report(by=amira, caller_name="Jade TAYLOR")
    make_person(by=amira, name="Jade Taylor")
    make_report(by=amira, caller_name="Sam Carter")
    make_report(by=amira, caller_name="")

    assert known() == ["jade taylor", "sam carter"]


def test_a_person_whose_name_is_corrected_is_found_by_one_like_the_new(amira: User) -> None:
    person = make_person(by=amira, name="Jade Taylor")
    assert found("Olufemi Adeyemy", by=amira) == []

    correct_person(person, name="Olufemi Adeyemi", by=amira, now=NOW)

    assert found("Olufemi Adeyemy", by=amira) == [person]
    assert found("Jade Tayler", by=amira) == []


def test_nobody_reads_or_writes_the_list_of_names(amira: User) -> None:
    make_person(by=amira, name="Jade Taylor")

    with acting(str(amira.pk)):
        assert not KnownName.objects.exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            KnownName.objects.create(name="sam carter")
