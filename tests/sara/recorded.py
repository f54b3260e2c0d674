"""Incidents on file by the hundred, and a plan that was carried out, as the figures of a plan need them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import Category, Precision, Source
from asbcases.cases.models import Incident, ProblemPlan
from asbcases.cases.plan_choices import PlanSource
from asbcases.sara import transitions as verbs
from tests.make import NOW, district
from tests.sara.plans import DAY, TODAY, answers, measure, planned, start

NUMBERS = count(1)
PLACE, ELSEWHERE = "Mersea Road shops, Colchester", "Greenstead shops"
# When the weeks after are over that follow a response of the day after NOW.
LATER = NOW + 60 * DAY


def on_days(days: Iterable[date], place_text: str = PLACE, **said: Any) -> list[Incident]:
    """Put one incident on file for each of these days, at noon."""
    return Incident.objects.bulk_create(_incident(day, place_text, said) for day in days)


def _incident(day: date, place_text: str, said: dict[str, Any]) -> Incident:
    at = datetime.combine(day, time(12), UTC)
    stated: dict[str, Any] = {
        "source": Source.OWN,
        "category": Category.NUISANCE,
        "district": district(),
        "happened_from": at,
        "happened_until": at,
        "happened_precision": Precision.EXACT,
        "recorded_at": at,
        **said,
    }
    return Incident(reference=f"INC-1999-{next(NUMBERS):06}", place_text=place_text, **stated)


def weekly(first: date, weeks: int, each: int) -> list[date]:
    """Return days, so many a week, from one on: on weekdays in turn."""
    return [first + timedelta(days=7 * week + one % 7) for week in range(weeks) for one in range(each)]


def carried_out(owner: User, supervisor: User, **said: Any) -> ProblemPlan:
    """Return a plan whose one response was begun and done on the day after NOW."""
    source = said.pop("source", PlanSource.OFFICER)
    plan = start(owner=owner, supervisor=supervisor, source=source)
    verbs.freeze_objective(plan, measure(**said), by=owner, now=NOW)
    return responded(plan)


def responded(plan: ProblemPlan) -> ProblemPlan:
    """Return a plan that goes on from a frozen objective to a response, done on the day after NOW."""
    verbs.scan_plan(plan, answers(), by=plan.owner, now=NOW)
    verbs.screen_plan(plan, decision="accept", reason="It recurs", by=plan.supervisor, now=NOW)
    verbs.add_cause(plan, words="The youth club shuts at nine", by=plan.owner, now=NOW)
    verbs.add_source(plan, words="Incidents of the last year", by=plan.owner, now=NOW)
    verbs.complete_analysis(plan, by=plan.owner, now=NOW)
    response = verbs.begin_response(planned(plan, now=NOW), by=plan.owner, now=NOW + DAY)
    verbs.finish_response(response, result="Open since Monday", by=plan.owner, now=NOW + DAY)
    return ProblemPlan.objects.get(pk=plan.pk)


def a_world(*, before: int, after: int, elsewhere: int = 4) -> None:
    """Put on file so many a week at the place before and after, and always as many elsewhere, over a year and more."""
    since = TODAY - 462 * DAY
    on_days(weekly(since, 66, before))
    on_days(weekly(since, 75, elsewhere), ELSEWHERE)
    on_days(weekly(TODAY + 2 * DAY, 8, after))
