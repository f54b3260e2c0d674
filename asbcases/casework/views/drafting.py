"""Drafts of pages that take long: kept by a button, or by a script every so often; thrown away by who made them."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asbcases.accounts.models import User
from asbcases.errors import Refused
from asbcases.law.words import time_words
from asbcases.web.drafts import draft_of, keep_draft, throw_away
from asbcases.web.models import Draft
from asbcases.web.scoped import require
from partners.choices import Action

# The pages that keep drafts; each but the first belongs to a record.
NEW = "report"
PAGES: Mapping[str, str] = {
    NEW: "report_new",
    "grade": "report_grade",
    "triage": "incident_triage",
    "journal": "case_journal_new",
}
# What a page is about: a page that belongs to no record is told by a key from the same page in another tab.
ABOUT: Mapping[str, re.Pattern[str]] = {
    NEW: re.compile(r"[0-9a-f]{12}"),
    "grade": re.compile(r"RPT-\d{4}-\d{6,12}"),
    "triage": re.compile(r"INC-\d{4}-\d{6,12}"),
    "journal": re.compile(r"ASB-\d{4}-\d{6,12}"),
}


@require_POST
def draft_save(request: HttpRequest) -> HttpResponse:
    """Keep what was typed so far; sent by the script of the page, so there is nothing to show."""
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    form, about = _page(request)
    try:
        keep_draft(user, form, about, request.POST, now=now)
    except Refused:
        return HttpResponse(status=413)
    return HttpResponse(status=204)


@require_POST
def draft_throw_away(request: HttpRequest) -> HttpResponse:
    """Forget a draft, and show its page empty."""
    user = require(request, Action.RECEIVE_REPORT)
    form, about = _page(request)
    throw_away(user, form, about)
    messages.success(request, "The draft is thrown away.")
    return redirect(PAGES[form], *([] if form == NEW else [about]))


def key_of(request: HttpRequest) -> str:
    """Return by which key a page without a record keeps its draft: that of its form or address, else a new one."""
    stated = request.POST.get("draft_about") or request.GET.get("draft", "")
    return stated if ABOUT[NEW].fullmatch(stated) else secrets.token_hex(6)


def drafted(user: User, form: str, about: str, *, now: datetime) -> tuple[QueryDict | None, Draft | None]:
    """Return what was typed into a form before it was left, and the draft itself."""
    draft = draft_of(user, form, about, now=now)
    if draft is None:
        return None, None
    written = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        written.setlist(name, values)
    return written, draft


def keep(request: HttpRequest, user: User, form: str, about: str, *, now: datetime) -> HttpResponse | None:
    """Keep a draft by the button of the page, and show the page with it; None where it cannot be kept."""
    try:
        draft = keep_draft(user, form, about, request.POST, now=now)
    except Refused as refused:
        messages.error(request, refused.reason)
        return None
    if draft:
        kept = f"The draft of {time_words(now)} is kept for 7 days. Nobody but you sees it."
        messages.success(request, kept)
    if form == NEW:
        return redirect(f"{reverse(PAGES[form])}?{urlencode({'draft': about})}")
    return redirect(PAGES[form], about)


def _page(request: HttpRequest) -> tuple[str, str]:
    form, about = request.POST.get("draft_form", ""), request.POST.get("draft_about", "")
    if form not in PAGES or not ABOUT[form].fullmatch(about):
        raise BadRequest("There is no page that keeps such a draft.")
    return form, about
