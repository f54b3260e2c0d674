"""What the table asks of problem-solving plans: one at each stage, from the missing objective to the closing."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from tests.make import district, make_case
from tests.sara import plans

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Which plan each route is asked for; of what is not named here the one that has an objective and a scan.
# objective: nothing is fixed; accepted: at Analysis, with nothing found; analysed: a cause and a source are found;
# responding: response 1 is planned, response 2 has begun; assessed: one assessment; closed: nobody looked again.
STAGES: Mapping[str, tuple[str, ...]] = {
    "objective": ("plan_freeze",),
    "accepted": (),
    "analysed": (),
    "responding": (),
    "assessed": (),
    "closed": (),
}


def plans_by_route(people: Mapping[str, User], now: datetime) -> dict[str, ProblemPlan]:
    """Return for each route the plan that it is asked for; under "plan" that of all other routes."""
    then = now - 3 * HOUR
    made = {"plan": plans.scanned(_start(people, then), now=then), "objective": _start(people, then)}
    verbs.link(made["plan"], to=make_case(by=people["amira"], now=then), by=people["amira"], now=then)
    made["accepted"] = plans.accepted(_start(people, then), now=then)
    made["analysed"] = _found(people, then)
    made["responding"] = plans.analysed(_start(people, then), now=then)
    plans.planned(made["responding"], now=then)
    verbs.begin_response(plans.planned(made["responding"], now=then), by=people["amira"], now=then)
    made["assessed"] = _assessed(people, then)
    made["closed"] = _assessed(people, then)
    verbs.close_plan(made["closed"], plans.closing(short_reason="It is quiet"), by=people["ben"], now=then)
    return made | {route: made[stage] for stage, routes in STAGES.items() for route in routes}


def _start(people: Mapping[str, User], now: datetime) -> ProblemPlan:
    return plans.start(owner=people["amira"], supervisor=people["ben"], now=now)


def _found(people: Mapping[str, User], now: datetime) -> ProblemPlan:
    plan = plans.accepted(_start(people, now), now=now)
    act: dict[str, Any] = {"by": people["amira"], "now": now}
    verbs.add_cause(plan, words="The youth club shuts at nine", **act)
    verbs.add_source(plan, words="Incidents of the last year", **act)
    return plan


def _assessed(people: Mapping[str, User], now: datetime) -> ProblemPlan:
    plan, today = plans.analysed(_start(people, now), now=now), london_day(now)
    plans.done(plan, now=now)
    before = {"before_from": today - 84 * DAY, "before_to": today - 29 * DAY}
    plans.assessed(plan, now=now, **before, after_from=today - 28 * DAY, after_to=today - DAY)
    return plan


def _raised(county: Any) -> dict[str, Any]:
    amira, now = county.people["amira"], timezone.localtime(timezone.now())
    return {
        **{"title": "Nights at the quay", "type": "place", "source": "analyst", "district": district().pk},
        **{"owner": amira.pk, "supervisor": county.people["ben"].pk},
        **{"at_day": now.date().isoformat(), "at_time": f"{now:%H:%M}"},
    }


def _measure(county: Any) -> dict[str, Any]:
    today = london_day(timezone.now())
    return {
        **{"statement": "Half as many nights", "impact": "reduce", "places": "The quay", "why": "Moved"},
        **{"baseline": 40, "baseline_from": (today - 84 * DAY).isoformat(), "target": 20},
        **{"baseline_to": (today - DAY).isoformat(), "target_on": (today + 90 * DAY).isoformat()},
    }


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "plan_start": _raised,
    "case_plan_start": _raised,
    "plan_freeze": _measure,
    "plan_measure_change": lambda county: _measure(county) | {"seen": 1},
    "plan_scan": lambda county: asdict(plans.answers()),
    "plan_screen": lambda county: {"decision": "accept", "reason": "It recurs", "seen": 1},
    "plan_link": lambda county: {"to": county.case.reference},
    "plan_unlink": lambda county: {"reason": "It was another street"},
    "plan_people": lambda county: {
        **{"supervisor": county.people["ben"].pk, "spoc": county.people["sam"].pk},
        **{"reason": "He is away", "version": county.plans["plan"].version},
    },
    "plan_transfer": lambda county: {
        "to": county.people["sam"].pk,
        "reason": "She is away",
        "version": county.plans["plan"].version,
    },
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
PAGE = "200 200 404 404 404 302 404 404 200 404 404 404 404"
ACTED = "302 302 404 404 404 302 404 404 302 404 404 404 404"
SIGNED = "409 302 404 404 404 302 404 404 409 404 404 404 404"
OPEN_TO_ALL = (
    *("plan_freeze", "plan_measure_change", "plan_scan", "plan_link", "plan_unlink", "plan_transfer"),
    "plan_people",
)
ANSWERS = "\n".join(
    [
        "# --- Problem-solving plans",
        "plan_board GET 200 200 200- 403 403 302 403 403 200 403 403 403 403 {plan}",
        f"plan_page GET {PAGE} {{plan}}",
        "plan_start GET 200 200 200 403 403 302 403 403 200 403 403 403 403 Start",
        "plan_start POST 302 302 400 403 403 302 403 403 302 403 403 403 403 -",
        "case_plan_start GET 200 200 404 404 404 302 404 404 200 404 404 404 404 {case}",
        "case_plan_start POST 302 302 404 404 404 302 404 404 302 404 404 404 404 -",
        *(f"{route} GET {PAGE} SAR-" for route in OPEN_TO_ALL),
        *(f"{route} POST {ACTED} -" for route in OPEN_TO_ALL),
        f"plan_screen GET {PAGE} SAR-",
        f"plan_screen POST {SIGNED} -",
        "plan_library GET 200 200 200 403 403 302 403 403 200 403 403 403 403 -",
        f"plan_patterns GET {PAGE} {{plan}}",
        f"plan_profile GET {PAGE} {{plan}}",
        f"plan_profile_pdf GET {PAGE} -",
        "",
    ]
)
