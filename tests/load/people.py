"""Who is at work in the load test: accounts of every role, with the passwords and codes of a real sign-in."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import Agency, District, Team, User
from asbcases.accounts.rules import needs_second_factor
from asbcases.accounts.second_factor import give_authenticator
from asbcases.cases.choices import Stage, Tier
from asbcases.cases.models import Case
from asbcases.casework.transitions import promise_call_back
from asbcases.county.cast import LANDLORD, POLICE
from asbcases.db.actor import acting
from tests.make import make_given, make_report

PASSWORD, SECRET = "many-hands-one-shift", "LOADTESTLOADTESTLOADTESTLOADTEST"
# Of each twenty people, how many have which role; what a program reads by the API comes as one of them.
SHARES = {
    "handler": (Role.CONTACT_HANDLER, Rank.NONE, 3),
    "response": (Role.RESPONSE_OFFICER, Rank.CONSTABLE, 3),
    "cpt": (Role.CPT_OFFICER, Rank.CONSTABLE, 5),
    "asb": (Role.ASB_OFFICER, Rank.CONSTABLE, 2),
    "supervisor": (Role.SUPERVISOR, Rank.SERGEANT, 2),
    "partner": (Role.PARTNER, Rank.NONE, 4),
    "program": (Role.CPT_OFFICER, Rank.CONSTABLE, 1),
}
OF_COUNTY = {"handler", "asb", "partner"}
# How many cases of each district are shared with the landlord.
# The soonest that anybody promises to ring back.
SOONEST = timedelta(seconds=1)
SHARED, SHARED_FOR = 4, timedelta(days=30)


@dataclass(frozen=True)
class Someone:
    """One user as the program knows them that plays them."""

    username: str
    kind: str
    password: str = PASSWORD
    secret: str = ""


def turns() -> list[str]:
    """Return the kinds of people in the order in which they come, mixed as evenly as they can be."""
    total = sum(share for *_, share in SHARES.values())
    placed = [((n + 0.5) * total / share, kind) for kind, (*_, share) in SHARES.items() for n in range(share)]
    return [kind for _, kind in sorted(placed)]


def enrol(many: int) -> list[dict[str, Any]]:
    """Make so many accounts, unless they are there, and return how each of them signs in."""
    order = turns()
    people = [_someone(number, order[number % len(order)]) for number in range(many)]
    with acting("system:county"), transaction.atomic():
        known = set(User.objects.values_list("username", flat=True))
        districts = list(District.objects.order_by("code"))
        # One hash for all of them: what signing in costs is to check it.
        password = make_password(PASSWORD)
        for number, one in enumerate(people):
            if one.username not in known:
                _account(one, districts[number % len(districts)], password)
    return [asdict(one) for one in people]


def _someone(number: int, kind: str) -> Someone:
    role = SHARES[kind][0]
    return Someone(f"load-{kind}-{number}", kind, secret=SECRET if needs_second_factor(role) else "")


def _account(one: Someone, district: District, password: str) -> None:
    role, rank, _ = SHARES[one.kind]
    agency = Agency.objects.get(name=LANDLORD if one.kind == "partner" else POLICE)
    user = User.objects.create(
        username=one.username,
        name=f"{one.kind.title()} {_in_letters(int(one.username.rpartition('-')[2]))}",
        role=role,
        rank=rank,
        agency=agency,
        team=_team(one.kind, district),
        district=None if one.kind in OF_COUNTY else district,
        date_joined=timezone.now() - timedelta(days=400),
        password=password,
    )
    if one.secret:
        give_authenticator(user, one.secret)


def _in_letters(number: int) -> str:
    """Return a number as letters: a name with four digits is taken for a telephone number."""
    return str(number).translate(str.maketrans("0123456789", "abcdefghij")).title()


def _team(kind: str, district: District) -> Team | None:
    names = {"handler": "Resolution Centre", "asb": "ASB team", "response": "Response North", "partner": ""}
    return Team.objects.filter(name=names.get(kind, f"{district.name} CPT")).first()


def share() -> int:
    """Share some cases of each district with the landlord, as their lead does, and return how many."""
    now, landlord = timezone.now(), Agency.objects.get(name=LANDLORD)
    shared = list(_open_cases())
    for case in shared:
        with acting(str(case.lead_id)), transaction.atomic():
            make_given(case, landlord, by=case.lead, now=now, tier=Tier.INCIDENTS, ends_at=now + SHARED_FOR)
    return len(shared)


def _open_cases() -> Iterator[Case]:
    with acting(str(User.objects.get(username="asb").pk)), transaction.atomic():
        for district in District.objects.order_by("code"):
            open_ones = Case.objects.filter(district=district, stage=Stage.OPEN, shares=None)
            yield from open_ones.select_related("lead__agency").order_by("-pk")[:SHARED]


def promise(many: int, *, first: timedelta, within: timedelta) -> None:
    """Promise call-backs that fall due one after the other from now on, as a handler does: nobody will ring."""
    handler, begins = User.objects.get(username="handler"), timezone.now()
    with acting(str(handler.pk)):
        for number in range(many):
            with transaction.atomic():
                now = timezone.now()
                place = f"{number} Promise Lane"
                report = make_report(by=handler, now=now, place_text=place, narrative="Nobody rang me back.")
                due = max(begins + first + within * number / many, now + SOONEST)
                promise_call_back(report, call_by=due, by=handler, now=now)
