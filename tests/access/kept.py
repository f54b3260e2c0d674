"""What the table asks of what administrators keep and auditors examine, by the API, of what their pages are asked."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Examined
from asbcases.law.periods import london_day
from asbcases.policies.models import Confidence, Unit
from asbcases.web.api.etags import etag_of
from tests.access.administered import working_day
from tests.make import make_agency

DAY = timedelta(days=1)
KIND = AgencyKind.HOUSING


def _day(days: int = 0) -> str:
    return (london_day(timezone.now()) + days * DAY).isoformat()


def _policy(county: Any) -> dict[str, Any]:
    stated = {"value": 2, "unit": Unit.DAYS, "source": "Force policy 8", "confidence": Confidence.STATED}
    return {**stated, "in_force_from": _day()}


def _limit(county: Any) -> dict[str, Any]:
    stated = {"rule": "CPB-5", "value": "500.00", "source": "Regulations 2028", "confidence": "S"}
    lawyer = {"signed_off_by": "Jane Marsh, Legal Services", "signed_off_on": _day()}
    return {**stated, **lawyer, "in_force_from": _day()}


def _holiday(county: Any) -> dict[str, Any]:
    return {"day": working_day(20).isoformat(), "name": "Another day", "source": "Proclaimed"}


def _shift(county: Any) -> dict[str, Any]:
    begins = timezone.now() + DAY
    ends = begins + timedelta(hours=8)
    return {"user": "amira", "starts_at": begins.isoformat(), "ends_at": ends.isoformat()}


def _team(county: Any) -> dict[str, Any]:
    return {"name": "Another team", "agency": make_agency().name}


def _person(county: Any) -> dict[str, Any]:
    return {
        "name": "Nora New",
        "email": "nora@force.example",
        "role": Role.ANALYST,
        "agency": make_agency().name,
    }


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_agencies": lambda county: {"name": "Another landlord", "kind": KIND},
    "api_agency_change": lambda county: {"name": "Another landlord", "kind": KIND, "active": True},
    "api_teams": _team,
    "api_team_change": lambda county: {"name": "Another team", "active": True},
    "api_accounts_new": lambda county: {**_person(county), "username": "nora"},
    "api_account_change": _person,
    "api_account_link": lambda county: {},
    "api_account_suspend": lambda county: {"reason": "Left the force"},
    "api_account_restore": lambda county: {"reason": "Came back"},
    "api_account_leave": lambda county: {"until": "2090-01-01"},
    "api_policy_replace": _policy,
    "api_policy_end": lambda county: {"last_day": _day()},
    "api_limits": _limit,
    "api_limit_end": lambda county: {"last_day": _day(2)},
    "api_holidays": _holiday,
    "api_holiday_withdraw": lambda county: {},
    "api_rota": _shift,
    "api_rota_import": lambda county: {"lines": f"amira,{_day(1)} 07:00,{_day(1)} 15:00"},
    "api_rota_shift_cancel": lambda county: {},
    "api_unusual_one_examine": lambda county: {
        "verdict": Examined.EXPLAINED,
        "words": "She covered a shift",
    },
}
KEPT = {
    "api_agency": lambda people, rows: people["dev"].agency,
    "api_team": lambda people, rows: people["sam"].team,
    "api_account": lambda people, rows: people["sam"],
    "api_policy": lambda people, rows: rows["policy"],
    "api_limit": lambda people, rows: rows["limit"],
    "api_holiday": lambda people, rows: rows["holiday"],
    "api_replan": lambda people, rows: rows["replan"],
    "api_rota_shift": lambda people, rows: rows["shift"],
    "api_unusual_one": lambda people, rows: rows["finding"],
}


def kept_by_route(people: Mapping[str, User], rows: Mapping[str, Any]) -> dict[str, Any]:
    """Return which row each route is asked for."""
    acts = [route for route in BODIES if route.rpartition("_")[0] in KEPT]
    whose = {route: route for route in KEPT} | {route: route.rpartition("_")[0] for route in acts}
    found = {route: KEPT[one](people, rows) for route, one in whose.items()}
    return {**found, "api_account_restore": people["gone"]}


def _as_read(route: str) -> Callable[[Any], dict[str, str]]:
    return lambda county: {"If-Match": etag_of(kept_by_route(county.people, county.administered)[route])}


VERSIONED = (
    *("api_agency_change", "api_team_change", "api_limit_end"),
    *(f"api_account_{act}" for act in ("leave", "change", "suspend", "restore")),
)
HEADERS: dict[str, Callable[[Any], dict[str, str]]] = {route: _as_read(route) for route in VERSIONED}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
ADMIN = "403 403 403 403 403 401 403 403 403 403 403 403 200"
ROTA = "403 200 403 403 403 401 403 403 403 403 403 403 200"
AUDIT = "403 403 403 403 403 401 403 403 403 403 403 200 403"
MADE, SET = ADMIN.replace("200", "201"), ROTA.replace("200", "201")
ANSWERS = "\n".join(
    [
        "",
        "# --- What administrators keep and auditors examine, by the API",
        f"api_agencies GET {ADMIN} Eastlight Homes",
        f"api_agencies POST {MADE} -",
        f"api_agency GET {ADMIN} Eastlight Homes",
        f"api_agency_change POST {ADMIN} Another landlord",
        f"api_teams GET {ADMIN} Colchester town team",
        f"api_teams POST {MADE} -",
        f"api_team GET {ADMIN} Colchester town team",
        f"api_team_change POST {ADMIN} Another team",
        f"api_accounts GET {ADMIN} Sam Reed",
        f"api_account GET {ADMIN} Sam Reed",
        f"api_account_leave POST {ADMIN} 2090-01-01",
        f"api_accounts_new POST {MADE} -",
        f"api_account_change POST {ADMIN} Nora New",
        f"api_account_link POST {ADMIN} Sam Reed",
        f"api_account_suspend POST {ADMIN} Sam Reed",
        f"api_account_restore POST {ADMIN} Gus Gone",
        f"api_policies GET {ADMIN} agreement.remind",
        f"api_policy GET {ADMIN} Warning beforehand",
        f"api_policy_replace POST {MADE} -",
        f"api_policy_end POST {ADMIN} Warning beforehand",
        f"api_limits GET {ADMIN} Regulations 2027",
        f"api_limits POST {MADE} -",
        f"api_limit GET {ADMIN} Jane Marsh",
        f"api_limit_end POST {ADMIN} Jane Marsh",
        f"api_bank_holidays GET {ADMIN} Christmas",
        f"api_holidays GET {ADMIN} Day of thanks",
        f"api_holidays POST {MADE} -",
        f"api_holiday GET {ADMIN} Day of thanks",
        f"api_holiday_withdraw POST {ADMIN} Day of thanks",
        f"api_replans GET {ADMIN} Force policy 7",
        f"api_replan GET {ADMIN} Force policy 7",
        f"api_rota GET {ROTA} Sam Reed",
        f"api_rota POST {SET} -",
        f"api_rota_import POST {ROTA} shifts",
        f"api_rota_shift GET {ROTA} Sam Reed",
        f"api_rota_shift_cancel POST {ROTA} Sam Reed",
        f"api_unusual GET {AUDIT} Amira Osei",
        f"api_unusual_one GET {AUDIT} Amira Osei",
        f"api_unusual_one_examine POST {AUDIT} She covered a shift",
        "",
    ]
)
