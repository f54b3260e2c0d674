"""What holds of a person from one day to another, who says so, and what turned out wrong."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypedDict, TypeVar, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import PersonKind, Tie
from asbcases.cases.models import (
    Association,
    Membership,
    Person,
    PersonAddress,
    PersonContact,
    PersonVehicle,
    Premises,
    Vehicle,
)
from asbcases.cases.models.people import OfPerson
from asbcases.cases.queries import locked
from asbcases.casework.transitions.people import contact_key, refuse_if_in_error
from asbcases.errors import Refused
from asbcases.law.periods import london_day

Detail = TypeVar("Detail", bound=OfPerson)

WORDS: Mapping[type[OfPerson], str] = {
    PersonContact: "a contact",
    PersonAddress: "an address",
    PersonVehicle: "a vehicle",
    Membership: "a member",
    Association: "an association",
}


class Known(TypedDict, total=False):
    """Who says so, and from which day to which it holds; a day that is not known is left out."""

    source: str
    since_on: date | None
    until_on: date | None


def note_contact(
    person: Person, *, value: str, by: User, now: datetime, **known: Unpack[Known]
) -> PersonContact:
    """Note a telephone number or e-mail address of a person, and return it."""
    found = contact_key(value)
    if found is None:
        raise Refused(
            "This is neither a telephone number nor an e-mail address: correct it, or add what is missing."
        )
    kind, key = found
    if person.contacts.filter(key=key, recorded_in_error_at__isnull=True, until_on__isnull=True).exists():
        raise Refused(f"This is noted of {person.reference} already.")
    return _noted(
        PersonContact(person=person, kind=kind, value=value, key=key), person, by=by, now=now, known=known
    )


def note_address(
    person: Person, premises: Premises, *, by: User, now: datetime, **known: Unpack[Known]
) -> PersonAddress:
    """Note that a person lives, works or meets at premises, and return the link."""
    if premises.recorded_in_error_at:
        raise Refused(f"{premises.reference} was recorded in error: choose the right premises.")
    return _noted(PersonAddress(person=person, premises=premises), person, by=by, now=now, known=known)


def note_vehicle(
    person: Person, vehicle: Vehicle, *, by: User, now: datetime, **known: Unpack[Known]
) -> PersonVehicle:
    """Note that a person keeps or uses a vehicle, and return the link."""
    return _noted(PersonVehicle(person=person, vehicle=vehicle), person, by=by, now=now, known=known)


def note_member(
    group: Person, person: Person, *, part: str = "", by: User, now: datetime, **known: Unpack[Known]
) -> Membership:
    """Note that a person belongs to a group, business or community, and return the membership."""
    if group.kind == PersonKind.PERSON:
        raise Refused(f"{group.reference} is a person and has no members: note an association instead.")
    if group.pk == person.pk:
        raise Refused("Nobody is a member of themselves: choose somebody else.")
    refuse_if_in_error(person)
    return _noted(Membership(group=group, person=person, part=part), group, by=by, now=now, known=known)


def note_association(
    person: Person, other: Person, *, tie: Tie, by: User, now: datetime, **known: Unpack[Known]
) -> Association:
    """Note how two people belong together, and return it."""
    if person.pk == other.pk:
        raise Refused("These are one and the same record: choose somebody else.")
    refuse_if_in_error(other)
    return _noted(Association(person=person, other=other, tie=tie), person, by=by, now=now, known=known)


@transaction.atomic
def _noted(detail: Detail, person: Person, *, by: User, now: datetime, known: Known) -> Detail:
    refuse_if_in_error(person)
    for name, value in known.items():
        setattr(detail, name, value)
    _refuse_unless_sensible(detail, now)
    detail.recorded_at, detail.recorded_by = now, by
    detail.save()
    _tell(person, WORDS[type(detail)], by=by, now=now)
    return detail


def _refuse_unless_sensible(detail: OfPerson, now: datetime) -> None:
    if not detail.source.strip():
        raise Refused("Say who or what says so: without a source nobody can weigh it later.")
    if detail.since_on and detail.since_on > london_day(now):
        raise Refused("The first day is still to come: correct it.")
    if detail.since_on and detail.until_on and detail.until_on < detail.since_on:
        raise Refused("The last day is before the first: correct the days.")


@transaction.atomic
def end_detail(detail: Detail, *, until_on: date, by: User, now: datetime) -> Detail:
    """Say until when something held of a person, and return it."""
    detail = locked(detail)
    _refuse_struck_out(detail)
    if detail.until_on == until_on:
        raise Refused("This day is noted already: load the page again.")
    detail.until_on = until_on
    _refuse_unless_sensible(detail, now)
    detail.save(update_fields=["until_on"])
    _tell(person_of(detail), f"the end of {WORDS[type(detail)]}", by=by, now=now)
    return detail


@transaction.atomic
def detail_in_error(detail: Detail, *, reason: str, by: User, now: datetime) -> Detail:
    """Say that something noted of a person is wrong, and why; it stays, struck out."""
    detail = locked(detail)
    _refuse_struck_out(detail)
    if not reason.strip():
        raise Refused("Say why it is wrong: the reason stays beside it.")
    detail.recorded_in_error_at, detail.recorded_in_error_by, detail.recorded_in_error_why = now, by, reason
    detail.save(update_fields=["recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why"])
    _tell(person_of(detail), f"as wrong {WORDS[type(detail)]}", by=by, now=now)
    return detail


def _refuse_struck_out(detail: OfPerson) -> None:
    if detail.recorded_in_error_at:
        raise Refused("This was marked as wrong already: load the page again.")


def person_of(detail: OfPerson) -> Person:
    """Return on whose record something stands: a member stands on that of the group."""
    whose: Person = detail.group if isinstance(detail, Membership) else detail.person  # type: ignore[attr-defined]
    return whose


def _tell(person: Person, what: str, *, by: User, now: datetime) -> None:
    # What was noted stands in its row: the record of all acts says only that, when and by whom.
    record(Verb.PERSON_DETAIL_NOTED, by=by, now=now, data={"what": what, "person": person.reference})
