"""The list of cases: what is due first, or the newest first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.forms.filters import CaseFilter
from asbcases.casework.queries import cases as queries
from asbcases.casework.views.diary import Due, told
from asbcases.casework.views.shared import listed, look_at_list
from asbcases.deadlines.models import Deadline
from asbcases.web.keyset import Page
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action
from risk.queries import with_current_level

NEWEST = ("-opened_at", "-id")
DUE_FIRST = ("due_at", "id")


class Row(NamedTuple):
    """One case of the list: its victims, its level, and what is owed next."""

    case: Case
    victims: list[CaseParty]
    level: str | None
    next: Due | None


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """List the cases that one may see, what is due first or the newest first."""
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    chosen = CaseFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "casework/case_list.html", {"form": chosen}, status=400)
    look_at_list(user, "cases", chosen, now=now)
    page, rows = _rows(request, chosen, user, now)
    context = {
        "form": chosen,
        "page": page,
        "rows": rows,
        "now": now,
        "may_open": access.may(user, Action.OPEN_CASE),
        "may_allocate": access.may(user, Action.ALLOCATE_CASE),
    }
    return render(request, "casework/case_list.html", context)


def _rows(
    request: HttpRequest, chosen: CaseFilter, user: User, now: datetime
) -> tuple[Page[Case] | Page[Deadline], list[Row]]:
    cases = queries.selected(access.cases_visible_to(user, now=now))
    if chosen.due_first:
        owed = access.scope(queries.due_first(), user, path="case", now=now)
        wanted = _wanted(chosen, user, case="case", led=lambda: Q(case__in=queries.led_by(cases, user)))
        due = listed(request, owed.filter(wanted), DUE_FIRST, noun="cases")
        found = [deadline.case for deadline in due if deadline.case]
        first = {deadline.case_id: deadline for deadline in due if deadline.case_id}
        return due, _told(found, first, user, now)
    wanted = _wanted(chosen, user, case="pk", led=lambda: Q(lead=user))
    page = listed(request, queries.newest(_in_stage(cases.filter(wanted), chosen)), NEWEST, noun="cases")
    return page, _told(page.rows, queries.next_of(page.rows), user, now)


def _wanted(chosen: CaseFilter, user: User, *, case: str, led: Callable[[], Q]) -> Q:
    return wanted_by(chosen.chosen("whose"), chosen.chosen("district"), user, case=case, led=led)


def wanted_by(whose: str, district: District | None, user: User, *, case: str, led: Callable[[], Q]) -> Q:
    """Return the condition on a case, or on what is owed on one: both carry the district, which has an index."""
    if whose == CaseFilter.OPENED:
        return Q(**{f"{case}__in": queries.opened_to(user)})
    wanted = led() if whose == CaseFilter.MINE else Q()
    if district:
        return wanted & Q(district=district)
    if whose == CaseFilter.ALL and not works_for_county(user):
        return Q(district__in=districts_of(user))
    return wanted


def _in_stage(cases: QuerySet[Case], chosen: CaseFilter) -> QuerySet[Case]:
    return in_state(cases, chosen.chosen("stage"))


def in_state(cases: QuerySet[Case], stage: str) -> QuerySet[Case]:
    """Return the cases that are open or monitored, or closed, or all of them."""
    if stage == CaseFilter.OPEN:
        return queries.still_open(cases)
    return queries.closed(cases) if stage == CaseFilter.CLOSED else cases


def _told(cases: Sequence[Case], owed: Mapping[int, Deadline], user: User, now: datetime) -> list[Row]:
    victims = queries.victims_of(cases)
    visible = access.cases_visible_to(user, now=now).filter(pk__in=[case.pk for case in cases])
    levels = {case.pk: case.current_level for case in with_current_level(visible)}  # type: ignore[attr-defined]
    return [
        _row(case, victims.get(case.pk, []), levels.get(case.pk), owed.get(case.pk), now) for case in cases
    ]


def _row(
    case: Case, victims: list[CaseParty], level: str | None, owed: Deadline | None, now: datetime
) -> Row:
    return Row(case, victims, level, told(owed, now) if owed else None)
