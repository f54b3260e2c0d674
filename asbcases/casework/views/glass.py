"""Breaking the glass of a restricted case: by reference or beside a report, ending it, and reviewing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.case_choices import GlassVerdict
from asbcases.cases.models import GlassBreak, Report
from asbcases.casework.forms.glass import GlassByReferenceForm, GlassEndForm, GlassForm, GlassReviewForm
from asbcases.casework.queries.glass import all_tries, hours_of, looks_through, own_glass, told_glass
from asbcases.casework.transitions.glass import break_glass, end_glass, review_glass, review_told_glass
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import case_for, person, report_for, require, sees_case
from partners import access
from partners.choices import Action

# Word for word the same whether there is such a case or not.
ANSWER = (
    "What you asked is on record, and a supervisor was told. If it is a restricted case, it is open to you now for the "
    "time that you chose: look for it among the cases."
)


@acts
@once
def glass_break(request: HttpRequest) -> HttpResponse:
    """Open a restricted case of which somebody was told, with a reason, for some hours."""
    return _broken(request, GlassByReferenceForm, None)


@acts
@once
def glass_break_near(request: HttpRequest, reference: str) -> HttpResponse:
    """Open the restricted cases of which the notice beside a report speaks."""
    return _broken(request, GlassForm, report_for(request, reference))


def _broken(request: HttpRequest, kind: type[GlassForm], beside: Report | None) -> HttpResponse:
    user, now = require(request, Action.BREAK_GLASS), timezone.now()
    form = kind(typed(request), hours=hours_of(now))
    if form.is_bound and form.is_valid():
        said = {"hours": form.cleaned_data["hours"], "reason": form.cleaned_data["reason"]}
        sought = beside.reference if beside else form.cleaned_data["reference"]
        tried(form, lambda: break_glass(sought, **said, beside=beside, by=user, now=now))
        if not form.errors:
            messages.success(request, ANSWER)
            return redirect("report_page", beside.reference) if beside else redirect("glass_break")
    return form_page(request, "casework/glass_break.html", form, {"beside": beside})


@require_safe
def glass_tries(request: HttpRequest) -> HttpResponse:
    """List who asked for a restricted case, and why, the newest first; whether there was one is not said."""
    user, now = require(request, Action.REVIEW_GLASS), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="restricted cases asked for")
    page = page_of(request, all_tries(), ("-at", "-id"))
    return render(request, "casework/glass_tries.html", {"page": page})


@acts
@once
def glass_end(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a case again that one has opened oneself by breaking the glass."""
    case = case_for(request, reference)
    user, now = require(request, Action.BREAK_GLASS), timezone.now()
    glass = own_glass(case, user, now)
    form = GlassEndForm(typed(request))
    if glass is None or not form.is_bound or not tried(form, lambda: end_glass(glass, by=user, now=now)):
        return form_page(request, "casework/glass_end.html", form, {"case": case, "glass": glass})
    messages.success(request, f"{case.reference} is closed to you again.")
    return redirect("home")


@acts
@once
def glass_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show who broke the glass of a case and why, and say what a supervisor makes of it.

    Whoever was told of it when it was broken reads as much, and nothing else of a case that is hidden from them.
    """
    told = told_glass(reference, number, person(request))
    if told and not sees_case(request, reference):
        record_access(Look.PAGE, by=person(request), now=timezone.now(), about=f"broken glass of {reference}")
        return _page_of(request, told, review_told_glass, {"hidden": True})
    case = case_for(request, reference)
    require(request, Action.BREAK_GLASS)
    glass = get_object_or_404(case.glass_breaks.select_related("broken_by", "reviewed_by"), number=number)
    return _page_of(request, glass, review_glass, {"case": case})


def _page_of(
    request: HttpRequest, glass: GlassBreak, review: Callable[..., GlassBreak], context: dict[str, Any]
) -> HttpResponse:
    user, now = person(request), timezone.now()
    form = GlassReviewForm(typed(request))
    if form.is_bound:
        require(request, Action.REVIEW_GLASS)
    if form.is_bound and form.is_valid():
        verdict, words = GlassVerdict(form.cleaned_data["verdict"]), form.cleaned_data["words"]
        if tried(form, lambda: review(glass, verdict=verdict, words=words, by=user, now=now)):
            messages.success(request, "What you made of it is on record.")
            return redirect("glass_page", glass.case.reference, glass.number)
    may_review = access.may(user, Action.REVIEW_GLASS)
    shown = {
        "glass": glass,
        "reference": glass.case.reference,
        "looks": looks_through(glass) if may_review else [],
        "open": glass.ended_at is None and glass.ends_at > now,
        "may_review": may_review and user != glass.broken_by and glass.reviewed_at is None,
    }
    return form_page(request, "casework/glass_page.html", form, {**shown, **context})
