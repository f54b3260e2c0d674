"""Drafts of risk forms: begun empty or as a copy, read whole with what is wrong, and tried without keeping anything."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.accounts.models import User
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action
from risk import drafting, rules
from risk.choices import DraftState
from risk.forms_instruments import HeadForm, TryForm
from risk.instrument_words import draft_state_of, shown
from risk.instruments import Fault, Stated, content_of
from risk.models import InstrumentDraft, InstrumentVersion
from risk.queries.instruments import faults_of, stated_in, stated_of, with_rows
from risk.transitions.instruments import WRITABLE, draft_instrument, submit_draft


@acts
@once
def instrument_draft_new(request: HttpRequest) -> HttpResponse:
    """Begin a draft: empty, or as a copy of a version or of another draft."""
    by = require(request, Action.KEEP_INSTRUMENTS)
    copied = _copied(request)
    form = HeadForm(typed(request), initial=_head_of(copied))
    content = content_of(copied.sheet) if copied else drafting.empty()
    if form.is_valid() and (draft := tried(form, lambda: _begun(form, content, by))):
        messages.success(
            request, "The draft is saved. Nobody is asked by it before another administrator approves it."
        )
        return redirect("instrument_draft", draft.pk)
    return form_page(request, "risk/instrument_draft_new.html", form, {"copied": copied})


def _begun(form: HeadForm, content: dict[str, Any], by: User) -> InstrumentDraft:
    return draft_instrument(**form.cleaned_data, content=content, by=by, now=timezone.now())


def _copied(request: HttpRequest) -> Stated | None:
    """Return what is copied: the address names a version or a draft, or neither."""
    if version := _number(request, "version"):
        return stated_of(get_object_or_404(with_rows(InstrumentVersion.objects.all()), pk=version))
    if draft := _number(request, "draft"):
        return stated_in(get_object_or_404(InstrumentDraft, pk=draft))
    return None


def _number(request: HttpRequest, name: str) -> int | None:
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= len("999999999") else None


def _head_of(copied: Stated | None) -> dict[str, Any]:
    """Return what a copy keeps: a new version of the same form has the same code, title and source."""
    return {name: getattr(copied, name) for name in ("code", "title", "source")} if copied else {}


@require_safe
def instrument_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft whole, with what is wrong beside each part, and what may be done with it now."""
    user = require(request, Action.KEEP_INSTRUMENTS)
    draft = draft_for(pk)
    mine = draft.drafted_by_id == user.pk
    context = {
        "draft": draft,
        "state": draft_state_of(draft),
        "shown": shown(stated_in(draft), () if draft.state == DraftState.APPROVED else faults_of(draft)),
        "writes": mine and draft.state in WRITABLE,
        "decides": not mine and draft.state == DraftState.SUBMITTED,
    }
    return render(request, "risk/instrument_draft.html", context)


def draft_for(pk: int) -> InstrumentDraft:
    """Return the draft of a route, or 404."""
    drafts = InstrumentDraft.objects.select_related("drafted_by", "decided_by", "became")
    return get_object_or_404(drafts, pk=pk)


@require_POST
@once
def instrument_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask another administrator to approve a draft."""
    by, draft = require(request, Action.KEEP_INSTRUMENTS), draft_for(pk)
    submit_draft(draft, row_version=seen(request), by=by, now=timezone.now())
    messages.success(request, "The draft waits for another administrator to approve it.")
    return redirect("instrument_draft", draft.pk)


def seen(request: HttpRequest) -> int:
    """Return at which state of the draft a button was pressed; a damaged one is of no state."""
    said = request.POST.get("shown", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= len("999999999") else 0


@require_safe
def instrument_try(request: HttpRequest, pk: int) -> HttpResponse:
    """Score answers by a draft: nothing of it is kept."""
    require(request, Action.KEEP_INSTRUMENTS)
    draft = draft_for(pk)
    stated, faults = stated_in(draft), list(faults_of(draft))
    form = TryForm(request.GET if request.GET else None, questions=stated.sheet.questions)
    context = {"draft": draft, "form": form, "faults": faults}
    if not form.is_bound or not form.is_valid():
        return render(request, "risk/instrument_try.html", context, status=400 if form.is_bound else 200)
    return render(request, "risk/instrument_try.html", context | _result(stated, form, faults))


def _result(stated: Stated, form: TryForm, faults: list[Fault]) -> dict[str, Any]:
    """Return what the answers come to, or why they come to nothing; not while a part of the form is wrong."""
    if any(fault.part != "head" for fault in faults):
        return {}
    unknown = [code for code in form.asked if code not in form.answers]
    try:
        return {"outcome": rules.level_for(stated.sheet, form.answers, unknown), "unknown": len(unknown)}
    except rules.IncompleteError as incomplete:
        return {"missing": incomplete.missing}
