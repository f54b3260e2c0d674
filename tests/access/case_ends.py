"""What the table asks of how cases end: one that may be closed, one that is, one that waits, and one that changed hands."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Blocking
from asbcases.cases.models import Case
from asbcases.casework.transitions import ask_to_close, monitor_case, reallocate_case, waive_item
from tests.make import CLOSING, CLOSING_FORM, make_case, make_closed, make_user
from tests.risk.answers import MEDIUM, STANDARD, assess

WHY = "She has left the county for good."
ROUTES = {
    "closable": ("case_close", "api_case_close"),
    "closed": ("case_reopen", "api_case_reopen"),
    "watched": ("case_work_again", "api_case_work_again"),
    "asked": (
        *("case_approval", "case_approval_withdraw", "api_approval", "api_approval_decide"),
        "api_approval_withdraw",
    ),
    "handed": ("case_hand_over_page", "api_hand_overs", "api_hand_over", "api_hand_over_read"),
    "unassessed": ("case_waive", "api_case_waivers", "api_case_waivers_ask"),
    "waived": ("api_case_waiver",),
    "gone": ("cases_leads_gone",),
    "panelled": ("victim_support", "victim_panel_exit", "api_victim_support", "api_victim_panel_exit"),
}


# The one that Amira got, and has not read.
NUMBERS = dict.fromkeys(("case_hand_over_page", "api_hand_over", "api_hand_over_read"), 2)


def cases_by_route(people: Mapping[str, User], now: datetime) -> dict[str, Case]:
    """Return for each route the case that it is asked for."""
    amira, ben = people["amira"], people["ben"]
    opened = now - timedelta(hours=3)
    made = {name: make_case(by=amira, now=opened) for name in ROUTES}
    for name in ("closable", "closed", "watched", "handed"):
        assess(made[name], STANDARD, by=amira, now=opened)
    assess(made["asked"], MEDIUM, by=amira, now=opened)
    make_closed(made["closed"], by=amira, now=now)
    monitor_case(made["watched"], reason="Quiet", by=amira, now=now)
    ask_to_close(made["asked"], **CLOSING, by=amira, now=now)
    cara = make_user("leah", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Leah Away")
    told = {"reason": "She goes", "story": "A story so far", "by": ben, "now": now}
    reallocate_case(made["handed"], lead=cara, **told)
    reallocate_case(made["handed"], lead=amira, **told)
    reallocate_case(made["gone"], lead=cara, **told)
    cara.on_leave_until = date(2090, 1, 1)
    cara.save()
    let_go = {"item": Blocking.FIRST_ASSESSMENT, "subject": "1", "reason": WHY}
    waive_item(made["waived"], **let_go, by=ben, now=now)
    for case in made.values():
        case.refresh_from_db()
    return {route: made[name] for name, routes in ROUTES.items() for route in routes}


def _versioned(route: str, **said: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {**said, "version": county.cases.get(route, county.case).version}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "case_close": _versioned("case_close", **CLOSING_FORM),
    "case_close_ask": _versioned("case_close_ask", **CLOSING_FORM),
    "case_waive": lambda county: {"of": "1", "reason": WHY},
    "case_reopen": _versioned("case_reopen", reason="It began again"),
    "case_monitor": _versioned("case_monitor", reason="Quiet"),
    "case_work_again": _versioned("case_work_again", reason="Not quiet"),
    "case_party_wrong": lambda county: {"reason": "It was her sister"},
    "case_hand_over": lambda county: {
        "lead": county.people["ben"].pk, "reason": "She goes", "story": "Since August", "promises": "None",
        "dangers": "None known", "version": county.case.version,
    },
    "case_hand_over_page": lambda county: {},
    "case_spoc": lambda county: {"spoc": county.people["ben"].pk, "version": county.case.version},
    "case_approval": lambda county: {"verdict": "returned", "decision": "Speak with her first", "version": 1},
    "case_approval_withdraw": lambda county: {"reason": "She rang again"},
    "cases_leads_gone": lambda county: {
        "row": [f"{county.cases['cases_leads_gone'].pk}.{county.cases['cases_leads_gone'].version}"],
        "lead": county.people["amira"].pk, "reason": "She is away", "story": "",
    },
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_case_close": lambda county: dict(CLOSING),
    "api_case_reopen": lambda county: {"reason": "It began again"},
    "api_case_allocate": lambda county: {"lead": "ben", "reason": "She goes", "story": "Since August"},
    "api_case_approvals": lambda county: dict(CLOSING),
    "api_approval_decide": lambda county: {"verdict": "returned", "decision": "Speak with her first"},
    "api_approval_withdraw": lambda county: {"reason": "She rang again"},
    "api_case_monitor": lambda county: {"reason": "Quiet"},
    "api_case_work_again": lambda county: {"reason": "Not quiet"},
    "api_case_spoc": lambda county: {"spoc": "ben"},
    "api_hand_over_read": lambda county: {},
    **dict.fromkeys(
        ("api_case_waivers", "api_case_waivers_ask"),
        lambda county: {"item": "first_assessment", "subject": "1", "reason": WHY},
    ),
}


def _tag(route: str) -> Callable[[Any], dict[str, str]]:
    def headers(county: Any) -> dict[str, str]:
        case = county.cases.get(route, county.case)
        row = case.approvals.get() if route.startswith("api_approval") else case
        return {"If-Match": f'"{row.pk}-{row.version}"'}

    return headers


# What begins something new has no version to be held against, and who has read a story changes none.
UNVERSIONED = {"api_case_waivers", "api_case_waivers_ask", "api_hand_over_read"}
HEADERS = {route: _tag(route) for route in BODIES if route not in UNVERSIONED}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
OURS = "200 200 404 404 404 401 404 404 200 404 404 404 404"
BY_BEN = OURS.replace("200 200", "409 201", 1).replace("200", "409")
HERS = OURS.replace("200 200", "200 409", 1).replace("404 404 200", "404 404 409", 1)
ANSWERS = "\n".join(
    [
        "# --- How a case moves on by the API",
        f"api_approval_withdraw POST {HERS} withdrawn",
        f"api_case_monitor POST {OURS} monitoring",
        f"api_case_work_again POST {OURS} version",
        f"api_case_spoc POST {OURS} spoc",
        f"api_hand_over GET {OURS} A story so far",
        f"api_hand_over_read POST {HERS} A story so far",
        f"api_case_waivers GET {OURS} results",
        f"api_case_waivers POST {BY_BEN} -",
        f"api_case_waivers_ask POST {OURS.replace('200', '201')} -",
        f"api_case_waiver GET {OURS} She has left the county",
        "",
    ]
)
