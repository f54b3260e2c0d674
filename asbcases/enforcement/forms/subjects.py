"""About whom a warning, notice or order is drafted: respondents first, then others; a victim only where that is asked for."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.http import QueryDict

from asbcases.cases.choices import PartyRole
from asbcases.cases.models import CaseParty, Person

VICTIMS = "victims"


class Subjects(NamedTuple):
    """Who is offered, by key, how each is named, and whether a victim is held back."""

    people: dict[str, Person]
    choices: list[tuple[str, str]]
    held_back: bool


def subjects_among(parties: Iterable[CaseParty], *, asked: QueryDict, besides: str = "") -> Subjects:
    """Return whom the people of a case may be drafted about; whoever the address names is among them.

    A victim is held back unless the address asks for victims too. Somebody may be both, under one record or two that are
    said to be of one: then they are offered as a respondent.
    """
    known: dict[str, Person] = {}
    roles, everything = defaultdict[int, list[PartyRole]](list), defaultdict[int, list[PartyRole]](list)
    for party in parties:
        known.setdefault(str(party.person_id), party.person)
        roles[party.person_id].append(PartyRole(party.role))
        everything[_foremost(party.person)].append(PartyRole(party.role))
    place = {key: _place(everything[_foremost(person)]) for key, person in known.items()}
    offered = [key for key in known if place[key] < LAST or VICTIMS in asked or key == besides]
    offered.sort(key=lambda key: place[key])
    named = [(key, f"{known[key].name}, {_named(roles[known[key].pk])}") for key in offered]
    return Subjects({key: known[key] for key in offered}, named, len(offered) < len(known))


# Respondents, others, victims.
FIRST, OTHERS, LAST = 0, 1, 2


def _place(roles: list[PartyRole]) -> int:
    if PartyRole.RESPONDENT in roles:
        return FIRST
    return LAST if PartyRole.VICTIM in roles else OTHERS


def _foremost(person: Person) -> int:
    return person.same_as_id or person.pk


def _named(roles: list[PartyRole]) -> str:
    return " and ".join(dict.fromkeys(role.label.lower() for role in roles))


def with_victims(asked: QueryDict) -> str:
    """Return the address of the same page with victims offered too."""
    more = asked.copy()
    more[VICTIMS] = "yes"
    return f"?{more.urlencode()}"
