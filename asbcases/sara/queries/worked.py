"""What was tried before on the same things and places, and what came of it."""

from typing import NamedTuple

from django.db.models import QuerySet

from asbcases.cases.models import ProblemPlan
from asbcases.sara.models import Objective, PlanAssessment
from asbcases.sara.queries.daily import links_of
from asbcases.sara.queries.measuring import about_the_same

SHOWN = 20


class Earlier(NamedTuple):
    """Another plan on the same things or places, and its newest assessment."""

    plan: ProblemPlan
    assessment: PlanAssessment | None


def earlier_plans(plan: ProblemPlan, objective: Objective, visible: QuerySet[ProblemPlan]) -> list[Earlier]:
    """Return the other plans about the same things or places, of those that one may see, the newest first."""
    plans = list(
        visible.filter(pk__in=about_the_same(plan, objective)).order_by("-recorded_at", "-pk")[:SHOWN]
    )
    newest = PlanAssessment.objects.filter(plan__in=plans).order_by("plan", "-number").distinct("plan")
    of = {assessment.plan_id: assessment for assessment in newest}
    return [Earlier(each, of.get(each.pk)) for each in plans]


def people_and_premises(plan: ProblemPlan) -> tuple[set[int], set[int]]:
    """Return the keys of the people and the premises that a plan is linked to."""
    links = links_of(plan)
    return {link.person_id for link in links if link.person_id}, {
        link.premises_id for link in links if link.premises_id
    }
