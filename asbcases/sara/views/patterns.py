"""When, where and to whom a problem comes, from the incidents on file, and what was tried before."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.enforcement.models import Measure
from asbcases.law.words import MONTHS, day_words
from asbcases.sara.models import Objective
from asbcases.sara.queries.library import plans_like
from asbcases.sara.queries.patterns import Patterns, patterns_of
from asbcases.sara.queries.worked import SHOWN, earlier_plans, people_and_premises
from asbcases.web.charts import Series, stacked_bars
from asbcases.web.scoped import plan_for, require
from partners import access
from partners.choices import Action
from partners.plans.access import plans_visible_to

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRIDAY = 4
# A table of all hours is too wide for a telephone: so many of them are told together.
BLOCK = 3
BLOCKS = (
    "Midnight to 3am",
    "3 to 6am",
    "6 to 9am",
    "9am to midday",
    "Midday to 3pm",
    "3 to 6pm",
    "6 to 9pm",
    "9pm to midnight",
)


@require_safe
def plan_patterns(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what the incidents of a plan have in common."""
    plan = plan_for(request, reference)
    user, now = require(request, Action.WORK_PLAN), timezone.now()
    context: dict[str, Any] = {
        "plan": plan,
        "here": "Patterns",
        "alike": plans_like(plan.title, besides=plan.pk),
    }
    if objective := Objective.objects.filter(plan=plan).order_by("-number").first():
        context |= told(plan, objective, user, now)
    return render(request, "sara/patterns.html", context)


def told(plan: ProblemPlan, objective: Objective, user: User, now: datetime) -> dict[str, Any]:
    """Return the patterns of a plan with their charts, and what was tried before, as far as this person may know."""
    patterns = patterns_of(
        plan,
        objective,
        people=access.people_visible_to(user, now=now),
        premises=access.premises_visible_to(user, now=now),
        now=now,
    )
    return {
        "objective": objective,
        "patterns": patterns,
        "peak": peak_words(patterns),
        "clock": clock_lines(patterns),
        "blocks": BLOCKS,
        "hours": _hours(patterns),
        "months": _months(patterns),
        "month_lines": [(month_words(month), count) for month, count in patterns.months],
        "earlier": earlier_plans(plan, objective, plans_visible_to(user, now=now)),
        "measures": measures_before(plan, patterns, user, now),
    }


def measures_before(plan: ProblemPlan, patterns: Patterns, user: User, now: datetime) -> QuerySet[Measure]:
    """Return the newest measures against the people or at the premises of a plan, of cases that one may see."""
    people, premises = people_and_premises(plan)
    people |= {person.pk for person, _ in patterns.people}
    premises |= {one.pk for one, _ in patterns.premises}
    same = Measure.objects.filter(Q(subject__in=people) | Q(premises__in=premises), recorded_in_error_at=None)
    seen = access.scope(same, user, path="case", now=now)
    return seen.select_related("case", "subject").order_by("-recorded_at", "-pk")[:SHOWN]


def clock_lines(patterns: Patterns) -> list[tuple[str, list[int], int]]:
    """Return for each day of the week how many came in each block of hours, and in all."""
    return [
        (name, [sum(hours[at : at + BLOCK]) for at in range(0, 24, BLOCK)], sum(hours))
        for name, hours in zip(WEEKDAYS, patterns.clock, strict=True)
    ]


def peak_words(patterns: Patterns) -> str:
    """Return when most came, in one sentence."""
    if not patterns.timed:
        return "At what hour they began is known of none"
    count, day, block = max(
        (count, -day, -block)
        for day, (_, counts, _) in enumerate(clock_lines(patterns))
        for block, count in enumerate(counts)
    )
    when = BLOCKS[-block]
    return f"Most came on {WEEKDAYS[-day]}, {when[0].lower()}{when[1:]}: {count} of {patterns.timed}"


def month_words(month: Any) -> str:
    """Return the month of a day, with its year."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def _hours(patterns: Patterns) -> SafeString:
    week, weekend = patterns.clock[:FRIDAY], patterns.clock[FRIDAY:]
    return stacked_bars(
        "hours",
        peak_words(patterns),
        "Incidents by the hour of the day in which they began. The table below holds the same numbers, by day and hours.",
        [str(hour) for hour in range(24)],
        [
            Series("Monday to Thursday", [sum(day[hour] for day in week) for hour in range(24)]),
            Series("Friday to Sunday", [sum(day[hour] for day in weekend) for hour in range(24)]),
        ],
    )


def _months(patterns: Patterns) -> SafeString:
    days = patterns.days
    return stacked_bars(
        "months",
        f"{patterns.total} incidents by month",
        f"{day_words(days.first_on)} to {day_words(days.last_on)}. The table below holds the same numbers.",
        [MONTHS[month.month - 1][:3] for month, _ in patterns.months],
        [Series("Incidents", [count for _, count in patterns.months])],
    )
