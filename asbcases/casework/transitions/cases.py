"""Opening a case, and adding incidents to it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GrantSource, PartyRole, Source, Stage
from asbcases.cases.models import AccessGrant, Case, CaseIncident, Incident, Person, Restriction
from asbcases.cases.queries import locked, next_reference
from asbcases.casework.transitions.case_people import add_party, in_order, people_in, take_over
from asbcases.errors import Refused


@transaction.atomic
def open_case(
    incidents: Sequence[Incident],
    *,
    summary: str,
    victims: Sequence[Person] = (),
    victim_name: str = "",
    victim_contact: str = "",
    lead: User,
    by: User,
    now: datetime,
) -> Case:
    """Open a case on one or more incidents, with the people in them and its lead, and return it.

    Whoever is a victim of an incident is one of the case; `victims` are known people besides, `victim_name` is
    somebody of whom nothing is on file yet.
    """
    incidents = list(dict.fromkeys(incidents))
    district = _district_of(incidents)
    if not lead.is_active or lead.role not in CASE_WORK:
        raise Refused(f"{lead.name} cannot lead a case: choose an officer who works on cases.")
    parts = in_order(victims, people_in(incidents))
    if not victim_name and PartyRole.VICTIM not in (role for _, role in parts):
        raise Refused("A case needs somebody who suffers: choose a victim among the people, or enter a name.")
    case = _opened(incidents, summary=summary, district=district, lead=lead, by=by, now=now)
    if victim_name:
        add_party(case, name=victim_name, contact=victim_contact, role=PartyRole.VICTIM, by=by, now=now)
    take_over(case, parts, by=by, now=now)
    record(Verb.CASE_OPENED, by=by, now=now, case=case, data={"lead": lead.name})
    return case


def _opened(
    incidents: Sequence[Incident], *, summary: str, district: District, lead: User, by: User, now: datetime
) -> Case:
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
    return case


def _district_of(incidents: Sequence[Incident]) -> District:
    if not incidents:
        raise Refused("A case needs at least one incident: record the incident first.")
    _refuse_unless_ours(incidents)
    district = next((incident.district for incident in incidents if incident.district), None)
    if district is None:
        raise Refused("None of these incidents has a police district: give the incident a district first.")
    return district


def _refuse_unless_ours(incidents: Sequence[Incident]) -> None:
    for incident in incidents:
        if incident.source != Source.OWN:
            raise Refused(
                f"{incident.reference} is a published copy, no record of ours: a case cannot rest on it."
            )
        if incident.recorded_in_error_at:
            raise Refused(f"{incident.reference} was recorded in error: choose another incident.")
    restricted = Restriction.objects.filter(incident__in=incidents, lifted_at__isnull=True)
    if found := restricted.select_related("incident", "case").first():
        raise Refused(
            f"{found.incident} belongs to the restricted case {found.case.reference}: work on it there."
        )


@transaction.atomic
def join_case(incident: Incident, case: Case, *, by: User, now: datetime) -> Case:
    """Say that an incident is part of a case that is open already, take its people over, and return the case."""
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: choose another case, or open a new one.")
    if CaseIncident.objects.filter(case=case, incident=incident).exists():
        raise Refused(f"{incident.reference} is part of {case.reference} already: open the case.")
    _refuse_unless_ours([incident])
    CaseIncident.objects.create(case=case, incident=incident, recorded_at=now, recorded_by=by)
    take_over(case, people_in([incident]), by=by, now=now)
    record(Verb.INCIDENT_JOINED_CASE, by=by, now=now, case=case, data={"incident": incident.reference})
    return case
