"""What is owed on a plan, and what is behind on it, in the words of its pages."""

from collections.abc import Sequence
from datetime import datetime

from asbcases.accounts.choices import Rank
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.casework.views.diary import Due
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import state_at

COLOURS = {
    PlanStage.OBJECTIVE: "yellow",
    PlanStage.SCANNING: "yellow",
    PlanStage.ANALYSIS: "purple",
    PlanStage.RESPONSE: "blue",
    PlanStage.ASSESSMENT: "teal",
}


def owed(clock: Deadline, now: datetime) -> Due:
    """Return what is owed with its state."""
    return Due(clock, _words(clock), state_at(clock, now))


def _words(clock: Deadline) -> str:
    if clock.kind == Kind.PLAN_RESPONSE:
        return f"response {clock.subject}"
    if clock.kind == Kind.PLAN_REVIEW and clock.rank:
        return f"review by {'an' if clock.rank == Rank.INSPECTOR else 'a'} {Rank(clock.rank).label.lower()}"
    if clock.kind == Kind.PLAN_AFTERCARE:
        return "look at it again"
    return clock.get_kind_display()


def colour_of(plan: ProblemPlan) -> str:
    """Return the colour of the stage of a plan."""
    return COLOURS.get(PlanStage(plan.stage), "grey")


def behind_words(plan: ProblemPlan, days: int) -> Sequence[str]:
    """Return why an open plan of the board is stuck; nothing where it is not."""
    reasons = {
        "review_missed": "A review was missed",
        "response_late": "A response is late",
        "is_quiet": f"Nobody did anything for {days} days",
    }
    return [words for name, words in reasons.items() if getattr(plan, name, False)]
