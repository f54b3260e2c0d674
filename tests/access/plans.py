"""What the table asks of problem-solving plans: one at each stage, from the missing objective to the closing."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from tests.sara import plans

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Which plan each route is asked for; of what is not named here the one that has an objective and a scan.
# objective: nothing is fixed; accepted: at Analysis, with nothing found; analysed: a cause and a source are found;
# responding: response 1 is planned, response 2 has begun; assessed: one assessment; closed: nobody looked again.
STAGES: Mapping[str, tuple[str, ...]] = {
    "objective": (),
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


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
PAGE = "200 200 404 404 404 302 404 404 200 404 404 404 404"
ACTED = "302 302 404 404 404 302 404 404 302 404 404 404 404"
ANSWERS = "\n".join(
    [
        "# --- Problem-solving plans",
        "plan_board GET 200 200 200- 403 403 302 403 403 200 403 403 403 403 {plan}",
        f"plan_page GET {PAGE} {{plan}}",
        "plan_library GET 200 200 200 403 403 302 403 403 200 403 403 403 403 -",
        f"plan_patterns GET {PAGE} {{plan}}",
        f"plan_profile GET {PAGE} {{plan}}",
        f"plan_profile_pdf GET {PAGE} -",
        "",
    ]
)
