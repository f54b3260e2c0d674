"""How promises were kept, week by week: a chart, the same numbers as a table, and as CSV."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.casework.views.shared import look_at_list
from asbcases.deadlines.forms import WeeksFilter
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import Week, by_week, watched_by
from asbcases.deadlines.views.board import whose
from asbcases.deadlines.views.scoping import visible
from asbcases.law.periods import london_day
from asbcases.law.words import MONTHS, day_words
from asbcases.web.charts import Series, stacked_bars
from asbcases.web.csv_answer import csv_answer
from asbcases.web.scoped import require
from partners.choices import Action

WEEKS = 12
HEAD = ("Week from Monday", "Met in time", "Met late", "Overdue", "Waived", "Met in time, per cent")


@require_safe
def deadlines_weeks(request: HttpRequest) -> HttpResponse:
    """Show how many were met in time, met late and still owed, by the week in which they were due."""
    user, now = require(request, Action.WATCH_DEADLINES), timezone.now()
    chosen = WeeksFilter(request.GET, user=user)
    context = {"form": chosen, "whose": whose(user), "now": now}
    if not chosen.is_valid():
        return render(request, "deadlines/weeks.html", context, status=400)
    look_at_list(user, "deadlines by week", chosen, now=now)
    weeks = _weeks(user, chosen, now)
    context |= {
        "lines": [(week, share(week)) for week in reversed(weeks)],
        "total": _total(weeks),
        "whole": share(_total(weeks)),
        "finding": finding(weeks),
        "chart": _chart(weeks),
    }
    return render(request, "deadlines/weeks.html", context)


@require_safe
def deadlines_weeks_csv(request: HttpRequest) -> HttpResponse:
    """Return the same numbers for a spreadsheet."""
    user, now = require(request, Action.WATCH_DEADLINES), timezone.now()
    chosen = WeeksFilter(request.GET, user=user)
    if not chosen.is_valid():
        context = {"form": chosen, "whose": whose(user), "now": now}
        return render(request, "deadlines/weeks.html", context, status=400)
    record_access(Look.EXPORT, by=user, now=now, about="deadlines by week, CSV")
    lines = [
        (week.starts_on.isoformat(), week.met, week.late, week.overdue, week.waived, share(week))
        for week in _weeks(user, chosen, now)
    ]
    return csv_answer(f"deadlines-by-week-{london_day(now)}", HEAD, lines)


def share(week: Week) -> str:
    """Return how many per cent were met in time, half up; nothing where nothing was owed."""
    return str((200 * week.met + week.owed) // (2 * week.owed)) if week.owed else ""


def finding(weeks: list[Week]) -> str:
    """Return what the numbers say, in one sentence."""
    total = _total(weeks)
    if not total.owed:
        return f"Nothing was due in the last {len(weeks)} weeks"
    return (
        f"{share(total)}% were met in time over {len(weeks)} weeks: {total.met:,} of {total.owed:,}, "
        f"{total.late:,} met late and {total.overdue:,} overdue"
    )


def _weeks(user: User, chosen: WeeksFilter, now: datetime) -> list[Week]:
    watched = watched_by(user, Deadline.objects.filter(chosen.about))
    return by_week(visible(watched, user, now=now), now=now, weeks=WEEKS)


def _total(weeks: list[Week]) -> Week:
    return Week(
        weeks[0].starts_on,
        met=sum(week.met for week in weeks),
        late=sum(week.late for week in weeks),
        overdue=sum(week.overdue for week in weeks),
        waived=sum(week.waived for week in weeks),
    )


def _chart(weeks: list[Week]) -> str:
    labels = [f"{week.starts_on.day} {MONTHS[week.starts_on.month - 1][:3]}" for week in weeks]
    return stacked_bars(
        "kept",
        finding(weeks),
        f"Weeks from Monday, {day_words(weeks[0].starts_on)} to this week. The table below holds the same numbers.",
        labels,
        [
            Series("Met in time", [week.met for week in weeks]),
            Series("Met late", [week.late for week in weeks]),
            Series("Overdue", [week.overdue for week in weeks]),
        ],
    )
