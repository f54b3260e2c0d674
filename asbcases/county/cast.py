"""The people of a built county: agencies and teams, an easy account for each role, and the officers of every district."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from asbcases.accounts.choices import AgencyKind, Desk, Rank, Role
from asbcases.accounts.models import Agency, Council, District, Team, User
from asbcases.accounts.rules import needs_second_factor
from asbcases.accounts.second_factor import give_authenticator

FILE = Path(__file__).parent / "data" / "cast.toml"
POLICE = "Essex Police"
LANDLORD = "Riverside Homes"
COUNCIL = "Colchester City Council"


def told() -> dict[str, Any]:
    """Return what the file of the cast says."""
    return tomllib.loads(FILE.read_text())


def enrol_cast(*, joined_at: datetime) -> dict[str, User]:
    """Make agencies, teams and accounts that are not there yet, with the demonstration's password; return them by name."""
    stated = told()
    agencies = _agencies(stated)
    districts = {district.code: district for district in District.objects.all()}
    teams = _teams(stated, agencies[POLICE], districts)
    known = {user.username: user for user in User.objects.select_related("agency", "team", "district")}
    # One hash for all of them: the password is on the first page of the demonstration, and each hash takes half a second.
    password = make_password(settings.DEMO_PASSWORD)
    cast: dict[str, User] = {}
    for username, name, role, rank, agency, team, district in stated["people"]["who"]:
        cast[username] = known.get(username) or _enrolled(
            username=username,
            name=name,
            email=f"{username}@example.org",
            role=Role(role),
            rank=Rank(rank),
            agency=agencies[agency],
            team=teams[team] if team else None,
            district=districts[district] if district else None,
            date_joined=joined_at,
            password=password,
        )
    return cast


def _enrolled(**stated: Any) -> User:
    """Make an account; who signs in with a code too has an app that knows the demonstration's secret."""
    user = User.objects.create(**stated)
    if needs_second_factor(user.role):
        give_authenticator(user, settings.DEMO_SECRET)
    return user


def _agencies(stated: Mapping[str, Any]) -> dict[str, Agency]:
    councils = {council.code: council for council in Council.objects.all()}
    wanted: list[tuple[str, str, Council | None]] = [
        (one["name"], one["kind"], None) for one in stated["agencies"]
    ]
    wanted += [(name, AgencyKind.COUNCIL, councils[code]) for code, name in stated["councils"].items()]
    return {
        name: Agency.objects.get_or_create(name=name, defaults={"kind": kind, "council": council})[0]
        for name, kind, council in wanted
    }


def _teams(stated: Mapping[str, Any], police: Agency, districts: Mapping[str, District]) -> dict[str, Team]:
    """Return the teams by name: those of the file, and the community policing team of each district."""
    wanted = [
        (one["name"], {"desk": one.get("desk", Desk.NONE), "force_wide": one.get("force_wide", False)})
        for one in stated["teams"]
    ]
    wanted += [
        (f"{district.name} CPT", {"desk": Desk.CPT, "district": district}) for district in districts.values()
    ]
    return {
        name: Team.objects.get_or_create(name=name, agency=police, defaults=fields)[0]
        for name, fields in wanted
    }
