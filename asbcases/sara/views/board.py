"""The board of problem-solving plans: which is reviewed next, which are stuck and why, and which have ended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.casework.views.diary import Due
from asbcases.casework.views.shared import listed, look_at_list
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.sara.forms.boards import PlanFilter
from asbcases.sara.queries import boards
from asbcases.sara.views.words import behind_words, colour_of, owed
from asbcases.web.keyset import Page
from asbcases.web.scoped import require
from partners.choices import Action
from partners.plans.access import plans_visible_to

REVIEW_FIRST, NEWEST = ("next_review", "id"), ("-recorded_at", "-id")


class Row(NamedTuple):
    """One plan of the board, what is due first on it, when it is reviewed next, and why it is stuck."""

    plan: ProblemPlan
    next: Due | None
    review: Due | None
    behind: Sequence[str]

    @property
    def colour(self) -> str:
        """Return the colour of its stage."""
        return colour_of(self.plan)


@require_safe
def plan_board(request: HttpRequest) -> HttpResponse:
    """List the plans that one may see, what is reviewed next at the top."""
    user, now = require(request, Action.WORK_PLAN), timezone.now()
    chosen = PlanFilter(request.GET, user=user)
    context: dict[str, Any] = {"form": chosen, "now": now}
    if not chosen.is_valid():
        return render(request, "sara/plan_board.html", context, status=400)
    look_at_list(user, "plans", chosen, now=now)
    page = _page(request, chosen, user, now)
    return render(request, "sara/plan_board.html", {**context, "page": page, "rows": _rows(page, now)})


def _page(request: HttpRequest, chosen: PlanFilter, user: User, now: datetime) -> Page[ProblemPlan]:
    seen = _wanted(plans_visible_to(user, now=now), chosen, user).select_related("district", "owner")
    if chosen.chosen("show") == PlanFilter.CLOSED:
        return listed(request, seen.filter(closed_at__isnull=False), NEWEST, noun="plans")
    plans = boards.still_open(seen, now=now)
    if chosen.chosen("show") == PlanFilter.STUCK:
        plans = boards.stuck(plans)
    return listed(request, plans, REVIEW_FIRST, noun="plans")


def _wanted(plans: QuerySet[ProblemPlan], chosen: PlanFilter, user: User) -> QuerySet[ProblemPlan]:
    whose = chosen.chosen("whose")
    wanted = {
        "district": chosen.chosen("district"),
        "stage": chosen.chosen("stage"),
        "owner": user if whose == PlanFilter.MINE else None,
        "supervisor": user if whose == PlanFilter.SUPERVISED else None,
    }
    return plans.filter(**{name: value for name, value in wanted.items() if value})


def _rows(page: Page[ProblemPlan], now: datetime) -> list[Row]:
    """Return the rows of a page, in a number of queries that does not depend on how many there are."""
    clocks, days = boards.clocks_on(page.rows), boards.quiet_for(now).days
    return [_row(plan, clocks.get(plan.pk, []), days, now) for plan in page]


def _row(plan: ProblemPlan, clocks: Sequence[Deadline], days: int, now: datetime) -> Row:
    reviews = [clock for clock in clocks if clock.kind == Kind.PLAN_REVIEW]
    first, review = (owed(of[0], now) if of else None for of in (clocks, reviews))
    return Row(plan, first, review if review != first else None, behind_words(plan, days))
