"""What a partner's agency asked the police to share: the list, a request, and asking for something."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Report
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, person, require
from partners import access
from partners.choices import Action
from partners.forms.share_requests import AskForm
from partners.models import Share, ShareRequest
from partners.queries.offering import preset_for
from partners.queries.own_reports import own_reports
from partners.queries.share_requests import asked_by, shared_by, shown
from partners.transitions.share_asking import ask_about_report, ask_for_more, withdraw_request

ORDER = ("-recorded_at", "-id")


@require_safe
def asked_list(request: HttpRequest) -> HttpResponse:
    """List what the person's agency asked the police to share, the newest first, with the answers."""
    user, now = require(request, Action.ASK_FOR_SHARE), timezone.now()
    page = page_of(request, asked_by(user, now=now), ORDER)
    record_access(Look.LIST, by=user, now=now, about="What we asked for")
    context = {"page": page, "asked": [shown(row, now) for row in page]}
    return render(request, "partners/asked_list.html", context)


@require_safe
def asked_page(request: HttpRequest, asked: str) -> HttpResponse:
    """Show one request to the agency that made it, with the answer."""
    user, row = asked_for(request, asked)
    now = timezone.now()
    context = {"asked": shown(row, now), "row": row, "case": shared_by(row, user, now=now)}
    return render(request, "partners/asked_page.html", context)


@require_POST
@once
def asked_withdraw(request: HttpRequest, asked: str) -> HttpResponse:
    """Withdraw what was asked for."""
    user, row = asked_for(request, asked)
    withdraw_request(row, by=user, now=timezone.now())
    messages.success(request, f"{asked} is withdrawn: the police need not answer it.")
    return redirect("asked_page", asked)


@acts
@once
def asked_about_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask to be given what helps with a report of one's own agency."""
    user, now, report = own_report_for(request, reference)
    form = _form(request, user, now)
    if form.is_valid():
        made = tried(form, lambda: ask_about_report(report, **form.cleaned_data, by=user, now=now))
        if made:
            return _done(request, made)
    return form_page(request, "partners/asked_form.html", form, {"about": reference, "report": True})


@acts
@once
def asked_for_more(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for more of a case that is shared already, or for longer."""
    user, now, share = share_for(request, reference)
    form = _form(request, user, now)
    if form.is_valid():
        made = tried(form, lambda: ask_for_more(share, reference, **form.cleaned_data, by=user, now=now))
        if made:
            return _done(request, made)
    return form_page(request, "partners/asked_form.html", form, {"about": reference})


def _form(request: HttpRequest, user: User, now: datetime) -> AskForm:
    preset = preset_for(user.agency, now)
    first: dict[str, Any] = {"purpose": preset.purpose, "gateway": preset.gateway}
    return AskForm(typed(request), initial=first)


def _done(request: HttpRequest, made: ShareRequest) -> HttpResponse:
    messages.success(request, f"{made.reference} is with the police.")
    return redirect("asked_page", made.reference)


def own_report_for(request: HttpRequest, reference: str) -> tuple[User, datetime, Report]:
    """Return a report of the person's own agency; 404 where it made none of that reference."""
    user, now = person(request), timezone.now()
    report = own_reports(user, now=now).filter(reference=reference).first()
    if report is None:
        raise Http404(NOT_FOUND)
    require(request, Action.ASK_FOR_SHARE)
    return user, now, report


def share_for(request: HttpRequest, reference: str) -> tuple[User, datetime, Share]:
    """Return the first share by which the person knows a case; 404 where nothing of it is shared with them."""
    user, now = person(request), timezone.now()
    share = access.shares_open_of(reference, user, now=now).order_by("number").first()
    if share is None:
        raise Http404(NOT_FOUND)
    require(request, Action.ASK_FOR_SHARE)
    return user, now, share


def asked_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> tuple[User, ShareRequest]:
    """Return a request that the person may read, and keep that it was read; 404 where it is not theirs."""
    user, now = require(request, Action.ASK_FOR_SHARE), timezone.now()
    row = asked_by(user, now=now).filter(reference=reference).first()
    if row is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, about=f"request {row.reference}")
    return user, row
