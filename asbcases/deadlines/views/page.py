"""The page of one deadline: why this date, who was told when, and what people decided about it."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.deadlines import rules
from asbcases.deadlines.choices import Nature, State
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import requests_of
from asbcases.deadlines.transitions import pause_at
from asbcases.deadlines.views.deciding import (
    ASK,
    CANCEL,
    EXTEND,
    PAUSE,
    REASSIGN,
    RESUME,
    RETURN,
    WAIVE,
    Decision,
)
from asbcases.deadlines.views.rows import Row, rows_of
from asbcases.deadlines.views.scoping import deadline_of, root_for
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

COLOURS = {State.OVERDUE: "red", State.DUE_SOON: "yellow", State.DUE: "blue", State.MET: "green"}


class Pause(NamedTuple):
    """A span in which the clock stands still."""

    start: datetime
    end: datetime
    by: str
    why: str


class Skipped(NamedTuple):
    """A named day that the clock passed over."""

    day: date
    name: str


class Link(NamedTuple):
    """A decision that this person can take now."""

    words: str
    href: str


@require_safe
def deadline_page(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Show one deadline with everything that its date follows from."""
    record = root_for(request, reference)
    user, now = require(request, Action.OWE_DEADLINES), timezone.now()
    deadline = deadline_of(record, pk)
    row = rows_of([deadline], now)[0]
    context = {
        "record": record,
        "row": row,
        "colour": COLOURS.get(row.state, "grey"),
        "rulings": deadline.rulings.select_related("by", "to").order_by("-pk"),
        "asked": requests_of([deadline]).get(pk) if deadline.asked_until and deadline.is_open else None,
        "links": _links(row, user, now),
        "watches": access.may(user, Action.WATCH_DEADLINES),
        "now": now,
        **why(deadline, now),
    }
    return render(request, "deadlines/deadline.html", context)


def why(deadline: Deadline, now: datetime) -> dict[str, Any]:
    """Return what a date follows from, as the panel shows it."""
    given = deadline.extension
    return {
        "deadline": deadline,
        "policy": deadline.policy,
        "skipped": [Skipped(date.fromisoformat(day), name) for day, name in deadline.skipped],
        "pauses": [_pause(one) for one in deadline.pauses],
        "paused": pause_at(deadline, now) is not None,
        "given_until": datetime.fromisoformat(given["to"]) if given else None,
        "next_step": deadline.next_step_at if deadline.is_open else None,
    }


def _pause(one: dict[str, str]) -> Pause:
    start, end = datetime.fromisoformat(one["from"]), datetime.fromisoformat(one["until"])
    return Pause(start, end, one["by"], one["why"])


def _links(row: Row, user: User, now: datetime) -> list[Link]:
    """Return what this person can decide about it now; the rules of the verbs say the same again."""
    return [
        Link(
            decision.words, reverse(f"deadline_{decision.name}", args=[row.record.reference, row.deadline.pk])
        )
        for decision in _open_to(row.deadline, user, now)
    ]


def _open_to(deadline: Deadline, user: User, now: datetime) -> list[Decision]:
    if not deadline.is_open or deadline.nature == Nature.WINDOW:
        return []
    rules_here = access.may(user, Action.RULE_ON_DEADLINES)
    hand_over = [REASSIGN] if rules_here else []
    if not rules_here or not rules.may_rule(user.rank, deadline.rank):
        return [ASK, *hand_over]
    waiting = [RETURN] if deadline.asked_until else []
    return [EXTEND, *waiting, *_clock(deadline, now), *hand_over, WAIVE, CANCEL]


def _clock(deadline: Deadline, now: datetime) -> list[Decision]:
    if pause_at(deadline, now):
        return [RESUME]
    return [] if deadline.promised_for or deadline.extension else [PAUSE]
