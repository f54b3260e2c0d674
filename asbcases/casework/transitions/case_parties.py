"""People who join a case that is open already."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import Case, CaseParty, Person
from asbcases.cases.queries import foremost, locked, next_party_number
from asbcases.casework.transitions.people import refuse_if_in_error
from asbcases.errors import Refused


@transaction.atomic
def join_party(case: Case, person: Person, *, role: PartyRole, by: User, now: datetime) -> CaseParty:
    """Say what a person is to a case, and return their part."""
    case, person = locked(case), foremost(person)
    refuse_if_in_error(person)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: nobody joins it any more.")
    if CaseParty.objects.filter(case=case, person=person, role=role).exists():
        raise Refused(f"{person.reference} is {PartyRole(role).label.lower()} of this case already.")
    party = CaseParty.objects.create(
        case=case, number=next_party_number(case), person=person, role=role, recorded_at=now, recorded_by=by
    )
    told: dict[str, object] = {"person": person.reference, "role": PartyRole(role).label.lower()}
    record(Verb.INCIDENT_PARTY_ADDED, by=by, now=now, case=case, data=told)
    return party
