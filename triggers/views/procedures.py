"""The procedures of areas: every version, all that one states, and what would change under it."""

from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action
from triggers.models import LocalProcedure
from triggers.queries.areas import names_of_areas
from triggers.queries.previewing import as_it_stands, would_change
from triggers.rules.preview import Change
from triggers.rules.procedures import TO_BE_CONFIRMED, Procedure, unstated, warnings
from triggers.views.procedure_words import stated

IN_FORCE, TO_COME, OVER = ("In force", "green"), ("To come", "blue"), ("Ended", "grey")
# A page shows no endless list; how many there are it says in numbers.
MOST = 100


class Version(NamedTuple):
    """A version in the list: its row, whether it is in force, how much it leaves open, and of what it is warned."""

    row: LocalProcedure
    state: tuple[str, str]
    open: int
    warned: int


class Area(NamedTuple):
    """An area with its versions, the newest first."""

    code: str
    name: str
    versions: list[Version]


class Changed(NamedTuple):
    """What would change: how many applications, and those of them that one may see."""

    open: int
    over: int
    governed: int
    seen: list[Change]


@require_safe
def procedure_list(request: HttpRequest) -> HttpResponse:
    """List every version of every area."""
    user, now = require(request, Action.READ_PROCEDURES), timezone.now()
    may_keep = access.may(user, Action.KEEP_PROCEDURES)
    return render(request, "triggers/procedure_list.html", {"areas": areas_at(now), "may_keep": may_keep})


def areas_at(now: datetime) -> list[Area]:
    """Return every area with its versions, as they stand at an instant."""
    today, limits = london_day(now), limits_in_force(now)
    found: dict[str, list[Version]] = {}
    for row in LocalProcedure.objects.order_by("-in_force_from"):
        read = as_it_stands(row)
        shown = Version(row, state_of(row, today), len(unstated(read)), len(warnings(read, limits)))
        found.setdefault(row.area, []).append(shown)
    return [Area(code, name, found.get(code, [])) for code, name in names_of_areas().items()]


def state_of(row: LocalProcedure, today: date) -> tuple[str, str]:
    """Return whether a version is in force, in a word and its colour."""
    if row.in_force_from > today:
        return TO_COME
    return OVER if row.in_force_to is not None and row.in_force_to < today else IN_FORCE


@require_safe
def procedure_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all that a version states, and what it leaves to be confirmed."""
    user, now = require(request, Action.READ_PROCEDURES), timezone.now()
    row = get_object_or_404(LocalProcedure.objects.select_related("entered_by"), pk=pk)
    procedure = as_it_stands(row)
    context = {
        "row": row,
        "state": state_of(row, london_day(now)),
        "groups": stated(procedure),
        "open": unstated(procedure),
        "to_be_confirmed": TO_BE_CONFIRMED,
        "warned": warnings(procedure, limits_in_force(now)),
        "may_keep": access.may(user, Action.KEEP_PROCEDURES),
    }
    return render(request, "triggers/procedure_page.html", context)


@require_safe
def procedure_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which applications a version changes, compared with what would govern without it."""
    user = require(request, Action.READ_PROCEDURES)
    row = get_object_or_404(LocalProcedure, pk=pk)
    changed = changed_by(as_it_stands(row), user)
    return render(request, "triggers/procedure_changes.html", {"row": row, "changed": changed})


def changed_by(procedure: Procedure, user: User) -> Changed:
    """Return what would change under a version, for somebody: of applications that they may not see only how many."""
    now = timezone.now()
    changes = would_change(procedure, now)
    references = [change.application.reference for change in changes]
    visible = access.reviews_visible_to(user, now=now).filter(reference__in=references)
    names = set(visible.values_list("reference", flat=True))
    seen = [change for change in changes if change.application.reference in names]
    if names:
        record_access(Look.LIST, by=user, now=now, about=f"what a procedure changes: {procedure.area}")
    still = sum(change.application.open for change in changes)
    governed = sum(change.governed for change in changes)
    return Changed(still, len(changes) - still, governed, seen[:MOST])
