"""The chosen part of the board to take away: as a table for a spreadsheet, and as a list to print."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.deadlines.forms import BoardFilter
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import board_for, state_at
from asbcases.deadlines.views.board import shown, whose
from asbcases.deadlines.views.rows import rows_of
from asbcases.deadlines.views.scoping import record_of
from asbcases.law.periods import london_day
from asbcases.web.csv_answer import csv_answer
from asbcases.web.scoped import require
from asbcases.web.templatetags.moments import due_words
from partners.choices import Action
from risk.queries import levels_of

MOST, MOST_PRINTED = 10_000, 500
HEAD = (
    *(
        "Reference",
        "What is owed",
        "By rank",
        "Due by",
        "Late from",
        "State",
        "Risk",
        "Who owes it",
        "District",
    ),
    *("More time asked until", "Why this date"),
)


@require_safe
def deadlines_csv(request: HttpRequest) -> HttpResponse:
    """Return what is due, as the board is filtered, for a spreadsheet."""
    user, now = require(request, Action.WATCH_DEADLINES), timezone.now()
    chosen = BoardFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "deadlines/board.html", {"form": chosen, "whose": whose(user)}, status=400)
    _recorded(user, chosen, "CSV", now)
    return csv_answer(f"deadlines-{london_day(now)}", HEAD, _lines(_chosen(chosen, user, now, MOST + 1), now))


@require_safe
def deadlines_print(request: HttpRequest) -> HttpResponse:
    """Show what is due, as the board is filtered, as one list to print."""
    user, now = require(request, Action.WATCH_DEADLINES), timezone.now()
    chosen = BoardFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "deadlines/board.html", {"form": chosen, "whose": whose(user)}, status=400)
    _recorded(user, chosen, "print", now)
    deadlines = _chosen(chosen, user, now, MOST_PRINTED + 1)
    context = {
        "rows": rows_of(deadlines[:MOST_PRINTED], now),
        "cut": MOST_PRINTED if len(deadlines) > MOST_PRINTED else 0,
        "whose": whose(user),
        "form": chosen,
        "now": now,
    }
    return render(request, "deadlines/print.html", context)


def _recorded(user: User, chosen: BoardFilter, what: str, now: datetime) -> None:
    part = f": {chosen.whole_query}" if chosen.whole_query else ""
    record_access(Look.EXPORT, by=user, now=now, about=f"deadlines, {what}{part}")


def _chosen(chosen: BoardFilter, user: User, now: datetime, most: int) -> list[Deadline]:
    known = board_for(user, now=now).filter(chosen.about)
    return list(shown(known, chosen, user, now)[:most])


def _lines(deadlines: list[Deadline], now: datetime) -> Iterator[tuple[object, ...]]:
    levels = levels_of({deadline.case_id for deadline in deadlines if deadline.case_id})
    for deadline in deadlines[:MOST]:
        yield (
            record_of(deadline).reference,
            deadline.get_kind_display(),
            Rank(deadline.rank).label if deadline.rank else "",
            due_words(deadline.due_at),
            deadline.due_at.isoformat(),
            state_at(deadline, now).label,
            levels.get(deadline.case_id) or "",
            deadline.owner.name,
            deadline.district.name if deadline.district else "",
            due_words(deadline.asked_until) if deadline.asked_until else "",
            deadline.basis,
        )
    if len(deadlines) > MOST:
        yield (f"Only the first {MOST:,} are in this file: choose a kind, an officer or a district.",)
