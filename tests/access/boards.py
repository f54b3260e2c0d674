"""What the table asks of what is live: "May I?", the boards, early measures, and who may issue what."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import AuthorityBasis, MeasureKind, Power
from asbcases.enforcement.models import Authority, Measure
from asbcases.enforcement.transitions.authorities import give_authority
from asbcases.enforcement.transitions.early import make_early
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import fresh, subject_of

ROUTES = ("early_answer", "early_end", "api_early_answer", "api_early_over")


def early_by_route(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Measure]:
    """Return for each route of early measures the one that it is asked for."""
    amira = people["amira"]
    said: dict[str, Any] = {"given_at": now, "conduct": "Shouting at night."}
    kai = subject_of(case, by=amira, now=now)
    advice = make_early(case, kind=MeasureKind.ADVICE, subject=kai, **said, by=amira, now=now)
    return dict.fromkeys(ROUTES, fresh(advice))


def authority_of(people: Mapping[str, User], now: datetime) -> dict[str, Authority]:
    """Return for the routes of the register an authority of an officer of Colchester."""
    given: dict[str, Any] = {"basis": AuthorityBasis.CONSTABLE, "designated_by": "A constable by office"}
    starts_on = london_day(now) - timedelta(days=30)
    ada, sam = people["ada"], people["sam"]
    found = give_authority(sam, power=Power.FPN, starts_on=starts_on, **given, by=ada, now=now)
    return dict.fromkeys(("authority", "api_authority", "api_authority_end"), found)


def _parts(name: str, day: Any) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def _today(name: str) -> dict[str, int]:
    return _parts(name, london_day(timezone.now()))


def _early(county: Any) -> Measure:
    return fresh(county.measures["early_answer"])


def _authority(county: Any) -> dict[str, Any]:
    said = {"power": "cbo", "basis": "constable", "designated_by": "By office"}
    return {**said, "holder": county.people["sam"].pk, **_today("starts_on")}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "authority_new": _authority,
    "authority_team": lambda county: {
        "team": county.people["sam"].team_id, "power": "cbo", **_today("starts_on"),
    },
    "authority_end": lambda county: {**_today("ends_on"), "why": "She left.", "version": 1},
    "kerbside": lambda county: {"who": _early(county).subject.reference, "where": ""},
    "early_new": lambda county: {
        "kind": "advice", "subject": _early(county).subject.reference, "conduct": "Shouting again.",
    },
    "early_answer": lambda county: {"answer": "accepted", "version": _early(county).version},
    "early_end": lambda county: {"reason": "It stopped.", "version": _early(county).version},
}  # fmt: skip


def _from_today() -> dict[str, str]:
    return {"starts_on": london_day(timezone.now()).isoformat()}


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_early": lambda county: {
        "kind": "advice", "subject": _early(county).subject.reference, "conduct": "Shouting again.",
    },
    "api_early_answer": lambda county: {"answer": "accepted"},
    "api_early_over": lambda county: {"reason": "It stopped."},
    "api_authorities": lambda county: {
        "holder": "sam", "power": "cbo", "basis": "constable", "designated_by": "By office", **_from_today(),
    },
    "api_authorities_by_office": lambda county: {
        "agency": county.people["sam"].agency.name, "team": county.people["sam"].team.name,
        "power": "cbo", **_from_today(),
    },
    "api_authority_end": lambda county: {"ends_on": london_day(timezone.now()).isoformat(), "why": "She left."},
}  # fmt: skip


def _tag(county: Any) -> dict[str, str]:
    row = _early(county)
    return {"If-Match": f'"{row.pk}-{row.version}"'}


def _tag_of_authority(county: Any) -> dict[str, str]:
    row = county.administered["authority"]
    return {"If-Match": f'"{row.pk}-{row.version}"'}


HEADERS = {
    **dict.fromkeys(("api_early_answer", "api_early_over"), _tag),
    "api_authority_end": _tag_of_authority,
}

ANSWERS = """
# --- What is live, and who may issue what
authority_list       GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
authority_new        GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
authority_new        POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
authority_team       GET    403   200   403   403   403   302   403   403   403   403   403   403   200   A whole team
authority_team       POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
authority_end        GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
authority_end        POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
order_board          GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   Kai Marsh
kerbside             GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   Kerbside check
kerbside             POST   200   200   200-  403   403   302   403   403   200   403   403   403   403   Kai Marsh
case_powers          GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Kai Marsh
early_new            GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Kai Marsh
early_new            POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
early_answer         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   ADV-
early_answer         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
early_end            GET    200   200   404   404   404   302   404   404   200   404   404   404   404   ADV-
early_end            POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
api_authorities      GET    403   200   403   403   403   401   403   403   403   403   403   403   200   sam
api_authorities      POST   403   201   403   403   403   401   403   403   403   403   403   403   201   -
api_authorities_by_office POST 403 200  403   403   403   401   403   403   403   403   403   403   200   constable
api_authority        GET    403   200   403   403   403   401   403   403   403   403   403   403   200   sam
api_authority_end    POST   403   200   403   403   403   401   403   403   403   403   403   403   200   She left.
api_case_powers      GET    200   200   404   404   404   401   404   404   200   404   404   404   404   CPN-4
api_early            POST   201   201   404   404   404   401   404   404   201   404   404   404   404   ADV-
api_early_answer     POST   200   200   404   404   404   401   404   404   200   404   404   404   404   accepted
api_early_over       POST   200   200   404   404   404   401   404   404   200   404   404   404   404   It stopped.
"""
