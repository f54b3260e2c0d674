"""What the table asks of the pages on which a plan is analysed, carried out, assessed and closed."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from asbcases.cases.models import ProblemPlan
from asbcases.law.periods import london_day
from tests.access.plans import ACTED, PAGE

DAY = timedelta(days=1)
# Which plan each route is asked for, by the stages of `plans`.
STAGES: Mapping[str, tuple[str, ...]] = {
    "accepted": ("plan_entry_new",),
    "analysed": ("plan_entry_wrong", "plan_analysis_complete"),
    "responding": (
        *("plan_response_new", "plan_response_begin", "plan_response_finish", "plan_response_drop"),
        "plan_assess",
    ),
    "assessed": ("plan_assess_entered", "plan_close"),
    "closed": ("plan_aftercare",),
}
NUMBERS = {"plan_response_finish": 2, "plan_response_drop": 2}


def with_work(made: Mapping[str, ProblemPlan]) -> dict[str, ProblemPlan]:
    """Return the plans by route, with those of these routes."""
    return {**made, **{route: made[stage] for stage, routes in STAGES.items() for route in routes}}


def _entered(county: Any) -> dict[str, Any]:
    """Return two counts as somebody enters them who has read what they say."""
    today = london_day(timezone.now())
    before = {"before_from": today - 84 * DAY, "before_to": today - 29 * DAY}
    after = {"after_from": today - 28 * DAY, "after_to": today - DAY}
    days = {name: str(day) for name, day in {**before, **after}.items()}
    return {
        **days,
        **{"before": 40, "after": 18, "counted_from": "The landlord", "short_reason": "It is quiet"},
        **{"verdict": "partly", "verdict_words": "Quieter", "seen": f"40 18 {' '.join(days.values())}"},
    }


def _supported(county: Any) -> dict[str, Any]:
    """Return that nothing was considered for the child of the plan that is asked for, and why."""
    child, now = (
        county.plans["plan"].youth_support.order_by("pk")[0].person,
        timezone.localtime(timezone.now()),
    )
    when = {"at_day": now.date().isoformat(), "at_time": f"{now:%H:%M}"}
    return {"person": child.pk, "considered": "no", "words": "Known to them already", **when}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "plan_youth": _supported,
    "plan_entry_new": lambda county: {"words": "The youth club shuts at nine"},
    "plan_entry_wrong": lambda county: {"reason": "It shuts at ten"},
    "plan_response_new": lambda county: {
        **{"action": "Have the club open", "four_p": "prevent", "owner": county.people["amira"].pk},
        **{"starts_on": "2026-11-20", "due_on": "2099-12-31"},
    },
    "plan_response_begin": lambda county: {"version": 1},
    "plan_response_finish": lambda county: {"result": "Open since Monday", "version": 2},
    "plan_response_drop": lambda county: {"reason": "Too dear", "version": 2},
    "plan_review": lambda county: {"decision": "continue", "words": "It is on its way"},
    "plan_assess_entered": _entered,
    **dict.fromkeys(("plan_analysis_complete", "plan_victim", "plan_assess"), lambda county: {}),
    "plan_close": lambda county: {
        **{"reason": "objective_met", "words": "It is quiet", "residual_risk": "None"},
        **{"short_reason": "The yard is built over", "seen": "1 1"},
    },
    "plan_aftercare": lambda county: {"holds": "yes", "words": "No call since"},
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
SIGNED = "409 302 404 404 404 302 404 404 409 404 404 404 404"
# The form of closing comes back with the other plans into which it may be merged.
SIGNED_FROM_LIST = SIGNED.replace("409", "409+")
SHOWN_AGAIN = "400 400 404 404 404 302 404 404 400 404 404 404 404"
OF_ALL = (
    *("plan_entry_new", "plan_entry_wrong", "plan_analysis_complete", "plan_response_new"),
    *("plan_response_begin", "plan_response_finish", "plan_response_drop"),
    *("plan_assess_entered", "plan_aftercare", "plan_youth"),
)
ANSWERS = "\n".join(
    [
        *(f"{route} GET {PAGE} SAR-" for route in (*OF_ALL, "plan_review", "plan_close")),
        *(f"{route} GET {PAGE} SAR-" for route in ("plan_victim", "plan_assess")),
        *(f"{route} POST {ACTED} -" for route in OF_ALL),
        f"plan_review POST {SIGNED} -",
        f"plan_close POST {SIGNED_FROM_LIST} -",
        # Nobody is chosen who was contacted; no verdict is given.
        f"plan_victim POST {SHOWN_AGAIN.replace('400', '400+')} -",
        f"plan_assess POST {SHOWN_AGAIN} -",
        "plan_worked_example GET 200- 200- 200- 403 403 302 403 403 200- 403 403 403 403 62",
        "",
    ]
)
