"""Closed plans of which something can be learned, made by the verbs."""

from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.sara import transitions as verbs
from tests.make import NOW
from tests.sara.plans import DAY, analysed, closing, figures, measure, planned, start

LATER = NOW + 70 * DAY
FAIR = {
    "finding": "fell",
    "method": "places",
    "strength": "fair",
    "interval": {"ratio": 0.5, "low": 0.3, "high": 0.8, "dispersion": 1.0, "weeks": 20},
}


def closed(
    owner: User,
    supervisor: User,
    *,
    title: str,
    verdict: str = "worked",
    measured: dict[str, Any] | None = None,
    shareable: bool = False,
    learning: str = "Ask the club first",
    now: datetime = LATER,
    response: dict[str, Any] | None = None,
    places: list[str] | None = None,
    **said: Any,
) -> ProblemPlan:
    """Return a plan that was carried out, assessed and closed."""
    plan = analysed(start(owner=owner, supervisor=supervisor, title=title, **said))
    if places:
        verbs.change_measure(plan, measure(places=places), why="Named anew", by=owner, now=NOW)
    done = verbs.begin_response(planned(plan, **(response or {})), by=owner, now=NOW)
    verbs.finish_response(done, result="Open since Monday", by=owner, now=NOW)
    verbs.assess_plan(
        plan,
        figures(now, figures=measured or FAIR),
        verdict=verdict,
        words="As the counts say",
        learning=learning,
        shareable=shareable,
        by=owner,
        now=now,
    )
    reason = "objective_met" if verdict == "worked" else "not_feasible"
    verbs.close_plan(plan, closing(reason=reason), by=supervisor, now=now)
    return ProblemPlan.objects.get(pk=plan.pk)
