"""What a change of policy or calendar moved: each deadline with the date it had, the date it got, and why."""

from typing import Any, NamedTuple, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.deadlines.choices import RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.views.board import whose
from asbcases.deadlines.views.scoping import NAMES, visible
from asbcases.web.keyset import page_of
from asbcases.web.scoped import require
from partners.choices import Action

NEWEST_FIRST = ("-id",)
AT_HAND = ("deadline", "case", "incident", "report", "review", "plan")


class Move(NamedTuple):
    """One deadline that moved, on its record."""

    ruling: Ruling
    reference: str
    record_url: str
    url: str

    @property
    def later(self) -> bool:
        """Return whether there is more time than before."""
        return self.ruling.due_after > self.ruling.due_before


@require_safe
def deadline_moved(request: HttpRequest) -> HttpResponse:
    """Show what moved in the district, in the county, or of one's own, the newest first."""
    user, now = require(request, Action.WATCH_DEADLINES), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="deadlines that moved")
    # A ruling hangs on the same record as its deadline, so that the same condition says who may see it.
    seen = visible(cast(QuerySet[Deadline], moved_for(user)), user, now=now)
    page = page_of(request, seen.select_related(*AT_HAND), NEWEST_FIRST)
    rows = [_move(cast(Ruling, row)) for row in page.rows]
    context = {"whose": whose(user), "page": page, "rows": rows}
    return render(request, "deadlines/moved.html", context)


def moved_for(user: User) -> QuerySet[Ruling]:
    """Return what a change moved: in the county, in a supervisor's district, or of one's own."""
    rows = Ruling.objects.filter(verb=RulingVerb.REPLANNED)
    if works_for_county(user):
        return rows
    if user.role == Role.SUPERVISOR:
        return rows.filter(deadline__district__in=districts_of(user))
    return rows.filter(deadline__owner=user)


def _move(ruling: Ruling) -> Move:
    name, record = _record_of(ruling)
    address = reverse("deadline_page", args=[record.reference, ruling.deadline_id])
    return Move(ruling, record.reference, reverse(f"{name}_page", args=[record.reference]), address)


def _record_of(ruling: Ruling) -> tuple[str, Any]:
    """Return the record of a ruling, which its reader may know of, with the name of its kind."""
    return next((name, getattr(ruling, name)) for name in NAMES.values() if getattr(ruling, name))
