"""One page for each thing that is decided about a deadline: ask, extend, return, pause, resume, hand over, waive, cancel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.deadlines.queries import requests_of
from asbcases.deadlines.views.deciding import ALONE, Decision
from asbcases.deadlines.views.rows import rows_of
from asbcases.deadlines.views.scoping import deadline_of, root_for
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

# What somebody who decides must know of, when it changed since they opened the form.
SHOWN = ("due_at", "owner", "met_at", "cancelled_at")


@acts
@once
def deadline_ask(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Ask the supervisor for more time."""
    return _decided(request, reference, pk, ALONE["ask"])


@acts
@once
def deadline_extend(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Give more time, asked for or not."""
    return _decided(request, reference, pk, ALONE["extend"])


@acts
@once
def deadline_return(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Send a request for more time back."""
    return _decided(request, reference, pk, ALONE["return"])


@acts
@once
def deadline_pause(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Let the clock stand still until an instant."""
    return _decided(request, reference, pk, ALONE["pause"])


@acts
@once
def deadline_resume(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """End a pause."""
    return _decided(request, reference, pk, ALONE["resume"])


@acts
@once
def deadline_reassign(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Give it to somebody else to do."""
    return _decided(request, reference, pk, ALONE["reassign"])


@acts
@once
def deadline_waive(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Say that it need not be done."""
    return _decided(request, reference, pk, ALONE["waive"])


@acts
@once
def deadline_cancel(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Say that it is owed no more."""
    return _decided(request, reference, pk, ALONE["cancel"])


def _decided(request: HttpRequest, reference: str, pk: int, decision: Decision) -> HttpResponse:
    record = root_for(request, reference)
    user, now = require(request, decision.needs), timezone.now()
    deadline = deadline_of(record, pk)
    districts = [deadline.district_id] if deadline.district_id else []
    form = decision.form(typed(request), user=user, districts=districts, now=now, until=deadline.asked_until)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, deadline, form, shown=SHOWN):
            return stale
        if tried(form, lambda: decision.act(deadline, form.cleaned_data, user, now)):
            what = deadline.get_kind_display().capitalize()
            messages.success(request, f"{what} of {reference}: {decision.done}.")
            return redirect("deadline_page", reference, pk)
    context = {
        "decision": decision,
        "watches": access.may(user, Action.WATCH_DEADLINES),
        "row": rows_of([deadline], now)[0],
        "deadline": deadline,
        "asked": requests_of([deadline]).get(pk) if deadline.asked_until else None,
        "now": now,
    }
    return form_page(request, "deadlines/act.html", form, context)
