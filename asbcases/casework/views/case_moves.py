"""The stages of a case: open again, to monitoring and back; and a party that was recorded in error."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident
from asbcases.casework.forms.closing_case import ReasonForm, ReopenForm
from asbcases.casework.queries import cases as queries
from asbcases.casework.transitions import mark_party_wrong, monitor_case, reopen_case, work_again
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

SHOWN = ("stage", "lead")
# So many new incidents of the same people or place are offered when a case is opened again.
OFFERED = 20


@acts
@once
def case_reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a closed case again, because of an incident or by a decision."""
    case = case_for(request, reference)
    user, now = require(request, Action.CLOSE_CASE), timezone.now()
    form = ReopenForm(typed(request), incidents=_since(case, user, now))
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, case, form, shown=SHOWN):
            return stale
        said = form.cleaned_data
        if tried(form, lambda: reopen_case(case, **said, by=user, now=now)):
            messages.success(request, f"Case {case.reference} is open again: assess the risk anew.")
            return redirect("case_page", case.reference)
    closing = case.closings.order_by("-number").first()
    return form_page(request, "casework/case_reopen.html", form, {"case": case, "closing": closing})


def _since(case: Case, user: User, now: datetime) -> QuerySet[Incident]:
    """Return the open incidents of the people of a case, or of its premises, that are no part of it."""
    people = queries.parties_of([case]).values_list("person", flat=True)
    linked = case.incident_links.filter(recorded_in_error_at__isnull=True).values("incident")
    places = Incident.objects.filter(pk__in=linked, premises__isnull=False).values_list("premises", flat=True)
    alike = Q(parties__person__in=list(people)) | Q(premises__in=list(places))
    visible = access.incidents_visible_to(user, now=now).filter(
        alike, closed_at__isnull=True, recorded_in_error_at__isnull=True
    )
    keys = visible.exclude(pk__in=linked).order_by("-pk").values_list("pk", flat=True).distinct()[:OFFERED]
    return Incident.objects.filter(pk__in=list(keys)).order_by("-happened_from", "-pk")


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
