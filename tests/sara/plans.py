"""Plans at every stage, made by the verbs."""

from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanSource, PlanType
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import ClosingReason, Decision, FourP, ImpactType, Verdict
from asbcases.sara.models import PlanAssessment, PlanResponse
from tests.make import NOW, district, make_user

DAY = timedelta(days=1)
TODAY = london_day(NOW)


def make_inspector(username: str = "iris") -> User:
    return make_user(username, Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")


def start(
    *, owner: User, supervisor: User, by: User | None = None, now: datetime = NOW, **said: Any
) -> ProblemPlan:
    stated: dict[str, Any] = {
        "title": "Nights behind the shops of Mersea Road",
        "type": PlanType.PLACE,
        "district": district(),
        "source": PlanSource.ANALYST,
        "raised_at": now - DAY,
        **said,
    }
    return verbs.start_plan(**stated, owner=owner, supervisor=supervisor, by=by or owner, now=now)


def measure(*, now: datetime = NOW, **changed: Any) -> verbs.Measure:
    today = london_day(now)
    stated: dict[str, Any] = {
        "statement": "Half as many nights with noise behind the shops",
        "impact": ImpactType.REDUCE,
        "categories": ["nuisance"],
        "places": ["Mersea Road shops"],
        "comparisons": ["Greenstead shops"],
        "baseline": 40,
        "baseline_from": today - 84 * DAY,
        "baseline_to": today - DAY,
        "target": 20,
        "target_on": today + 180 * DAY,
        **changed,
    }
    return verbs.Measure(**stated)


def answers(**changed: str) -> verbs.Cheers:
    said = {
        "description": "Young people meet there once the club is shut",
        "community": "The flats above",
        "harm": "No sleep, and litter",
        "expectation": "Quiet after ten",
        "events": "Forty calls in twelve weeks",
        "similarity": "The same place and hours",
        "harmed": "Twelve households",
        "why_now": "Three of them move away",
        **changed,
    }
    return verbs.Cheers(**said)


def scanned(plan: ProblemPlan, *, now: datetime = NOW) -> ProblemPlan:
    verbs.freeze_objective(plan, measure(now=now), by=plan.owner, now=now)
    verbs.scan_plan(plan, answers(), by=plan.owner, now=now)
    return ProblemPlan.objects.get(pk=plan.pk)


def accepted(plan: ProblemPlan, *, now: datetime = NOW) -> ProblemPlan:
    plan = scanned(plan, now=now)
    verbs.screen_plan(plan, decision=Decision.ACCEPT, reason="It recurs", by=plan.supervisor, now=now)
    return ProblemPlan.objects.get(pk=plan.pk)


def analysed(plan: ProblemPlan, *, now: datetime = NOW) -> ProblemPlan:
    plan = accepted(plan, now=now)
    verbs.add_cause(plan, words="The youth club shuts at nine", by=plan.owner, now=now)
    verbs.add_source(plan, words="Incidents of the last year", by=plan.owner, now=now)
    return verbs.complete_analysis(plan, by=plan.owner, now=now)


def planned(plan: ProblemPlan, *, now: datetime = NOW, **said: Any) -> PlanResponse:
    stated: dict[str, Any] = {
        "action": "Have the club open until eleven",
        "four_p": FourP.PREVENT,
        "owner": plan.owner,
        "starts_on": london_day(now),
        "due_on": london_day(now) + 14 * DAY,
        **said,
    }
    return verbs.add_response(plan, **stated, by=plan.owner, now=now)


def done(plan: ProblemPlan, *, now: datetime = NOW) -> PlanResponse:
    response = verbs.begin_response(planned(plan, now=now), by=plan.owner, now=now)
    return verbs.finish_response(response, result="Open since Monday", by=plan.owner, now=now)


def figures(now: datetime, **changed: Any) -> verbs.Measured:
    stated: dict[str, Any] = {
        "before_from": TODAY - 84 * DAY,
        "before_to": TODAY - DAY,
        "after_from": TODAY + DAY,
        "after_to": london_day(now) - DAY,
        "before": 40,
        "after": 18,
        "figures": {"rate_ratio": 0.45, "low": 0.25, "high": 0.8, "method": "worked by hand"},
        **changed,
    }
    return verbs.Measured(**stated)


def assessed(plan: ProblemPlan, *, now: datetime, **changed: Any) -> PlanAssessment:
    return verbs.assess_plan(
        plan,
        figures(now, **changed),
        verdict=Verdict.WORKED,
        words="Quieter, and nothing moved elsewhere",
        by=plan.owner,
        now=now,
    )


def closing(**changed: Any) -> verbs.Closing:
    stated: dict[str, Any] = {
        "reason": ClosingReason.OBJECTIVE_MET,
        "words": "The nights are quiet",
        "residual_risk": "Next summer",
        **changed,
    }
    return verbs.Closing(**stated)
