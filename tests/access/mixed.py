"""A mixed population for the two locks: districts, teams and grants of every kind, and people in every state."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from django.utils import timezone

from asbcases.accounts.choices import CASE_WORK, AgencyKind, Rank, Role
from asbcases.accounts.models import Agency, Team, User
from asbcases.cases.choices import GrantSource, PartyRole, Source, Tier
from asbcases.cases.models import AccessGrant, Case, Incident, Restriction
from asbcases.casework.transitions import (
    add_incident_party,
    place_incident,
    record_person,
    record_premises,
    record_vehicle,
    restrict_case,
)
from tests.make import NOW, district, make_agency, make_case, make_incident, make_report, make_team, make_user

DAY = timedelta(days=1)


def windows(now: datetime) -> list[dict[str, Any]]:
    """Return the spans that a grant may have: in force, in force until tomorrow, revoked, expired, not begun."""
    return [
        {"starts_at": now - DAY},
        {"starts_at": now - DAY, "ends_at": now + DAY},
        {"starts_at": now - DAY, "revoked_at": now - DAY / 2},
        {"starts_at": now - 2 * DAY, "ends_at": now - DAY},
        {"starts_at": now + DAY},
    ]


def populate() -> list[User]:
    """Make the population, and return everybody in it."""
    lead = make_user("lead", Role.ASB_OFFICER, Rank.CONSTABLE)
    landlord, council = (
        make_agency("Eastlight Homes", AgencyKind.HOUSING),
        make_agency("Council", AgencyKind.COUNCIL),
    )
    teams = _teams(landlord)
    people = [lead, *_police(teams), *_others(landlord, council, teams)]
    _of_districts(lead, landlord)
    _on_file(lead)
    named = [user for user in people if user.username in {"named", "suspended_named", "partner_named"}]
    in_force, *others = windows(timezone.now())
    for receiver in (*named, *teams.values(), landlord, council):
        _grant(receiver, in_force, lead)
    _restricted(lead, named[0])
    for receiver, span in product((named[0], teams["town"], landlord), others):
        _grant(receiver, span, lead)
    return people


def _teams(landlord: Agency) -> dict[str, Team]:
    return {
        "town": make_team("Town", district=district("colchester")),
        "closed": make_team("Closed", district=district("colchester"), active=False),
        "wide": make_team("Business crime", force_wide=True),
        "closed_wide": make_team("Rural", force_wide=True, active=False),
        "estates": make_team("Estates", agency=landlord),
    }


def _police(teams: dict[str, Team]) -> Iterator[User]:
    """Yield an officer for every role and place of work that decides what is seen."""
    for role in (*CASE_WORK, Role.CONTACT_HANDLER, Role.RESPONSE_OFFICER):
        yield make_user(f"{role}_district", role, district_code="basildon")
        yield make_user(f"{role}_nowhere", role)
        for name in ("town", "closed", "wide", "closed_wide"):
            yield make_user(f"{role}_{name}", role, team=teams[name])
    yield make_user("both", Role.CPT_OFFICER, district_code="basildon", team=teams["town"])
    yield make_user("away", Role.CPT_OFFICER, district_code="basildon", on_leave_until=NOW.date() + 30 * DAY)
    yield make_user("named", Role.CPT_OFFICER, district_code="tendring")
    yield make_user("suspended_named", Role.CPT_OFFICER, district_code="basildon", is_active=False)
    for role in Role:
        yield make_user(f"suspended_{role}", role, team=teams["wide"], is_active=False)


def _others(landlord: Agency, council: Agency, teams: dict[str, Team]) -> Iterator[User]:
    yield make_user("dev", Role.PARTNER, agency=landlord)
    yield make_user("estates", Role.PARTNER, agency=landlord, team=teams["estates"])
    yield make_user("partner_named", Role.PARTNER, agency=make_agency("Probation", AgencyKind.PROBATION))
    yield make_user("eve", Role.PARTNER, agency=make_agency("Fire", AgencyKind.FIRE))
    yield make_user("gone", Role.PARTNER, agency=landlord, team=teams["estates"], is_active=False)
    yield make_user("cole", Role.COORDINATOR, agency=council)
    # A place of work gives nothing to who has no business with cases.
    for role in (Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR):
        yield make_user(role, role, district_code="colchester", team=teams["wide"])
    yield make_user("partner_of_police_team", Role.PARTNER, agency=landlord, team=teams["town"])


def _of_districts(lead: User, landlord: Agency) -> None:
    """Make records of two districts, of no district, passed on by an agency, and published."""
    for code in ("colchester", "basildon"):
        make_case(by=lead, district_code=code)
    report = make_report(by=lead, district=None)
    make_incident(by=lead, report=report)
    make_report(by=lead, district=None, agency=landlord)
    Incident.objects.create(
        reference="INC-2025-900001",
        source=Source.POLICE_UK,
        source_key="one",
        happened_from=NOW,
        happened_until=NOW,
        happened_precision="month",
        recorded_at=NOW,
    )


def _on_file(lead: User) -> None:
    """Record people, premises and a vehicle: of a district, of an incident there, of nothing, and restricted."""
    told = {"source": "The caller", "by": lead, "now": NOW}
    incident = Incident.objects.filter(district=district("basildon")).latest("pk")
    add_incident_party(
        incident, record_person(name="Sam Reed", **told), role=PartyRole.WITNESS, by=lead, now=NOW
    )
    record_person(name="Nobody Yet", **told)
    hidden = record_person(name="Officer Hidden", **told)
    add_incident_party(incident, hidden, role=PartyRole.VICTIM, by=lead, now=NOW)
    case = Case.objects.earliest("pk")
    Restriction.objects.create(
        case=case, person=hidden, reason="An officer", recorded_at=NOW, recorded_by=lead
    )
    record_premises(address="1 Mill Lane", district=district("basildon"), by=lead, now=NOW)
    there = record_premises(address="2 Mill Lane", district=None, by=lead, now=NOW)
    place_incident(incident, there, by=lead, now=NOW)
    record_premises(address="3 Mill Lane", district=district("harlow"), by=lead, now=NOW)
    record_vehicle(registration="AB12 CDE", by=lead, now=NOW)


def _restricted(lead: User, named: User) -> None:
    """Make a case of a district in which many work, and let nobody but two people know of it."""
    case = make_case(by=lead, district_code="colchester")
    restrict_case(
        case, named=[named], reason="A colleague is involved", by=lead, now=timezone.now() - DAY / 24
    )


def _grant(receiver: User | Team | Agency, span: dict[str, Any], lead: User) -> None:
    """Let somebody in to a case, an incident and a report of their own, each in a district of nobody."""
    case = make_case(by=lead, district_code="harlow")
    incident = Incident.objects.latest("pk")
    report = make_report(by=lead, district_code="harlow")
    for root in ({"case": case}, {"incident": incident}, {"report": report}):
        # A share opens no row to anybody; whoever is let in otherwise sees the whole record, a partner none for all that.
        AccessGrant.objects.create(
            **root,
            **{type(receiver).__name__.lower(): receiver},
            source=GrantSource.MEETING,
            tier=Tier.INCIDENTS,
            granted_at=span["starts_at"],
            granted_by=lead,
            **span,
        )
