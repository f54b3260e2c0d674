"""The stages of a case: open again, to monitoring and back; and a party that was recorded in error."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.cases.models import Case
from asbcases.casework.forms.closing_case import ReasonForm, ReopenForm
from asbcases.casework.queries.case_ends import open_around
from asbcases.casework.transitions import mark_party_wrong, monitor_case, reopen_case, work_again
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

SHOWN = ("stage", "lead")


@acts
@once
def case_reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a closed case again, because of an incident or by a decision."""
    case = case_for(request, reference)
    user, now = require(request, Action.CLOSE_CASE), timezone.now()
    form = ReopenForm(typed(request), incidents=open_around(case, access.incidents_visible_to(user, now=now)))
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, case, form, shown=SHOWN):
            return stale
        said = form.cleaned_data
        if tried(form, lambda: reopen_case(case, **said, by=user, now=now)):
            messages.success(request, f"Case {case.reference} is open again: assess the risk anew.")
            return redirect("case_page", case.reference)
    closing = case.closings.order_by("-number").first()
    return form_page(request, "casework/case_reopen.html", form, {"case": case, "closing": closing})


Move = Callable[..., Case]


@acts
@once
def case_monitor(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that nothing more is done but to watch whether it stays quiet."""
    words = (
        "Move to monitoring",
        "Nothing more is done now but to watch whether it stays quiet; its dates go on.",
    )
    return _moved(request, reference, monitor_case, words)


@acts
@once
def case_work_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a case back from monitoring."""
    return _moved(request, reference, work_again, ("Work on it again", "It is open again; its dates go on."))


def _moved(request: HttpRequest, reference: str, move: Move, words: tuple[str, str]) -> HttpResponse:
    case = case_for(request, reference)
    user, now = require(request, Action.CLOSE_CASE), timezone.now()
    form = ReasonForm(typed(request))
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, case, form, shown=SHOWN):
            return stale
        reason = form.cleaned_data["reason"]
        if moved := tried(form, lambda: move(case, reason=reason, by=user, now=now)):
            messages.success(request, f"{case.reference} is {moved.get_stage_display().lower()} now.")
            return redirect("case_page", case.reference)
    context = {"case": case, "act": words[0], "button": words[0], "told": words[1], "versioned": True}
    return form_page(request, "casework/case_reason.html", form, context)


@acts
@once
def case_party_wrong(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say that somebody was put on a case by mistake."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    party = case.parties.filter(number=number).select_related("person", "case").first()
    if party is None:
        raise Http404(NOT_FOUND)
    form = ReasonForm(typed(request), label="What is wrong")
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["reason"]
        if tried(form, lambda: mark_party_wrong(party, why=why, by=user, now=now)):
            messages.success(
                request, "They are marked as recorded in error; what was owed about them has ended."
            )
            return redirect("case_page", case.reference)
    told = (
        f"{party.person.name} stands here as {party.get_role_display().lower()}. They stay on file, marked as recorded "
        "in error, and whatever is owed about them on this case ends."
    )
    context = {"case": case, "act": "Recorded in error", "button": "Mark as recorded in error", "told": told}
    return form_page(request, "casework/case_reason.html", form, context)
