"""Agencies and teams; they are closed, never deleted, because the record names them."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import AgencyKind, Desk
from asbcases.accounts.models import Agency, Council, District, Team, User
from asbcases.administration import rules
from asbcases.administration.transitions.saving import Changes, change, current, save
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.errors import Refused


@transaction.atomic
def save_agency(
    agency: Agency | None,
    *,
    name: str,
    kind: AgencyKind,
    council: Council | None,
    active: bool = True,
    version: int = 0,
    by: User | None,
    now: datetime,
) -> Agency:
    """Make an agency, or change one, and return it."""
    taken = f"There is an agency called {name} already: open that one."
    values: dict[str, object] = {"name": name, "kind": kind, "council": council, "active": active}
    if agency is None:
        agency = Agency(**values)
        save(agency, taken=taken)
        record(Verb.AGENCY_MADE, by=by, now=now, data={"name": name})
        return agency
    agency = current(agency, version)
    _keeps_its_kind(agency, kind)
    _may_close(agency, active)
    _record_changes(Verb.AGENCY_CHANGED, name, change(agency, values, taken=taken), by=by, now=now)
    return agency


def _keeps_its_kind(agency: Agency, kind: AgencyKind) -> None:
    """Refuse to turn police into another agency, or back, under the people who work there."""
    turns = AgencyKind.POLICE in (kind, agency.kind) and kind != agency.kind
    if turns and agency.people.exists():
        raise Refused(f"{agency} has people whose roles rest on its kind: move them to another agency first.")


@transaction.atomic
def save_team(
    team: Team | None,
    *,
    name: str,
    agency: Agency,
    district: District | None,
    force_wide: bool,
    desk: Desk = Desk.NONE,
    active: bool = True,
    version: int = 0,
    by: User | None,
    now: datetime,
) -> Team:
    """Make a team of an agency, or change one, and return it; a team stays with its agency."""
    kind = AgencyKind(agency.kind)
    objection = rules.objection_to_team(
        force_wide=force_wide, has_district=district is not None, kind=kind
    ) or rules.objection_to_desk(Desk(desk), kind)
    if objection:
        raise Refused(objection)
    taken = f"{agency} has a team called {name} already: open that one."
    values: dict[str, object] = {
        "name": name,
        "district": district,
        "force_wide": force_wide,
        "desk": desk,
        "active": active,
    }
    if team is None:
        team = Team(agency=agency, **values)
        save(team, taken=taken)
        record(Verb.TEAM_MADE, by=by, now=now, data={"name": name, "agency": agency.name})
        return team
    team = current(team, version)
    if team.agency_id != agency.pk:
        raise Refused(f"{team} is a team of {team.agency} and stays there: make a new team of {agency}.")
    _may_close(team, active)
    _record_changes(Verb.TEAM_CHANGED, name, change(team, values, taken=taken), by=by, now=now)
    return team


def _may_close(body: Agency | Team, active: bool) -> None:
    if active or not body.active:
        return
    working = body.people.filter(is_active=True).count()
    if working:
        people = "1 active person" if working == 1 else f"{working} active people"
        raise Refused(f"{body} still has {people}: suspend them or move them first.")


def _record_changes(verb: Verb, name: str, changes: Changes, *, by: User | None, now: datetime) -> None:
    if changes:
        record(verb, by=by, now=now, data={"name": name, "changes": changes})
