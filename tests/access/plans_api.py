"""What the table asks of plans by the API, of the plans that `plans` makes."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import ReviewDecision
from asbcases.sara.models import PlanResponse
from asbcases.sara.queries import victims_of
from tests.make import make_case
from tests.sara import plans
from tests.sara.youth import make_child

DAY = timedelta(days=1)
STAGES: Mapping[str, tuple[str, ...]] = {
    "objective": ("api_plan_objectives",),
    "accepted": ("api_plan_entries",),
    "analysed": ("api_plan_entry", "api_plan_entry_wrong", "api_plan_complete_analysis"),
    "responding": (
        *("api_plan_responses", "api_plan_response", "api_plan_response_begin", "api_plan_response_finish"),
        *("api_plan_response_drop", "api_plan_assessments", "api_plan_review"),
    ),
    "assessed": ("api_plan_assessment", "api_plan_close"),
    "closed": ("api_plan_look_again", "api_plan_aftercare"),
}


def of_api(
    made: Mapping[str, ProblemPlan], people: Mapping[str, User], now: datetime
) -> dict[str, ProblemPlan]:
    """Return the plans with those that the routes of the API are asked for; one gets a link, one a review."""
    act: dict[str, Any] = {"by": people["ben"], "now": now}
    verbs.link(made["plan"], to=make_case(by=people["amira"], now=now - timedelta(hours=3)), **act)
    verbs.review_plan(made["responding"], decision=ReviewDecision.CONTINUE, words="As planned", **act)
    victim = victims_of(made["plan"])[0]
    verbs.note_victim(made["plan"], victim, words="By telephone", contacted_at=now, **act)
    [*_, newest] = made["plan"].links.order_by("number")
    child = make_child(newest.case, by=people["ben"], now=now)
    verbs.note_youth_support(
        made["plan"], child, considered=True, words="A worker calls", considered_at=now, **act
    )
    return {**made, **{route: made[stage] for stage, routes in STAGES.items() for route in routes}}


def numbers_of(made: Mapping[str, ProblemPlan]) -> dict[str, int]:
    """Return the number of what each route reads or ends, where it is not the first."""
    plan = made["plan"]
    return {
        "api_plan_response_finish": 2,
        "api_plan_contact": plan.victim_contacts.get().pk,
        "api_plan_youth_support": plan.youth_support.get().pk,
    }


def _plan(county: Any, route: str) -> ProblemPlan:
    return ProblemPlan.objects.get(pk=county.plans.get(route, county.plans["plan"]).pk)


def _today() -> Any:
    return london_day(timezone.now())


def _measure(county: Any) -> dict[str, Any]:
    said = vars(plans.measure(baseline_to=_today() - DAY, baseline_from=_today() - 84 * DAY))
    return {**said, "target_on": _today() + 90 * DAY}


def _new(county: Any) -> dict[str, Any]:
    about = {"title": "Nights at the quay", "type": "place", "source": "analyst", "district": "colchester"}
    return {**about, "raised_at": timezone.now().isoformat(), "owner": "amira", "supervisor": "ben"}


def _response(county: Any) -> dict[str, Any]:
    days = {"starts_on": _today(), "due_on": _today() + 14 * DAY}
    return {"action": "Open the club", "four_p": "prevent", "owner": "amira", **days}


def _assessed(county: Any) -> dict[str, Any]:
    windows = {"before_from": _today() - 84 * DAY, "before_to": _today() - 29 * DAY}
    after = {"after_from": _today() - 28 * DAY, "after_to": _today() - DAY, "counted_from": "The log"}
    return {**windows, **after, "before": 40, "after": 18, "verdict": "worked", "words": "Quieter"}


def _contacted(county: Any) -> dict[str, Any]:
    victim = victims_of(_plan(county, ""))[0].reference
    return {"person": victim, "words": "By telephone", "contacted_at": timezone.now().isoformat()}


def _supported(county: Any) -> dict[str, Any]:
    child = _plan(county, "").youth_support.order_by("pk")[0].person.reference
    said = {"person": child, "considered": False, "words": "Known to them already"}
    return {**said, "considered_at": timezone.now().isoformat()}


WHY = {"reason": "So decided."}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_plans": _new,
    "api_plan_objectives": _measure,
    "api_plan_scans": lambda county: vars(plans.answers()),
    "api_plan_screen": lambda county: {"decision": "accept", **WHY},
    "api_plan_give": lambda county: {"to": "sam", **WHY},
    "api_plan_people": lambda county: {"spoc": "sam", **WHY},
    "api_plan_links": lambda county: {"case": county.case.reference},
    "api_plan_link_off": lambda county: WHY,
    "api_plan_contacts": _contacted,
    "api_plan_youth": _supported,
    "api_plan_reviews": lambda county: {"decision": "continue", "words": "As planned"},
    "api_plan_entries": lambda county: {"kind": "cause", "words": "The club shuts at nine"},
    "api_plan_entry_wrong": lambda county: WHY,
    "api_plan_complete_analysis": lambda county: {},
    "api_plan_responses": _response,
    "api_plan_response_begin": lambda county: {},
    "api_plan_response_finish": lambda county: {"result": "Open since Monday"},
    "api_plan_response_drop": lambda county: WHY,
    "api_plan_assessments": _assessed,
    "api_plan_close": lambda county: {
        **{"reason": "objective_met", "words": "Quiet", "residual_risk": "Next summer"},
        "short_reason": "It is quiet",
    },
    "api_plan_look_again": lambda county: {"holds": True, "words": "Quiet still"},
}
MAKING = (
    *("api_plan_objectives", "api_plan_scans", "api_plan_links", "api_plan_contacts", "api_plan_entries"),
    *("api_plan_responses", "api_plan_assessments", "api_plan_youth"),
)
OF_A_RESPONSE = ("api_plan_response_begin", "api_plan_response_finish", "api_plan_response_drop")
OF_THE_PLAN = (
    *("api_plan_screen", "api_plan_give", "api_plan_people", "api_plan_complete_analysis", "api_plan_close"),
    "api_plan_look_again",
)


def _tag(route: str) -> Callable[[Any], dict[str, str]]:
    def headers(county: Any) -> dict[str, str]:
        row: Any = _plan(county, route)
        if route in OF_A_RESPONSE:
            row = PlanResponse.objects.get(plan=row, number=county.numbers.get(route, 1))
        return {"If-Match": f'"{row.pk}-{row.version}"'}

    return headers


HEADERS = {route: _tag(route) for route in (*OF_THE_PLAN, *OF_A_RESPONSE)}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
READ = "200 200 404 404 404 401 404 404 200 404 404 404 404"
MADE = "201 201 404 404 404 401 404 404 201 404 404 404 404"
SIGNED = "409 200 404 404 404 401 404 404 409 404 404 404 404"
REVIEWED = "409 201 404 404 404 401 404 404 409 404 404 404 404"
LISTS = (*MAKING, "api_plan_reviews", "api_plan_deadlines", "api_plan_aftercare")
ONES = (
    *("api_plan_objective", "api_plan_scan", "api_plan_entry", "api_plan_response", "api_plan_review"),
    *("api_plan_contact", "api_plan_assessment", "api_plan_link", "api_plan_youth_support"),
)
ACTED = (
    *(
        "api_plan_give",
        "api_plan_people",
        "api_plan_complete_analysis",
        "api_plan_look_again",
        "api_plan_entry_wrong",
    ),
    *("api_plan_link_off", *OF_A_RESPONSE),
)
ANSWERS = "\n".join(
    [
        "# --- Problem-solving plans by the API",
        "api_plans GET 200 200 200- 403 403 401 403 403 200 403 403 403 403 {plan}",
        "api_plans POST 201 201 400 403 403 401 403 403 201 403 403 403 403 -",
        f"api_plan GET {READ} {{plan}}",
        *(f"{route} GET {READ} results" for route in LISTS),
        *(f"{route} GET {READ} recorded_by" for route in ONES),
        *(f"{route} POST {MADE} -" for route in MAKING),
        *(f"{route} POST {READ} recorded_by" for route in ACTED),
        *(f"{route} POST {SIGNED} -" for route in ("api_plan_screen", "api_plan_close")),
        f"api_plan_reviews POST {REVIEWED} -",
        "",
    ]
)
