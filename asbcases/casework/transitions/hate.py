"""What an incident says of hate is taken over by the lead for hate crime."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import Desk
from asbcases.accounts.models import User
from asbcases.accounts.queries import is_supervisor
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import HateHandover, Incident
from asbcases.cases.queries import locked
from asbcases.casework.queries.signals import HATE, signals_of_record
from asbcases.casework.transitions.clocks import hate_accepted
from asbcases.casework.transitions.codes import hands_of, save_changed
from asbcases.errors import Refused


def leads_on_hate(user: User) -> bool:
    """Return whether the person takes over what is hate: somebody of the lead's team, or a supervisor."""
    return hands_of(user).desk == Desk.HATE_CRIME or is_supervisor(user)


@transaction.atomic
def accept_hate(incident: Incident, *, note: str, by: User, now: datetime) -> HateHandover:
    """Take over what an incident says of hate, as its lead or as a supervisor in their place, and return that."""
    incident = locked(incident)
    if not leads_on_hate(by):
        raise Refused("Only the lead for hate crime takes this over, or a supervisor in their place.")
    if HATE not in signals_of_record(incident):
        raise Refused("Nothing on this incident says that hate is part of it: classify it so first.")
    if HateHandover.objects.filter(incident=incident).exists():
        raise Refused("The lead for hate crime has taken this over already: load the page again.")
    if not note.strip():
        raise Refused("Say what is done about it: the note is kept with the incident.")
    handover = HateHandover.objects.create(incident=incident, note=note, recorded_at=now, recorded_by=by)
    save_changed(incident)
    record(Verb.HATE_ACCEPTED, by=by, now=now, incident=incident, reason=note)
    hate_accepted(incident, by=by, now=now)
    return handover
