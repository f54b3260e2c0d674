"""Reviews: a supervisor looks at a plan every so often, and an inspector more seldom."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.cases.queries import next_number
from asbcases.deadlines.transitions.recording import path_of
from asbcases.errors import Refused
from asbcases.law.ranks import at_least
from asbcases.notify.choices import Template
from asbcases.notify.transitions import enqueue
from asbcases.sara.choices import ReviewDecision
from asbcases.sara.models import PlanReview
from asbcases.sara.transitions import clocks
from asbcases.sara.transitions.shared import locked_open, record_on, refuse_unless_supervisor, said


@transaction.atomic
def review_plan(
    plan: ProblemPlan, *, decision: ReviewDecision, words: str, by: User, now: datetime
) -> PlanReview:
    """Keep what a supervisor decided about a plan, start the clock of the next review, and return it."""
    plan = locked_open(plan)
    refuse_unless_supervisor(by, plan.owner, "reviews a plan")
    review = PlanReview.objects.create(
        plan=plan,
        number=next_number(PlanReview.objects.filter(plan=plan)),
        decision=decision,
        words=said(words, "Say what was looked at, and why it goes on as decided."),
        rank=by.rank,
        reviewed_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    told = review.get_decision_display().lower()
    record_on(PlanVerb.PROBLEM_REVIEWED, plan, by=by, now=now, decision=told, number=review.number)
    clocks.reviewed(plan, rank=by.rank, by=by, now=now)
    clocks.start_reviews(
        plan,
        origin=f"planreview:{review.pk}",
        because="the plan was reviewed",
        rank=by.rank,
        by=by,
        now=now,
    )
    if decision == ReviewDecision.ESCALATE:
        _escalate(review, by=by, now=now)
    return review


def _escalate(review: PlanReview, *, by: User, now: datetime) -> None:
    """Tell the inspector of the district, or who is above whoever is one; Refused where nobody hears of it."""
    plan = review.plan
    rank = Rank.CHIEF_INSPECTOR if at_least(by.rank, Rank.INSPECTOR) else Rank.INSPECTOR
    to = Roster.on(now).told_at(plan.district_id, rank, besides=by, rings=True)
    if to is None or to.pk == by.pk:
        raise Refused("There is nobody to whom it could be escalated: decide otherwise.")
    context: dict[str, object] = {
        "kind": "a problem-solving plan",
        "reference": plan.reference,
        "path": path_of(plan),
    }
    key = f"plan_escalated:{review.pk}:{to.pk}"
    enqueue(key, to, Template.PLAN_ESCALATED, context, now=now, plan=plan)
