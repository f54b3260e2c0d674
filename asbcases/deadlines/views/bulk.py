"""Deciding about several deadlines at once: what was ticked is listed first, and each row succeeds or fails alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.queries import locked
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import requests_of
from asbcases.deadlines.views.deciding import TOGETHER, Decision
from asbcases.deadlines.views.rows import Row, rows_of
from asbcases.deadlines.views.scoping import AT_HAND, visible
from asbcases.errors import Refused
from asbcases.web.errors import conflict_in
from asbcases.web.form_pages import acts, form_page, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.ticks import keep, kept, ticks_in
from partners.choices import Action

ACTS = TOGETHER
MOST = 100
SESSION = "deadlines_together"


class Result(NamedTuple):
    """What became of one of the ticked rows: done, or refused with the reason."""

    row: Row
    refused: str


@acts
@once
def deadlines_together(request: HttpRequest) -> HttpResponse:
    """List what was ticked with what is due in it, ask for the reason, and decide about each row."""
    user, now = require(request, Action.RULE_ON_DEADLINES), timezone.now()
    sent = request.POST if request.method == "POST" else request.GET
    decision, ticks = TOGETHER.get(sent.get("act", "")), ticks_in(sent.getlist("row"), most=MOST)
    record_access(Look.LIST, by=user, now=now, about="deadlines: together")
    rows = rows_of(_found(ticks, user, now), now)
    if decision is None or not rows:
        nothing = {"decision": decision, "ticked": bool(ticks)}
        return render(request, "deadlines/together_nothing.html", nothing, status=400)
    districts = sorted({row.deadline.district_id for row in rows if row.deadline.district_id})
    form = decision.form(typed(request), user=user, districts=districts, now=now)
    if form.is_bound and form.is_valid():
        done = [(row, _decided(row, ticks, decision, form.cleaned_data, user, now)) for row in rows]
        return redirect("deadlines_together_done", _kept(request, decision, done))
    asked = requests_of([row.deadline for row in rows])
    context = {
        "decision": decision,
        "rows": [(row, asked.get(row.deadline.pk)) for row in rows],
        "ticks": [f"{pk}.{version}" for pk, version in ticks.items()],
        "gone": len(ticks) - len(rows),
        "now": now,
    }
    return form_page(request, "deadlines/together.html", form, context)


@require_safe
def deadlines_together_done(request: HttpRequest, key: str) -> HttpResponse:
    """Show what became of each row."""
    user, now = require(request, Action.RULE_ON_DEADLINES), timezone.now()
    became = kept(request, SESSION, key)
    record_access(Look.LIST, by=user, now=now, about="deadlines: together")
    refused = {int(pk): reason for pk, reason in became["results"]}
    results = [Result(row, refused[row.deadline.pk]) for row in rows_of(_found(refused, user, now), now)]
    context = {
        "decision": TOGETHER[became["act"]],
        "done": [result for result in results if not result.refused],
        "refused": [result for result in results if result.refused],
        "now": now,
    }
    return render(request, "deadlines/together_done.html", context)


def _found(ticked: Mapping[int, Any], user: User, now: datetime) -> list[Deadline]:
    """Return the ticked deadlines that this person may see, in the order in which they are locked."""
    rows = visible(Deadline.objects.filter(pk__in=list(ticked)), user, now=now)
    return list(rows.select_related(*AT_HAND).order_by("pk"))


def _decided(
    row: Row, ticks: Mapping[int, int], decision: Decision, said: Any, by: User, now: datetime
) -> str:
    """Decide about one row in a savepoint of its own, and return why it was refused, or nothing."""
    try:
        with transaction.atomic():
            deadline = locked(row.deadline)
            if deadline.version != ticks[deadline.pk]:
                raise Refused("It changed after you had ticked it: look at it again, then decide.")
            decision.act(deadline, said, by, now)
    except Refused as refused:
        return refused.reason
    except DatabaseError as error:
        if conflict := conflict_in(error):
            return conflict
        raise
    return ""


def _kept(request: HttpRequest, decision: Decision, results: Sequence[tuple[Row, str]]) -> str:
    """Keep what became of each row for the page that shows it, and return its key."""
    refusals = [(row.deadline.pk, refused) for row, refused in results]
    return keep(request, SESSION, {"act": decision.name, "results": refusals})
