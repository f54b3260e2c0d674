"""People for tests, made as officers make them."""

from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Person, Premises, Vehicle
from asbcases.casework.transitions import note_address, record_person, record_premises, record_vehicle
from tests.make import NOW, district

SOURCE = "The caller"


def make_person(name: str = "Jade Taylor", *, by: User, address: str = "", **stated: Any) -> Person:
    person = record_person(name=name, source=SOURCE, by=by, now=NOW, **stated)
    if address:
        premises = make_premises(address, by=by)
        note_address(person, premises, source=SOURCE, by=by, now=NOW)
    return person


def make_premises(
    address: str = "14b Mersea Road, Colchester CO2 7QP", *, by: User, **stated: Any
) -> Premises:
    return record_premises(address=address, by=by, now=NOW, **{"district": district(), **stated})


def make_vehicle(registration: str = "AB12 CDE", *, by: User, **stated: Any) -> Vehicle:
    return record_vehicle(registration=registration, by=by, now=NOW, **stated)
