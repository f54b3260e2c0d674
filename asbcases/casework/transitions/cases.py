"""Opening and closing a case."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GrantSource, Outcome, PartyRole, Source, Stage
from asbcases.cases.models import AccessGrant, Case, CaseIncident, CaseParty, Incident, Person
from asbcases.cases.queries import locked, next_party_number, next_reference
from asbcases.cases.rules import may_move
from asbcases.deadlines.choices import BLOCKS_CLOSING, Nature
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel
from asbcases.errors import Refused


@transaction.atomic
def open_case(
    incidents: Sequence[Incident],
    *,
    summary: str,
    victim_name: str,
    victim_contact: str = "",
    lead: User,
    by: User,
    now: datetime,
) -> Case:
    """Open a case on one or more incidents, with its victim and its lead, and return it."""
    district = _district_of(incidents)
    if not lead.is_active or lead.role not in CASE_WORK:
        raise Refused(f"{lead.name} cannot lead a case: choose an officer who works on cases.")
    case = Case.objects.create(
        reference=next_reference("ASB", now),
        summary=summary,
        district=district,
        lead=lead,
        team=lead.team,
        stage=Stage.OPEN,
        opened_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    AccessGrant.objects.create(
        case=case, user=lead, source=GrantSource.ASSIGNMENT, starts_at=now, granted_at=now, granted_by=by
    )
    for incident in incidents:
        CaseIncident.objects.create(case=case, incident=incident, recorded_at=now, recorded_by=by)
    add_party(case, name=victim_name, contact=victim_contact, role=PartyRole.VICTIM, by=by, now=now)
    record(Verb.CASE_OPENED, by=by, now=now, case=case, data={"lead": lead.name})
    return case


def _district_of(incidents: Sequence[Incident]) -> District:
    if not incidents:
        raise Refused("A case needs at least one incident: record the incident first.")
    published = [incident.reference for incident in incidents if incident.source != Source.OWN]
    if published:
        raise Refused(f"{published[0]} is a published copy, no record of ours: a case cannot rest on it.")
    district = next((incident.district for incident in incidents if incident.district), None)
    if district is None:
        raise Refused("None of these incidents has a police district: give the incident a district first.")
    return district


def add_party(case: Case, *, name: str, contact: str, role: PartyRole, by: User, now: datetime) -> CaseParty:
    """Add a person to a case in a role, and return the party."""
    reference = next_reference("PER", now)
    person = Person.objects.create(
        reference=reference, name=name, contact=contact, recorded_at=now, recorded_by=by
    )
    return CaseParty.objects.create(
        case=case, number=next_party_number(case), person=person, role=role, recorded_at=now, recorded_by=by
    )


@transaction.atomic
def close_case(case: Case, *, outcome: Outcome, reason: str, by: User, now: datetime) -> Case:
    """Close a case of which nothing is overdue; what was still to come is cancelled."""
    case = locked(case)
    if not may_move(Stage(case.stage), Stage.CLOSED):
        raise Refused(f"{case.reference} is already closed.")
    ending = list(ending_with(case, now))
    blocking = [deadline for deadline in ending if blocks_closing(deadline, now)]
    if blocking:
        owed = "; ".join(
            f"{deadline.get_kind_display()} (owed by {deadline.owner.name})" for deadline in blocking
        )
        raise Refused(
            f"{case.reference} cannot be closed while this is owed: {owed}. Do it first, then close."
        )
    for deadline in ending:
        cancel(deadline, reason="The case was closed", by=by, now=now)
    case.stage, case.closed_at, case.outcome, case.closing_reason = Stage.CLOSED, now, outcome, reason
    case.version += 1
    case.save(update_fields=["stage", "closed_at", "outcome", "closing_reason", "version"])
    record(
        Verb.CASE_CLOSED, by=by, now=now, case=case, reason=reason, data={"outcome": Outcome(outcome).label}
    )
    return case


def ending_with(case: Case, now: datetime) -> QuerySet[Deadline]:
    """Return what is outstanding on a case, and the windows that have not passed; the earliest first."""
    still_to_come = Q(nature=Nature.OBLIGATION) | Q(due_at__gt=now)
    open_ones = Deadline.objects.filter(OPEN, still_to_come, case=case)
    return open_ones.select_related("owner").order_by("due_at", "pk")


def blocks_closing(deadline: Deadline, now: datetime) -> bool:
    """Return whether a deadline must be met before its case can close; a window is ours to end, not to meet."""
    if deadline.nature == Nature.WINDOW:
        return False
    return deadline.kind in BLOCKS_CLOSING or deadline.due_at <= now
