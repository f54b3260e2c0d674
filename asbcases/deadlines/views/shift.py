"""My shift: what one person owes, in the order in which it has to be done, each with the page where it is done."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import Shift, User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.casework.views.doing import Act, act_on
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import (
    When,
    answers_to,
    open_for_owner,
    waiting_for_time,
    week_ends_at,
)
from asbcases.deadlines.views.rows import Row, rows_of
from asbcases.deadlines.views.scoping import NAMES, Root, for_list, seen_by
from asbcases.deadlines.views.top import wishes_of
from asbcases.enforcement.queries.terms import terms_to_look_at
from asbcases.law.words import time_words
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

MOST = 100
ANSWERED_FOR = timedelta(days=14)
OVER = "Time is over"


class Card(NamedTuple):
    """Something owed, with the act that comes next."""

    row: Row
    act: str
    href: str
    # The time of somebody else is over: it is looked at, and nobody here is late.
    over: bool


class Part(NamedTuple):
    """What is owed by some time."""

    words: str
    cards: list[Card]


@require_safe
def deadlines_shift(request: HttpRequest) -> HttpResponse:
    """Show what this person owes: late, in this shift, today and this week; and what they asked for."""
    user, now = require(request, Action.OWE_DEADLINES), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="deadlines: my shift")
    seen, soon = seen_by(user, now=now), Q(due_at__lte=week_ends_at(now))
    mine = open_for_owner(user).filter(soon).filter(seen)
    deadlines = list(for_list(mine)[: MOST + 1])
    watched = Deadline.objects.filter(soon, owner=user).filter(seen)
    terms = terms_to_look_at(for_list(watched))
    deadlines = sorted([*deadlines, *terms], key=lambda one: (one.due_at, one.pk))[: MOST + 1]
    shift, listed = _shift_of(user, now), len(deadlines[:MOST])
    asked = waiting_for_time().filter(owner=user).filter(seen)
    rows = rows_of([*deadlines[:MOST], *for_list(asked)[:MOST]], now)
    context = {
        "parts": _parts([_card(row, user) for row in rows[:listed]], shift, now),
        "shift": shift,
        "more": len(deadlines) > MOST,
        "wishes": wishes_of(rows[listed:]),
        "answers": list(
            answers_to(user, since=now - ANSWERED_FOR).select_related("deadline", *NAMES.values())[:10]
        ),
        "of_reviews": access.review_area_of(user) != "",
        "now": now,
    }
    return render(request, "deadlines/shift.html", context)


def _shift_of(user: User, now: datetime) -> Shift | None:
    """Return the shift in which this person is at this hour, as far as the rota says."""
    running = Shift.objects.filter(user=user, cancelled_at__isnull=True, starts_at__lte=now, ends_at__gt=now)
    return running.first()


def _parts(cards: Iterable[Card], shift: Shift | None, now: datetime) -> list[Part]:
    words: dict[str, list[Card]] = {}
    for card in cards:
        words.setdefault(_part(card.row, shift, now), []).append(card)
    return [Part(name, of_part) for name, of_part in words.items()]


def _part(row: Row, shift: Shift | None, now: datetime) -> str:
    if row.section is not When.LATE and shift and row.deadline.due_at <= shift.ends_at:
        return f"This shift, until {time_words(shift.ends_at)}"
    if row.section is not When.LATE:
        return row.section.label
    return OVER if _of_another(row) else "Late"


def _of_another(row: Row) -> bool:
    """Return whether it was for somebody else to do: nobody here is late with it."""
    return row.deadline.kind == Kind.TERM_DUE


def _card(row: Row, user: User) -> Card:
    act = next_act(row.deadline, row.record, user) or Act("Open the record", row.record_url)
    return Card(row, act.words, act.address, over=row.section is When.LATE and _of_another(row))


def next_act(deadline: Deadline, record: Root, user: User) -> Act | None:
    """Return the act that comes next and where it is done; None where the record itself is opened."""
    at_incident = deadline.kind == Kind.FIRST_ASSESSMENT and deadline.case_id is None
    if at_incident and access.may(user, Action.ASSESS_RISK):
        address = reverse("incident_risk", args=[record.reference, deadline.subject])
        return Act("Assess the risk", address)
    return act_on(deadline, record.reference, user)
