"""The orders board: what is in force, what ends or falls due first, and the drafts that wait for approval."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import District, User
from asbcases.casework.views.diary import Due, told
from asbcases.casework.views.shared import listed, look_at_list
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.choices import MeasureState
from asbcases.enforcement.forms.boards import BoardFilter
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries import boards as queries
from asbcases.law.periods import london_day
from asbcases.web.keyset import Page
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

DUE_FIRST = ("due_at", "id")
ENDS_FIRST = ("last_day", "id")
OLDEST, NEWEST = ("id",), ("-id",)


class Row(NamedTuple):
    """One measure of the board, and what is next about it."""

    measure: Measure
    next: Due | None

    @property
    def waits(self) -> bool:
        """Return whether it waits for approval."""
        return self.measure.state == MeasureState.SUBMITTED


class Shelf(NamedTuple):
    """One list of the board: its rows in their order, and how a page of them is shown."""

    rows: QuerySet[Any]
    order: tuple[str, ...]
    lines: Callable[[Sequence[Any], datetime], list[Row]]


@require_safe
def order_board(request: HttpRequest) -> HttpResponse:
    """List what is in force, or the drafts, of those that one may see."""
    user, now = require(request, Action.SEE_ORDERS), timezone.now()
    chosen = BoardFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "enforcement/order_board.html", {"form": chosen}, status=400)
    look_at_list(user, "orders", chosen, now=now)
    page, rows = _rows(request, chosen, user, now)
    context = {"form": chosen, "page": page, "rows": rows, "now": now, "today": london_day(now)}
    return render(request, "enforcement/order_board.html", context)


def _rows(
    request: HttpRequest, chosen: BoardFilter, user: User, now: datetime
) -> tuple[Page[Any], list[Row]]:
    wanted = wanted_by(user, now, kind=chosen.chosen("kind"), about=chosen.chosen("about"))
    shown = shelf_of(chosen.chosen("show"), wanted, user, now, district=chosen.chosen("district"))
    page = listed(request, shown.rows, shown.order, noun="orders")
    return page, shown.lines(page.rows, now)


def shelf_of(show: str, wanted: Q, user: User, now: datetime, *, district: District | None) -> Shelf:
    """Return what the board lists of the measures that one may see, of a district where one was chosen."""
    if show == BoardFilter.NEXT:
        shelf = Shelf(queries.owed_answers(wanted), DUE_FIRST, _by_clock)
    else:
        measures, order = _list(show, now)
        shelf = Shelf(measures.filter(wanted), order, _by_measure)
    rows = shelf.rows.filter(district=district) if district else shelf.rows
    return shelf._replace(rows=access.scope(rows, user, path="case", now=now, district="district"))


def _list(show: str, now: datetime) -> tuple[QuerySet[Measure], tuple[str, ...]]:
    live = queries.live_measures(london_day(now))
    lists: Mapping[str, Callable[[], tuple[QuerySet[Measure], tuple[str, ...]]]] = {
        BoardFilter.ENDS: lambda: (queries.with_last_day(live), ENDS_FIRST),
        BoardFilter.OPEN_ENDED: lambda: (live.filter(ends_on__isnull=True), OLDEST),
        BoardFilter.NEWEST: lambda: (live, NEWEST),
        BoardFilter.WAITING: lambda: (queries.waiting_measures(), OLDEST),
        BoardFilter.DRAFTS: lambda: (queries.drafted_measures(), NEWEST),
    }
    return lists[show]()


def _by_measure(measures: Sequence[Measure], now: datetime) -> list[Row]:
    clocks = queries.next_clocks(measures)
    return [_row(measure, clocks.get(measure.reference), now) for measure in measures]


def _by_clock(owed: Sequence[Deadline], now: datetime) -> list[Row]:
    """Return the replies and reviews that are owed, each with its measure."""
    found = queries.by_reference(owed)
    pairs = [(found.get(queries.reference_of(clock)), clock) for clock in owed]
    return [_row(measure, clock, now) for measure, clock in pairs if measure]


def _row(measure: Measure, clock: Deadline | None, now: datetime) -> Row:
    return Row(measure, told(clock, now) if clock else None)


def wanted_by(user: User, now: datetime, *, kind: str = "", about: str = "") -> Q:
    """Return the condition that the filter makes; who or what one may not know of is on no measure."""
    wanted = Q(kind=kind) if kind else Q()
    if not about:
        return wanted
    people = access.people_visible_to(user, now=now).filter(reference=about)
    places = access.premises_visible_to(user, now=now).filter(reference=about)
    person = people.select_related("same_as").first() if about.startswith("PER") else None
    premises = places.first() if about.startswith("PRM") else None
    return wanted & (queries.about(person, premises) if person or premises else Q(pk__in=[]))
