"""The board: what is late or about to be, the oldest promise first, and who was told of it."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.audit.choices import Look
from asbcases.audit.transitions import record_access
from asbcases.deadlines.queries import board_for, overdue
from asbcases.deadlines.views.rows import rows_of
from asbcases.notify.models import Message
from asbcases.notify.queries import given_up
from asbcases.web.keyset import counted, page_of
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

DUE_FIRST = ("due_at", "id")
UNDELIVERED_SHOWN = 10
UNDELIVERED_FOR = timedelta(days=14)
# The sweep ticks each minute: what waits so much longer was told to nobody.
HELD_UP_AFTER = timedelta(minutes=10)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show what is late or due within a week: of the district, of the county, or one's own."""
    user, now = require(request, Action.WATCH_DEADLINES), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="deadlines")
    deadlines = access.scope(board_for(user, now=now), user, path="case", now=now)
    page = page_of(request, deadlines.select_related("owner", "owner__team", "case"), DUE_FIRST)
    context = {
        "whose": _whose(user),
        "page": page,
        "rows": rows_of(page.rows, now),
        "late": counted(overdue(deadlines, now)),
        "undelivered": _undelivered(user, now),
        "held_up": any(row.next_step_at and row.next_step_at < now - HELD_UP_AFTER for row in page.rows),
        "now": now,
    }
    return render(request, "deadlines/board.html", context)


def _whose(user: User) -> str:
    """Return of whom the board tells, as its heading says it."""
    if works_for_county(user):
        return "the county"
    if user.role != Role.SUPERVISOR:
        return ""
    place = user.district or (user.team.district if user.team else None)
    return place.name if place else "no district"


def _undelivered(user: User, now: datetime) -> list[Message]:
    """Return the messages that reached nobody, for those who can do something about it."""
    if not (works_for_county(user) or user.role == Role.SUPERVISOR):
        return []
    districts = None if works_for_county(user) else districts_of(user)
    failed = given_up(districts, since=now - UNDELIVERED_FOR)
    return list(failed.select_related("recipient", "case")[:UNDELIVERED_SHOWN])
