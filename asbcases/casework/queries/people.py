"""Who somebody may be: people on file who are like them, each with the reasons in words, and what is known of one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from asbcases.cases.choices import ContactKind, PersonKind
from asbcases.cases.models import (
    Case,
    CaseParty,
    Incident,
    IncidentParty,
    MatchRuling,
    Person,
    PersonAddress,
)
from asbcases.cases.queries import foremost
from asbcases.cases.rules.keys import (
    address_key,
    email_key,
    name_key,
    phone_key,
    postcode_key,
    search_words,
)

OFFERED = 10
# Of each way in which a person is found, and of the ways to reach one person.
ASKED, WAYS = 25, 5
HOLDS = Q(recorded_in_error_at__isnull=True)


class Sought(NamedTuple):
    """What is known of somebody who is looked for, as it was written."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    born_on: date | None = None


class Candidate(NamedTuple):
    """A person on file who may be the one, why, and how much that says."""

    person: Person
    reasons: tuple[str, ...]
    weight: int


def candidates(sought: Sought, *, among: QuerySet[Person], alone: bool = False) -> list[Candidate]:
    """Return who on file may be this person, the likeliest first; a surname `alone` finds too where it is asked for."""
    return _strongest((foremost(one.person), one) for one in _each(sought, among=among, alone=alone))


def _strongest(found: Iterable[tuple[Person, Candidate]]) -> list[Candidate]:
    """Return one candidate for each person, with all that speaks for them, the likeliest first."""
    together: dict[int, Candidate] = {}
    for person, one in found:
        known = together.get(person.pk, Candidate(person, (), 0))
        reasons = tuple(dict.fromkeys((*known.reasons, *one.reasons)))
        together[person.pk] = Candidate(person, reasons, known.weight + one.weight)
    return sorted(together.values(), key=lambda one: (-one.weight, one.person.pk))[:OFFERED]


def _each(sought: Sought, *, among: QuerySet[Person], alone: bool = False) -> Iterator[Candidate]:
    """Yield each record that is like this person, with why."""
    hits = _hits(sought, alone=alone)
    at_address = _at(sought.address, [pk for pk, ways in hits.items() if "address" in ways])
    for person in among.filter(HOLDS, pk__in=hits):
        ways = {way for way in hits[person.pk] if way != "address" or person.pk in at_address}
        if reasons := dict(_reasons(person, ways, sought, alone=alone)):
            yield Candidate(person, tuple(reasons), sum(reasons.values()))


def _hits(sought: Sought, *, alone: bool) -> dict[int, set[str]]:
    """Return the ids of the people whom the database finds, of those that one may know of, each with the ways."""
    name = search_words(sought.name) if alone else name_key(sought.name)
    keys = [phone_key(sought.phone), email_key(sought.email), address_key(sought.address), name]
    hits: dict[int, set[str]] = {}
    if any(keys):
        with connection.cursor() as cursor:
            cursor.execute("SELECT person_id, hit FROM asb_find_people(%s, %s, %s, %s, %s)", [*keys, ASKED])
            for person, way in cursor.fetchall():
                hits.setdefault(person, set()).add(way)
    return hits


def _at(address: str, people: Collection[int]) -> set[int]:
    """Return who of these is noted at this very address: the search finds what only begins alike, too."""
    key, postcode = address_key(address), postcode_key(address)
    rows = PersonAddress.objects.filter(HOLDS, person__in=people, premises__address_key=key)
    found = rows.values_list("person", "premises__postcode")
    # Two different postcodes tell two streets of one name apart.
    return {person for person, other in found if not postcode or not other or postcode == other}


def _reasons(person: Person, ways: set[str], sought: Sought, *, alone: bool) -> Iterator[tuple[str, int]]:
    """Yield why this may be the person, in words, each with its weight."""
    born = person.born_on if sought.born_on else None
    if ways == {"name"} and born and born != sought.born_on:
        return
    if "phone" in ways:
        yield "same telephone number", 5
    if "email" in ways:
        yield "same e-mail address", 5
    if "address" in ways:
        yield "same address", 3
    if "name" in ways and (alone or person.kind != PersonKind.PERSON or name_key(person.name)):
        same = search_words(person.name) == search_words(sought.name)
        yield ("same name", 3) if same else (f"name alike: {person.name}", 1)
    if ways and born and born == sought.born_on:
        yield "same date of birth", 4


def near_matches(person: Person, *, among: QuerySet[Person]) -> list[Candidate]:
    """Return who on file may be the same as this person, without those of whom that was decided."""
    passed = decided_of(person) | {one.pk for one in also_recorded_as(person)} | {person.pk}
    others = among.exclude(pk__in=passed)
    found = (
        (foremost(one.person), one) for sought in _sought_by(person) for one in _each(sought, among=others)
    )
    return _strongest((kept, one) for kept, one in found if kept.pk not in passed)


def _sought_by(person: Person) -> Iterator[Sought]:
    """Yield what is looked for in order to find a person again: as many searches as they have ways to be reached."""
    contacts = list(person.contacts.filter(HOLDS).order_by("-pk")[: 2 * WAYS])
    homes = person.addresses.filter(HOLDS).select_related("premises").order_by("-pk")[:WAYS]
    phones = [one.value for one in contacts if one.kind == ContactKind.PHONE]
    emails = [one.value for one in contacts if one.kind == ContactKind.EMAIL]
    lists = [[person.name], phones, emails, [home.premises.address for home in homes]]
    for name, phone, email, address in zip_longest(*lists, fillvalue=""):
        yield Sought(name, phone, email, address, person.born_on)


def reasons_for(person: Person, other: Person) -> tuple[str, ...]:
    """Return why two records may be of one person, whatever was decided of them before."""
    only = Person.objects.filter(pk=other.pk)
    found = [why for sought in _sought_by(person) for one in _each(sought, among=only) for why in one.reasons]
    return tuple(dict.fromkeys(found))


def decided_of(person: Person) -> set[int]:
    """Return the ids of the people of whom it was decided, at last, that they are not this one."""
    rulings = MatchRuling.objects.filter(Q(person=person) | Q(other=person)).order_by("pk")
    same = {
        ruling.other_id if ruling.person_id == person.pk else ruling.person_id: ruling.same
        for ruling in rulings
    }
    return {other for other, is_same in same.items() if not is_same}


def also_recorded_as(person: Person) -> list[Person]:
    """Return the other records that are said to be of this person, the first one first."""
    found = {foremost(person).pk}
    while fresh := set(
        Person.objects.filter(same_as__in=found).exclude(pk__in=found).values_list("pk", flat=True)
    ):
        found |= fresh
    return list(Person.objects.filter(pk__in=found - {person.pk}).order_by("pk"))


def rulings_of(people: Sequence[Person]) -> list[MatchRuling]:
    """Return what was decided of these records, the newest first."""
    rulings = MatchRuling.objects.filter(Q(person__in=people) | Q(other__in=people))
    return list(rulings.select_related("person", "other", "recorded_by").order_by("-pk")[:20])


def incident_parts_of(people: Sequence[Person], visible: QuerySet[Incident]) -> QuerySet[IncidentParty]:
    """Return what these records are to incidents, of those that one may see."""
    return IncidentParty.objects.filter(HOLDS, person__in=people, incident__in=visible)


def case_parts_of(people: Sequence[Person], visible: QuerySet[Case]) -> QuerySet[CaseParty]:
    """Return what these records are to cases, of those that one may see."""
    return CaseParty.objects.filter(HOLDS, person__in=people, case__in=visible)
