"""People, businesses and groups on file, and their part in an incident."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import ContactKind, PartyRole, PersonKind, Source
from asbcases.cases.models import Incident, IncidentParty, Person, PersonContact
from asbcases.cases.queries import foremost, locked, next_incident_party_number, next_reference
from asbcases.cases.rules.keys import email_key, phone_key, search_words
from asbcases.casework.transitions.wrong import said_again
from asbcases.errors import Refused
from asbcases.law.periods import london_day


class Particulars(TypedDict, total=False):
    """What may be stated of a person beside the name."""

    kind: PersonKind
    born_on: date | None
    language: str
    adjustments: str
    contact: str


@transaction.atomic
def record_person(
    *,
    name: str,
    phone: str = "",
    email: str = "",
    source: str,
    by: User | None,
    now: datetime,
    **stated: Unpack[Particulars],
) -> Person:
    """Keep a person, business, community or group, with how they may be reached, and return the record."""
    _refuse_unless_sensible(name, stated, now)
    person = Person.objects.create(
        reference=next_reference("PER", now),
        name=name,
        name_key=search_words(name),
        recorded_at=now,
        recorded_by=by,
        **stated,
    )
    for kind, value, key in _contacts_in(phone, email, stated.get("contact", "")):
        PersonContact.objects.create(
            person=person, kind=kind, value=value, key=key, source=source, recorded_at=now, recorded_by=by
        )
    record(Verb.PERSON_RECORDED, by=by, now=now, data={"person": person.reference})
    return person


@transaction.atomic
def correct_person(
    person: Person, *, name: str, by: User, now: datetime, **stated: Unpack[Particulars]
) -> Person:
    """Put right what is stated of a person, and return them; contacts and addresses have rows of their own."""
    _refuse_unless_sensible(name, stated, now)
    person = locked(person)
    refuse_if_in_error(person)
    for field, value in {"name": name, "name_key": search_words(name), **stated}.items():
        setattr(person, field, value)
    person.version += 1
    person.save(update_fields=["name", "name_key", "version", *stated])
    record(Verb.PERSON_CORRECTED, by=by, now=now, data={"person": person.reference})
    return person


def contact_key(value: str) -> tuple[ContactKind, str] | None:
    """Return whether this is a telephone number or an e-mail address, with its key; nothing when it is neither."""
    if key := email_key(value):
        return ContactKind.EMAIL, key
    key = phone_key(value)
    return (ContactKind.PHONE, key) if key else None


def _contacts_in(*values: str) -> Iterator[tuple[ContactKind, str, str]]:
    seen: set[str] = set()
    for value in values:
        if (found := contact_key(value)) and found[1] not in seen:
            seen.add(found[1])
            yield found[0], value, found[1]


def _refuse_unless_sensible(name: str, stated: Particulars, now: datetime) -> None:
    if not name.strip():
        raise Refused("Give the name, or how the person is known: a record without one is found by nobody.")
    born_on = stated.get("born_on")
    if born_on and born_on > london_day(now):
        raise Refused("The date of birth is still to come: correct it.")
    if born_on and stated.get("kind", PersonKind.PERSON) != PersonKind.PERSON:
        raise Refused("Only a person has a date of birth: leave it empty, or say that this is a person.")


def refuse_if_in_error(person: Person) -> None:
    """Refuse to add to a record that should not be there."""
    if person.recorded_in_error_at:
        raise Refused(f"{person.reference} was recorded in error: choose the right record.")


@transaction.atomic
def add_incident_party(
    incident: Incident, person: Person, *, role: PartyRole, by: User, now: datetime
) -> IncidentParty:
    """Say what a person is to an incident, and return their part."""
    return add_to_held(locked(incident), person, role=role, by=by, now=now)


def add_to_held(
    incident: Incident, person: Person, *, role: PartyRole, by: User, now: datetime
) -> IncidentParty:
    """Say the same of an incident that the caller holds."""
    person = foremost(person)
    refuse_if_in_error(person)
    if incident.source != Source.OWN:
        raise Refused("A published copy names nobody: choose an incident that was recorded here.")
    party = IncidentParty.objects.filter(incident=incident, person=person, role=role).first()
    if party and not party.recorded_in_error_at:
        raise Refused(f"{person.reference} is {PartyRole(role).label.lower()} of this incident already.")
    again = party is not None
    if party:
        said_again(party)
    else:
        number = next_incident_party_number(incident)
        party = IncidentParty.objects.create(
            incident=incident, number=number, person=person, role=role, recorded_at=now, recorded_by=by
        )
    told: dict[str, object] = {"person": person.reference, "role": PartyRole(role).label.lower()}
    if again:
        told["again"] = party.number
    record(Verb.INCIDENT_PARTY_ADDED, by=by, now=now, incident=incident, data=told)
    return party
