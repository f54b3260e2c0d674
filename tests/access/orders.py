"""What the table asks of orders and exhibits: a request at each stage, orders as the court made them, and an exhibit."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import HearingKind
from asbcases.enforcement.models import Exhibit, Measure, OrderRequest
from asbcases.enforcement.transitions.exhibits import add_exhibit
from asbcases.enforcement.transitions.hearings import set_hearing
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import approve, fresh
from tests.enforcement.make_orders import COURT, REVIEW, court_makes, draft_request, make_request

DAY = timedelta(days=1)
# Which order each route is asked for; of what is not named here the one in force.
STAGES = {
    "request": ("order_change", "order_considered", "order_evidence", "order_views", "order_file"),
    "to_submit": ("order_submit", "order_term_new", "api_order_change", "api_order_youth_views"),
    "to_send": ("order_send", "api_order_send", "api_order_file"),
    "sent": (
        *("order_hearing_new", "order_hearing_held", "order_made", "order_refused"),
        *("api_order_hearing", "api_order_hearing_held", "api_order_made", "api_order_refused"),
    ),
    "made": (
        *("order_page", "order_varied", "order_discharged", "order_review", "order_supervisor_told"),
        *("order_press", "api_order", "api_order_varied", "api_order_discharged", "api_order_review"),
        "api_order_press",
    ),
    "over": ("order_over",),
}


def orders_by_route(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Measure]:
    """Return for each route the order that it is asked for; the case has an exhibit too."""
    amira, charged = people["amira"], {"charged_on": london_day(now) - 20 * DAY}
    act: dict[str, Any] = {"by": amira, "now": now - timedelta(hours=1)}
    sent, made, over = (make_request(case, **act, **charged) for _ in range(3))
    set_hearing(sent, kind=HearingKind.SENTENCE, court=COURT, at=now + DAY, **act)
    court_makes(made, **act, indefinite=True)
    past = london_day(now) - 900 * DAY
    court_makes(over, **act, made_on=past, ends_on=past + 800 * DAY)
    add_exhibit(
        case,
        description="A spray can",
        found_by="Amira Osei",
        found_at=now - 2 * DAY,
        found_where="The gate",
        **act,
    )
    stages = {
        "request": draft_request(case, **act, **charged),
        "to_submit": draft_request(case, **act, **charged),
        "to_send": approve(draft_request(case, **act, **charged), **act),
        **{"sent": sent, "made": made, "over": over},
    }
    return {route: fresh(stages[stage]) for stage, routes in STAGES.items() for route in routes}


def _today() -> str:
    return london_day(timezone.now()).isoformat()


def _at() -> dict[str, str]:
    at = timezone.localtime(timezone.now())
    return {"at_day": at.date().isoformat(), "at_time": f"{at:%H:%M}"}


def _versioned(route: str, kind: str, said: Callable[[], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    def sent(county: Any) -> dict[str, Any]:
        if kind == "exhibit":
            return {**said(), "version": Exhibit.objects.get(case=county.case).version}
        order = fresh(county.measures[route])
        row = {"request": OrderRequest.objects.filter(measure=order), "hearing": order.hearings.all()}
        return {**said(), "version": row[kind].get().version if kind in row else order.version}

    return sent


def _court() -> dict[str, Any]:
    return {"court": COURT, "made_on": _today()}


MOVE = {"from_whom": "Amira Osei", "to_whom": "Store", "kept_at": "Bay 4", "why": "Kept"}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "order_new": lambda county: {
        "subject": county.measures["order_page"].subject_id,
        "conviction": "convicted",
    },
    "order_evidence": lambda county: {"shown": [_incident_of(county)]},
    "order_term_new": lambda county: {"kind": "prohibition", "words": "You must not enter the park."},
    "order_submit": lambda county: {"reason": "For court."},
    "order_hearing_new": lambda county: {"kind": "sentence", "court": COURT, **_at()},
    "order_review": lambda county: {**REVIEW, **_at()},
    "order_supervisor_told": lambda county: {"supervisor": "Open Road, Colchester", **_at()},
    "exhibit_new": lambda county: {
        **{"description": "A knife", "found_by": "Ben Lane", "found_where": "The park"},
        **_at(),
    },
    **{
        route: _versioned(route, kind, said)
        for route, kind, said in (
            ("order_change", "request", lambda: {"offence": "Affray", "conviction": "charged"}),
            ("order_considered", "order", lambda: {"equality": "Asked."}),
            ("order_views", "request", lambda: {"who": "Jo", "views": "Yes", "views_on": _today()}),
            ("order_file", "request", lambda: {"there": ["mg5"]}),
            ("order_send", "request", lambda: {"application_on": "2090-01-02"}),
            ("order_hearing_held", "hearing", lambda: {"outcome": "Adjourned"}),
            ("order_made", "order", lambda: {**_court(), "indefinite": "on"}),
            ("order_varied", "order", lambda: {**_court(), "indefinite": "on", "applicant": "offender"}),
            ("order_discharged", "order", lambda: {**_court(), "applicant": "offender", "words": "Moved"}),
            ("order_refused", "order", lambda: {"refused_on": _today(), "words": "No"}),
            ("order_over", "order", dict),
            ("exhibit_move", "exhibit", lambda: {**MOVE, **_at()}),
            ("exhibit_dispose", "exhibit", lambda: {"disposal": "Given back", **_at()}),
        )
    },
}


def _incident_of(county: Any) -> str:
    return f"incident-{county.case.incident_links.order_by('pk')[0].incident_id}"


def _now() -> str:
    return timezone.now().isoformat()


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_orders": lambda county: {"subject": county.measures["order_page"].subject.reference},
    "api_order_change": lambda county: {"offence": "Affray"},
    "api_order_youth_views": lambda county: {"who": "Jo", "views": "Yes", "views_on": _today()},
    "api_order_file": lambda county: {"there": ["mg5"]},
    "api_order_send": lambda county: {"application_on": "2090-01-02"},
    "api_order_hearing": lambda county: {"kind": "sentence", "court": COURT, "at": _now()},
    "api_order_hearing_held": lambda county: {"outcome": "Adjourned"},
    "api_order_made": lambda county: {**_court(), "indefinite": True},
    "api_order_varied": lambda county: {**_court(), "indefinite": True, "applicant": "offender"},
    "api_order_discharged": lambda county: {**_court(), "applicant": "offender", "words": "Moved"},
    "api_order_refused": lambda county: {"refused_on": _today(), "words": "No"},
    "api_order_review": lambda county: {**REVIEW, "reviewed_at": _now()},
    "api_exhibits": lambda county: {
        **{"description": "A knife", "found_by": "Ben Lane", "found_where": "The park"},
        "found_at": _now(),
    },
    "api_exhibit_move": lambda county: {**MOVE, "moved_at": _now()},
    "api_exhibit_dispose": lambda county: {"disposal": "Given back", "disposed_at": _now()},
}
MAKING = ("api_orders", "api_exhibits")


def _tag(route: str) -> Callable[[Any], dict[str, str]]:
    def headers(county: Any) -> dict[str, str]:
        exhibit = "exhibit" in route
        row = Exhibit.objects.get(case=county.case) if exhibit else fresh(county.measures[route])
        return {"If-Match": f'"{row.pk}-{row.version}"'}

    return headers


HEADERS = {route: _tag(route) for route in BODIES if route not in MAKING}

PAGE = "200 200 404 403 404 302 404 404 200 404 404 404 404"
ACTED = "302 302 404 403 404 302 404 404 302 404 404 404 404"
READ = "200 200 404 404 404 401 404 404 200 404 404 404 404"
MADE = "201 201 404 404 404 401 404 404 201 404 404 404 404"
SHOWN = {
    "order_page": "Criminal behaviour order",
    "order_press": "made a criminal behaviour order",
    "exhibit_list": "AO/1",
    "exhibit_page": "AO/1",
    "exhibit_continuity": "AO/1",
    "api_orders": "results",
    "api_order": "special_measures",
    "api_order_press": "words",
    "api_exhibits": "sha256",
    "api_exhibit": "holder",
}
ANSWERS = "\n".join(
    [
        "# --- Orders and exhibits",
        *(
            f"{route} GET {READ if route.startswith('api') else PAGE} {shows}"
            for route, shows in SHOWN.items()
        ),
        *(f"{route} GET {PAGE} {{case}}" for route in FORMS),
        *(f"{route} POST {ACTED} -" for route in FORMS),
        *(f"{route} POST {MADE if route in MAKING else READ} version" for route in BODIES),
    ]
)
