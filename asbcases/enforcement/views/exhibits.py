"""Exhibits of a case: the list, one with its continuity, added, handed over, disposed of; and a page that prints."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.cases.models import Case
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.views.shared import listed
from asbcases.enforcement.forms.exhibits import DisposalForm, ExhibitForm, MoveForm
from asbcases.enforcement.forms.measures import parts_of
from asbcases.enforcement.models import Exhibit
from asbcases.enforcement.queries.exhibits import exhibits_of, holder_of, moves_of
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.transitions.exhibits import add_exhibit, dispose, hand_over
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action

SHOWN = ("kept_at", "seal", "disposed_at", "disposal")


@require_safe
def exhibit_list(request: HttpRequest, reference: str) -> HttpResponse:
    """List the exhibits of a case, by number."""
    case = case_for(request, reference)
    require(request, Action.ENFORCE)
    page = listed(request, exhibits_of(case), ("number", "id"), noun="exhibits")
    return render(request, "enforcement/exhibit_list.html", {"case": case, "page": page})


@acts
@once
def exhibit_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Add an exhibit."""
    case = case_for(request, reference)
    user, now = require(request, Action.ENFORCE), timezone.now()
    initial = {"found_by": user.name, **parts_of(now, "at_day", "at_time")}
    form = ExhibitForm(typed(request), documents=documents_of(case).filter(STANDS), initial=initial)
    if form.is_valid() and (made := tried(form, lambda: add_exhibit(case, **form.said, by=user, now=now))):
        messages.success(request, f"Exhibit {made.label} is added.")
        return redirect("exhibit_page", reference, made.number)
    context = {"case": case, "title": "Add an exhibit", "button": "Add the exhibit"}
    return form_page(request, "enforcement/order_form.html", form, context)


@require_safe
def exhibit_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show an exhibit, and through whose hands it went."""
    case = case_for(request, reference)
    require(request, Action.ENFORCE)
    return render(request, "enforcement/exhibit_page.html", _shown(_exhibit(case, number)))


@require_safe
def exhibit_continuity(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show the continuity of an exhibit for a court; whoever opens it is noted to have taken it out."""
    case = case_for(request, reference, look=Look.EXPORT)
    require(request, Action.ENFORCE)
    context = {**_shown(_exhibit(case, number)), "now": timezone.now()}
    return render(request, "enforcement/exhibit_continuity.html", context)


def _exhibit(case: Case, number: int) -> Exhibit:
    exhibit = get_object_or_404(exhibits_of(case), number=number)
    exhibit.case = case
    return exhibit


def _shown(exhibit: Exhibit) -> dict[str, Any]:
    moves = list(moves_of(exhibit))
    holder = moves[-1].to_whom if moves else exhibit.found_by
    return {"case": exhibit.case, "exhibit": exhibit, "moves": moves, "holder": holder}


@acts
@once
def exhibit_move(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record a handover."""
    exhibit, user = _asked(request, reference, number)
    now = timezone.now()
    initial = {"from_whom": holder_of(exhibit), **parts_of(now, "at_day", "at_time")}
    form = MoveForm(typed(request), initial=initial)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, exhibit, form, shown=SHOWN):
            return stale
        if tried(form, lambda: hand_over(exhibit, **form.said, by=user, now=now)):
            messages.success(request, f"{exhibit.label} is handed over.")
            return redirect("exhibit_page", reference, number)
    return _form(request, exhibit, form, f"Hand {exhibit.label} over", "Record the handover")


@acts
@once
def exhibit_dispose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record what became of an exhibit."""
    exhibit, user = _asked(request, reference, number)
    now = timezone.now()
    form = DisposalForm(typed(request), initial=parts_of(now, "at_day", "at_time"))
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, exhibit, form, shown=SHOWN):
            return stale
        said = {"disposed_at": form.at or now, "disposal": form.cleaned_data["disposal"]}
        if tried(form, lambda: dispose(exhibit, **said, by=user, now=now)):
            messages.success(request, f"What became of {exhibit.label} is kept.")
            return redirect("exhibit_page", reference, number)
    return _form(request, exhibit, form, f"What became of {exhibit.label}", "Keep it", warning=True)


def _asked(request: HttpRequest, reference: str, number: int) -> tuple[Exhibit, User]:
    case = case_for(request, reference)
    user = require(request, Action.ENFORCE)
    return _exhibit(case, number), user


def _form(
    request: HttpRequest, exhibit: Exhibit, form: Any, title: str, button: str, **more: Any
) -> HttpResponse:
    context = {"case": exhibit.case, "exhibit": exhibit, "record": exhibit, "title": title, "button": button}
    return form_page(request, "enforcement/order_form.html", form, {**context, **more})
