"""The people of a case: taken over with their roles from its incidents, so that nobody types them again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty, Incident, IncidentParty, Person, Recognition
from asbcases.cases.queries import foremost, next_party_number
from asbcases.casework.transitions.people import record_person

Part = tuple[Person, PartyRole]


def people_in(incidents: Sequence[Incident]) -> list[Part]:
    """Return who takes part in these incidents, each once a role; whoever was recognised and no more complained."""
    parties = IncidentParty.objects.filter(incident__in=incidents, recorded_in_error_at__isnull=True)
    told = Recognition.objects.filter(
        report__tells_of__incident__in=incidents, recorded_in_error_at__isnull=True
    )
    parts = [
        (foremost(party.person), PartyRole(party.role))
        for party in parties.select_related("person").order_by("incident", "number")
    ]
    known = {person.pk for person, _ in parts}
    for recognition in told.select_related("person").order_by("report__received_at", "pk"):
        person = foremost(recognition.person)
        if person.pk not in known:
            parts.append((person, PartyRole.COMPLAINANT))
    return list(dict.fromkeys(parts))


def in_order(victims: Iterable[Person], parts: Iterable[Part]) -> list[Part]:
    """Return the people of a case, the victims first."""
    named = [(foremost(person), PartyRole.VICTIM) for person in victims]
    every = list(dict.fromkeys([*named, *parts]))
    return sorted(every, key=lambda part: part[1] != PartyRole.VICTIM)


def take_over(case: Case, parts: Iterable[Part], *, by: User, now: datetime) -> list[CaseParty]:
    """Make these people parties of a case, where they are not yet, and return the parties that are new."""
    there = set(CaseParty.objects.filter(case=case).values_list("person", "role"))
    fresh = [(person, role) for person, role in parts if (person.pk, role.value) not in there]
    first = next_party_number(case)
    return [
        CaseParty.objects.create(
            case=case, number=number, person=person, role=role, recorded_at=now, recorded_by=by
        )
        for number, (person, role) in enumerate(fresh, first)
    ]


def add_party(case: Case, *, name: str, contact: str, role: PartyRole, by: User, now: datetime) -> CaseParty:
    """Add somebody of whom nothing is on file to a case in a role, and return the party."""
    person = record_person(
        name=name, contact=contact, source=f"The opening of {case.reference}", by=by, now=now
    )
    return CaseParty.objects.create(
        case=case, number=next_party_number(case), person=person, role=role, recorded_at=now, recorded_by=by
    )
