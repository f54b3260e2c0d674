"""Whether an incident discloses a crime (National Crime Recording Standard): always asked, answered with why."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Source
from asbcases.cases.models import CrimeDecision, Incident
from asbcases.cases.queries import locked
from asbcases.casework.transitions.clocks import crime_considered
from asbcases.casework.transitions.codes import save_changed
from asbcases.errors import Refused

CRIME_NOT_DECIDED = (
    "Nobody has decided whether it is a crime: say yes with its reference, or no with the reason."
)


class Crime(TypedDict, total=False):
    """Whether a crime is recorded: yes with its reference and the offences, or no with the reason; None where unsaid."""

    crime: bool | None
    crime_reference: str
    offences: str
    not_crime_reason: str


@transaction.atomic
def consider_crime(incident: Incident, *, by: User, now: datetime, **said: Unpack[Crime]) -> CrimeDecision:
    """Decide whether a crime is recorded, open or closed, and return the decision; the newest one counts."""
    return decide_crime(locked(incident), by=by, now=now, **said)


def decide_crime(incident: Incident, *, by: User, now: datetime, **said: Unpack[Crime]) -> CrimeDecision:
    """Decide the same of an incident that the caller holds."""
    if incident.source != Source.OWN:
        raise Refused(f"{incident.reference} is a published copy: only what was recorded here is worked on.")
    _refuse_half(said)
    crime = bool(said["crime"])
    decision = CrimeDecision.objects.create(
        incident=incident,
        crime=crime,
        crime_reference=said.get("crime_reference", "").strip() if crime else "",
        offences=said.get("offences", "") if crime else "",
        reason="" if crime else said.get("not_crime_reason", ""),
        recorded_at=now,
        recorded_by=by,
    )
    save_changed(incident)
    told: dict[str, object] = {"decision": "a crime is recorded" if crime else "it is no crime"}
    record(Verb.CRIME_CONSIDERED, by=by, now=now, reason=decision.reason, incident=incident, data=told)
    crime_considered(incident, by=by, now=now)
    return decision


def _refuse_half(said: Crime) -> None:
    if said.get("crime") is None:
        raise Refused(CRIME_NOT_DECIDED)
    if said["crime"] and not said.get("crime_reference", "").strip():
        raise Refused("Enter the reference under which the crime is recorded.")
    if not said["crime"] and not said.get("not_crime_reason", "").strip():
        raise Refused("Say why it is no crime: whoever audits the record reads this first.")
