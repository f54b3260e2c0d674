"""Reviews: a supervisor looks at a plan every so often, and an inspector more seldom."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.cases.queries import next_number
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
    return review
