"""Risk forms: every version, each as it was for ever, and the end of one. No record of anybody stands here."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action
from risk.choices import DraftState, VersionStatus
from risk.forms_instruments import RetireForm
from risk.instrument_words import days_of, draft_state_of, shown, state_of
from risk.models import InstrumentDraft, InstrumentVersion
from risk.queries.instruments import stated_of, version_in_use, with_rows
from risk.transitions.instruments import retire_version

# More drafts than this are not written at once.
DRAFTS = 50


@require_safe
def instrument_list(request: HttpRequest) -> HttpResponse:
    """List every version of every risk form, the newest first, and the drafts for those who write them."""
    user, today = require(request, Action.READ_INSTRUMENTS), london_day(timezone.now())
    page = page_of(request, InstrumentVersion.objects.select_related("instrument"), ("-valid_from", "-id"))
    in_use = version_in_use(today)
    context = {
        "page": page,
        "versions": [(one, state_of(one, today, in_use), days_of(one)) for one in page],
        "in_use": in_use,
        "keeps": access.may(user, Action.KEEP_INSTRUMENTS),
    }
    if context["keeps"]:
        open_drafts = InstrumentDraft.objects.exclude(state=DraftState.APPROVED).select_related("drafted_by")
        context["drafts"] = [(draft, draft_state_of(draft)) for draft in open_drafts.order_by("-pk")[:DRAFTS]]
    return render(request, "risk/instrument_list.html", context)


@require_safe
def instrument_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version as it was written: questions, points, bands, floors, and who approved it."""
    user, today = require(request, Action.READ_INSTRUMENTS), london_day(timezone.now())
    version = get_object_or_404(with_rows(InstrumentVersion.objects.select_related("approved_by")), pk=pk)
    context = {
        "version": version,
        "state": state_of(version, today, version_in_use(today)),
        "days": days_of(version),
        "shown": shown(stated_of(version)),
        "keeps": access.may(user, Action.KEEP_INSTRUMENTS),
        "may_retire": version.status in (VersionStatus.APPROVED, VersionStatus.DEMONSTRATION),
    }
    return render(request, "risk/instrument_page.html", context)


@acts
@once
def instrument_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a version be used until the end of a day."""
    by = require(request, Action.KEEP_INSTRUMENTS)
    version = get_object_or_404(InstrumentVersion.objects.select_related("instrument"), pk=pk)
    form = RetireForm(typed(request))
    if form.is_valid() and (retired := tried(form, lambda: _retired(form, version, by))):
        messages.success(request, f"{version} is retired. {_until(retired.valid_to)}")
        return redirect("instrument_page", version.pk)
    context = {"version": version, "in_use": version == version_in_use(london_day(timezone.now()))}
    return form_page(request, "risk/instrument_retire.html", form, context)


def _retired(form: RetireForm, version: InstrumentVersion, by: User) -> InstrumentVersion:
    return retire_version(version, **form.cleaned_data, by=by, now=timezone.now())


def _until(day: date | None) -> str:
    return f"It is used until the end of {day_words(day)}." if day else ""
