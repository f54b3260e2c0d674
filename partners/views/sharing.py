"""What is shared of a case and with whom: the list, a new share in a minute, and who has read what."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.models import AccessGrant, Case
from asbcases.casework.queries.cases import incidents_of
from asbcases.casework.queries.restricted import restriction_of
from asbcases.web.form_pages import acts, form_page, taken_off, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import case_for, person_for, require
from partners import access
from partners.choices import Action
from partners.forms.sharing import RecallForm, ShareForm
from partners.models import Share
from partners.queries import readings
from partners.queries.offering import partners_at_work, preset_for, suggested_for
from partners.queries.share_requests import requests_on
from partners.queries.share_requests import shown as shown_request
from partners.queries.sharing import (
    NOT_RECALLED,
    ever_given_before,
    given_before,
    name_of,
    receiver_of,
    shares_of,
    shown,
)
from partners.transitions.changing import recall_given_before
from partners.transitions.sharing import share_case


@require_safe
def case_shares(request: HttpRequest, reference: str) -> HttpResponse:
    """Show with whom a case is or was shared, and who has read what of it."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    page = page_of(request, readings.read_of(case), readings.ORDER)
    context = {
        "case": case,
        "shares": [shown(share, now) for share in shares_of(case)],
        "asked": [shown_request(row, now) for row in requests_on(case, user, now=now)],
        "before": [(grant, name_of(receiver_of(grant))) for grant in given_before(case, now)],
        "page": page,
        "read": readings.readings_in(page),
        "may_share": access.may(user, Action.SHARE_CASE),
        "now": now,
    }
    return render(request, "partners/case_shares.html", context)


@require_safe
def case_share_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Show with whom a case might be shared: whom it suggests, and why, before all others."""
    case = case_for(request, reference)
    user, now = require(request, Action.SHARE_CASE), timezone.now()
    incidents = list(incidents_of(case, access.incidents_visible_to(user, now=now)))
    suggested, others = suggested_for(case, incidents, now)
    context = {"case": case, "suggested": suggested, "others": others}
    return render(request, "partners/case_share_new.html", context)


@acts
@once
def case_share_with(request: HttpRequest, reference: str, agency: int) -> HttpResponse:
    """Share a case with an agency, a team of it or one of its people."""
    case = case_for(request, reference)
    user, now = require(request, Action.SHARE_CASE), timezone.now()
    partner = get_object_or_404(partners_at_work(), pk=agency)
    preset = preset_for(partner, now)
    restricted = restriction_of(case) is not None
    form = ShareForm(typed(request), agency=partner, preset=preset, restricted=restricted)
    if form.is_valid() and (share := tried(form, lambda: _shared(form, case, user, now))):
        messages.success(request, f"Shared with {name_of(receiver_of(share.grant))}.")
        return redirect("case_shares", reference)
    context = {"case": case, "partner": partner, "preset": preset, "restricted": restricted}
    return form_page(request, "partners/case_share_with.html", form, context)


def _shared(form: ShareForm, case: Case, by: User, now: datetime) -> Share:
    said = form.stated()
    return share_case(case, said.pop("receiver"), **said, by=by, now=now)


@acts
@once
def case_grant_recall(request: HttpRequest, reference: str, grant: int) -> HttpResponse:
    """End what was given to a partner before shares were kept."""
    case = case_for(request, reference)
    user, now = require(request, Action.SHARE_CASE), timezone.now()
    given = get_object_or_404(taken_off(request, ever_given_before(case, now), NOT_RECALLED), pk=grant)
    name, form = name_of(receiver_of(given)), RecallForm(typed(request))
    sound = form.is_bound and form.is_valid()
    recalled = tried(form, lambda: _recalled(form, case, given, user, now)) if sound else None
    if recalled:
        messages.success(request, f"What was given to {name} is recalled.")
        return redirect("case_shares", reference)
    context = {"case": case, "title": f"Recall what was given to {name}", "button": "Recall it now"}
    return form_page(request, "partners/case_grant_recall.html", form, context)


def _recalled(form: RecallForm, case: Case, given: AccessGrant, by: User, now: datetime) -> AccessGrant:
    return recall_given_before(case, given, **form.stated(), by=by, now=now)


@require_safe
def person_shares(request: HttpRequest, reference: str) -> HttpResponse:
    """Show which cases of a person are or were shared, and who has read what about them."""
    person = person_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    page = page_of(request, readings.read_about(person, user, now=now), readings.ORDER)
    context = {
        "person": person,
        "shares": [shown(share, now) for share in readings.shared_about(person, user, now=now)],
        "page": page,
        "read": readings.readings_in(page),
    }
    return render(request, "partners/person_shares.html", context)
