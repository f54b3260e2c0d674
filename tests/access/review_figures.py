"""The figures of areas and their procedures: what each of the cast is answered, and what is sent."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.law.periods import london_day
from tests.triggers.make import version_of
from triggers.transitions.publishing import publish_figures

AREA = "E07000071"


def figures_of_areas(people: Mapping[str, User], now: datetime) -> dict[str, Any]:
    """Return what an area published for the year before last, and the procedure that it states."""
    first, last = _year(london_day(now), 2)
    said: dict[str, Any] = {"area": AREA, "first": first, "last": last, "by": people["ben"], "now": now}
    published = publish_figures(**said)
    version = version_of(AREA)
    kept = ("procedure", "api_procedure", "api_procedure_sign", "api_procedure_end")
    return {"figures": published, "api_published_figures": published, **dict.fromkeys(kept, version)}


def _year(today: date, before: int) -> tuple[date, date]:
    return date(today.year - before, 1, 1), date(today.year - before, 12, 31)


def _last_year(county: Any) -> dict[str, str]:
    first, last = _year(london_day(timezone.now()), 1)
    return {"first": first.isoformat(), "last": last.isoformat()}


def _version(county: Any) -> dict[str, str]:
    today = london_day(timezone.now())
    said = {"name": "Colchester", "source": "The council's page", "dedupe": "none"}
    signed = {"signed_off_by": "Ruth Blake, Head of Community", "signed_off_on": today.isoformat()}
    return {**said, **signed, "in_force_from": (today + timedelta(days=1)).isoformat()}


def _signed(county: Any) -> dict[str, str]:
    return {"signed_off_by": "Ruth Blake", "signed_off_on": london_day(timezone.now()).isoformat()}


def _ended(county: Any) -> dict[str, str]:
    return {"last_day": london_day(timezone.now()).isoformat(), "reason": "It was withdrawn"}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "figures_publish": _last_year,
    "procedure_sign": _signed,
    "procedure_end": _ended,
    "procedure_new": _version,
}
ANSWERS = """# --- What areas state for case reviews, and what they publish
figures_list         GET    200   200   200   403   403   302   403   403   200   200   403   403   403   Figures of case reviews
figures_page         GET    200   200   200   403   403   302   403   403   200   200   403   403   403   Applications made
figures_csv          GET    200   200   200   403   403   302   403   403   200   200   403   403   403   Applications made
figures_json         GET    200   200   200   403   403   302   403   403   200   200   403   403   403   with_recommendations
figures_publish      GET    403   200   403   403   403   302   403   403   200   200   403   403   403   is frozen
figures_publish      POST   403   302   403   403   403   302   403   403   302   302   403   403   403   -
figures_published    GET    200   200   200   403   403   302   403   403   200   200   403   403   403   What changed since
procedure_list       GET    200   200   200   403   403   302   403   403   200   200   403   403   200   Colchester
procedure_page       GET    200   200   200   403   403   302   403   403   200   200   403   403   200   To be confirmed
procedure_changes    GET    200   200   200   403   403   302   403   403   200   200   403   403   200   would come out otherwise
procedure_new        GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Signed off by
procedure_sign       GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Day of the sign-off
procedure_sign       POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
procedure_end        GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Last day in force
procedure_end        POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
procedure_new        POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
"""
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
SEES = "200 200 200 403 403 401 403 403 200 200 403 403 403"
KEPT = "403 403 403 403 403 401 403 403 403 403 403 403"


def _next(county: Any) -> dict[str, Any]:
    return {**_version(county), "seen": county.administered["procedure"].pk}


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_figures_publish": _last_year,
    "api_procedures": _next,
    "api_procedure_sign": _signed,
    "api_procedure_end": _ended,
}
OF_API = "\n".join(
    [
        "# --- Figures of case reviews by the API",
        f"api_figures GET {SEES} with_recommendations",
        "api_figures_publish POST 403 201 403 403 403 401 403 403 201 201 403 403 403 -",
        f"api_published_figures_list GET {SEES} period_from",
        f"api_published_figures GET {SEES} period_from",
        f"api_procedures POST {KEPT} 201 -",
        f"api_procedure_sign POST {KEPT} 200 Ruth Blake",
        f"api_procedure_end POST {KEPT} 200 in_force_to",
        "",
    ]
)
