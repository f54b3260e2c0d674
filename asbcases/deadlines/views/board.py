"""The board: what is late or about to be, the oldest promise first, and who was told of it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.accounts.queries import works_for_county
from asbcases.casework.views.shared import look_at_list
from asbcases.deadlines.forms import UNDER_NOTICES, BoardFilter
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import UNDER, When, board_for, by_district, under_notices, within
from asbcases.deadlines.views.bulk import ACTS
from asbcases.deadlines.views.rows import rows_of
from asbcases.deadlines.views.scoping import for_list, seen_by
from asbcases.deadlines.views.top import asked_for, troubles_of, wishes_of
from asbcases.enforcement.queries.terms import unanswered
from asbcases.web.keyset import COUNTED_TO, counted_at_once, page_of
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

DUE_FIRST = ("due_at", "id")
# The sweep ticks each minute: what waits so much longer was told to nobody.
HELD_UP_AFTER = timedelta(minutes=10)


class Tab(NamedTuple):
    """A section of the board with how much stands in it, and the address of its list."""

    words: str
    number: str
    href: str
    current: bool


class Place(NamedTuple):
    """A district with what is owed in each section of the board."""

    name: str
    pk: int
    counts: list[tuple[When, str]]


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show what is late or due within a week: of the district, of the county, or one's own."""
    user, now = require(request, Action.WATCH_DEADLINES), timezone.now()
    chosen = BoardFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "deadlines/board.html", {"form": chosen, "whose": whose(user)}, status=400)
    look_at_list(user, "deadlines", chosen, now=now)
    known, seen = board_for(user, now=now).filter(chosen.about), seen_by(user, now=now)
    section = in_section(chosen.chosen("when"), known, chosen.about, user, now, seen=seen)
    page = page_of(request, section, DUE_FIRST)
    may_rule, under = access.may(user, Action.RULE_ON_DEADLINES), chosen.chosen("when") == UNDER
    # Asked for together: what a row says of risk, people and messages takes four statements.
    rows = rows_of([*page.rows, *(asked_for(user, seen) if may_rule else ())], now)
    context = {
        "form": chosen,
        "whose": whose(user),
        "page": page,
        "rows": rows[: len(page)],
        "under": under,
        "tabs": _tabs(user, known, chosen, now, seen),
        "places": _places(user, chosen, now),
        "troubles": troubles_of(user, now),
        "wishes": wishes_of(rows[len(page) :]),
        "may_rule": may_rule,
        # A window is somebody's right: nobody decides about it.
        "may_tick": may_rule and not under,
        "acts": ACTS.values(),
        "held_up": any(row.next_step_at and row.next_step_at < now - HELD_UP_AFTER for row in page.rows),
        "now": now,
    }
    return render(request, "deadlines/board.html", context)


def shown(known: QuerySet[Deadline], chosen: BoardFilter, user: User, now: datetime) -> QuerySet[Deadline]:
    """Return the chosen section of what is on the board, of what the person may see."""
    seen = seen_by(user, now=now)
    return in_section(chosen.chosen("when"), known, chosen.about, user, now, seen=seen)


def in_section(
    section: str, known: QuerySet[Deadline], about: Q, user: User, now: datetime, *, seen: Q
) -> QuerySet[Deadline]:
    """Return one section of what is on the board, all of it where none is named, of what the person may see (`seen_by`)."""
    if section == UNDER:
        return for_list(_under(about, user, now, seen))
    wanted = known.filter(within(When(section), now)) if section else known
    return for_list(wanted.filter(seen))


def _under(about: Q, user: User, now: datetime, seen: Q) -> QuerySet[Deadline]:
    """Return what others have time for under notices, and nobody has said what became of it."""
    return unanswered(under_notices(user, now=now).filter(about)).filter(seen)


def whose(user: User) -> str:
    """Return of whom the board tells, as its heading says it."""
    if works_for_county(user):
        return "the county"
    if user.role != Role.SUPERVISOR:
        return ""
    place = user.district or (user.team.district if user.team else None)
    return place.name if place else "no district"


def _tabs(user: User, known: QuerySet[Deadline], chosen: BoardFilter, now: datetime, seen: Q) -> list[Tab]:
    owed, under = known.filter(seen), _under(chosen.about, user, now, seen)
    # Written out as they stand: a subquery of a model is built once more for each section.
    counts = counted_at_once([*(owed.filter(within(section, now)) for section in When), under])
    start, current = reverse("deadline_board"), chosen.chosen("when")
    rest = f"&{chosen.query}" if chosen.query else ""
    sections = [
        Tab(label, number, f"{start}?when={section}{rest}", current == section)
        for (section, label), number in zip((*When.choices, UNDER_NOTICES), counts, strict=True)
    ]
    whole = Tab("All", "", f"{start}?{chosen.query}" if chosen.query else start, not current)
    return [whole, *sections]


def _places(user: User, chosen: BoardFilter, now: datetime) -> list[Place]:
    """Return what is owed in each district, for those who watch over the county and have not chosen anything."""
    if not works_for_county(user) or chosen.narrows:
        return []
    found = by_district(board_for(user, now=now), now=now, limit=COUNTED_TO + 1)
    return [
        Place(district.name, district.pk, [(section, _words(getattr(district, section))) for section in When])
        for district in found
    ]


def _words(number: int) -> str:
    return f"{COUNTED_TO:,}+" if number > COUNTED_TO else f"{number:,}"
