"""A new report: one page on which everything is asked once, with what the file knows already beside it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asbcases.accounts.models import User
from asbcases.cases.choices import Channel, Precision
from asbcases.cases.models import Person, Report
from asbcases.casework.forms.intake import ReportForm
from asbcases.casework.queries.offered import cases_for
from asbcases.casework.transitions import (
    attach_report,
    note_reference,
    promise_call_back,
    receive_report,
    recognise,
    state_safe_contact,
)
from asbcases.casework.transitions.joining import NOT_OFFERED
from asbcases.casework.views.drafting import drafted, keep, key_of
from asbcases.casework.views.panel import chosen_of, panel_for
from asbcases.errors import Refused
from asbcases.web.drafts import filled, throw_away, unfinished
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

DRAFT = "report"
# What is asked once of a person, and filled in when the caller is said to be them.
ONCE = ("language", "adjustments")


@acts
@once
def report_new(request: HttpRequest) -> HttpResponse:
    """Keep what somebody tells us, word for word; or show what the file knows of them, or keep a draft of it."""
    user, now, key = require(request, Action.RECEIVE_REPORT), timezone.now(), key_of(request)
    if "draft" in request.POST and (answer := keep(request, user, DRAFT, key, now=now)):
        return answer
    if request.method != "POST" or {"look", "draft"} & {*request.POST}:
        return _shown(request, key, user, now)
    form = ReportForm(typed(request), user=user, now=now)
    if form.is_valid() and (report := tried(form, lambda: _received(request.POST, form, user, now))):
        throw_away(user, DRAFT, key)
        return _onwards(request, report)
    context = {**_beside(request.POST, user, now), **_page_of(key)}
    return form_page(request, "casework/report_new.html", form, context)


@require_POST
def report_matches(request: HttpRequest) -> HttpResponse:
    """Show the panel by itself, while somebody types; by POST, so that no number or name stands in an address."""
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    return render(request, "casework/matches.html", _beside(request.POST, user, now))


def _shown(request: HttpRequest, key: str, user: User, now: datetime) -> HttpResponse:
    """Show the form with what was typed into it so far: just now, or before it was left."""
    form = ReportForm(user=user, now=now, initial=_blank(user, now))
    written, draft = drafted(user, DRAFT, key, now=now)
    if request.method == "POST":
        written, draft = request.POST, None
    if written:
        filled(form, written)
        _fill_once(form, written, user, now)
    context = {
        **_beside(written or QueryDict(), user, now),
        **_page_of(key),
        "draft": draft,
        "unfinished": unfinished(user, DRAFT, besides=key, now=now),
    }
    return form_page(request, "casework/report_new.html", form, context)


def _beside(written: QueryDict, user: User, now: datetime) -> dict[str, Any]:
    panel = panel_for(written, user, now)
    return {"panel": panel, "may_see_cases": access.may(user, Action.OPEN_CASE)}


def _page_of(key: str) -> dict[str, Any]:
    return {"draft_form": DRAFT, "draft_about": key}


def _blank(user: User, now: datetime) -> dict[str, Any]:
    return {
        "happened_precision": Precision.EXACT,
        "on_day": timezone.localdate(now),
        "received": ReportForm.NOW,
        "district": user.district_id,
    }


def _fill_once(form: ReportForm, written: QueryDict, user: User, now: datetime) -> None:
    """Fill in what the person who was chosen was asked once, where nothing was typed."""
    if chosen := chosen_of(written, user, now):
        for name in ONCE:
            form.initial[name] = form.initial.get(name) or getattr(chosen.person, name)


def _onwards(request: HttpRequest, report: Report) -> HttpResponse:
    if told := getattr(report, "tells_of", None):
        incident = told.incident.reference
        messages.success(
            request, f"Report {report.reference} is kept, and part of incident {incident}. Triage it again."
        )
        return redirect("incident_triage", incident)
    if case := request.POST.get("add_to_case"):
        messages.success(request, f"Report {report.reference} is kept. Grade it: then it is added to {case}.")
        return redirect(f"{reverse('report_grade', args=[report.reference])}?{urlencode({'case': case})}")
    if request.POST.get("next") == "grade":
        messages.success(request, f"Report {report.reference} is kept. Now grade it.")
        return redirect("report_grade", report.reference)
    messages.success(request, f"Report {report.reference} is kept. Now record the incident that it tells of.")
    return redirect("report_page", report.reference)


def _received(written: QueryDict, form: ReportForm, by: User, now: datetime) -> Report:
    """Keep the report and what was agreed with the caller, all of it or nothing."""
    said, chosen = form.cleaned_data, chosen_of(written, by, now)
    if said["person"] and chosen is None:
        raise Refused(
            "What you typed matches the person whom you chose no more: choose again, or choose nobody."
        )
    with transaction.atomic():
        report = _kept(form, chosen.person if chosen else None, by, now)
        if chosen:
            recognise(report, chosen.person, reasons=chosen.reasons, by=by, now=now)
        if said["reference_written"]:
            system, number = said["reference_system"], said["reference_written"]
            note_reference(report, system=system, written=number, issued_on=None, by=by, now=now)
        if form.call_by:
            promise_call_back(report, call_by=form.call_by, by=by, now=now)
        if way := form.way:
            state_safe_contact(report, **way, by=by, now=now)
        if wanted := written.get("add_to"):
            _add(report, wanted, by, now)
        if case := written.get("add_to_case"):
            _refuse_unless_offered(report, case)
    return report


def _kept(form: ReportForm, person: Person | None, by: User, now: datetime) -> Report:
    said, caller = form.cleaned_data, form.caller()
    assert form.span is not None  # noqa: S101 - a valid form has both
    assert form.received_at is not None  # noqa: S101
    for name in ONCE if person else ():
        caller[name] = caller[name] or getattr(person, name)
    return receive_report(
        narrative=said["narrative"],
        channel=Channel(said["channel"]),
        agency=said.get("agency"),
        place_text=said["place_text"],
        district=said["district"],
        happened_from=form.span.start,
        happened_until=form.span.end,
        happened_precision=form.span.precision,
        received_at=form.received_at,
        **caller,
        by=by,
        now=now,
    )


def _refuse_unless_offered(report: Report, reference: str) -> None:
    """Keep nothing where the case was closed meanwhile, or was never shown."""
    if reference not in {case.reference for case in cases_for(report)}:
        raise Refused(NOT_OFFERED)


def _add(report: Report, reference: str, by: User, now: datetime) -> None:
    incident = access.incidents_visible_to(by, now=now).filter(reference=reference).first()
    if incident is None:
        raise Refused("There is no incident with this reference that you may see: choose another, or none.")
    attach_report(report, incident, by=by, now=now)
