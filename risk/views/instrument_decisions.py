"""What another administrator decides about a draft of a risk form: approved from a day on, or returned with a note."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action
from risk.forms_instruments import ApproveForm, ReturnForm
from risk.models import InstrumentDraft, InstrumentVersion
from risk.queries.instruments import version_in_use
from risk.transitions.instruments import approve_draft, return_draft
from risk.views.instrument_drafts import draft_for


@acts
@once
def instrument_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a draft, naming the authority and the first day."""
    by, draft = require(request, Action.KEEP_INSTRUMENTS), draft_for(pk)
    form, now = ApproveForm(typed(request), draft=draft), timezone.now()

    def approve() -> InstrumentVersion:
        return approve_draft(draft, **form.stated(), row_version=draft.row_version, by=by, now=now)

    if form.is_valid() and (version := tried(form, approve)):
        messages.success(request, f"{version} is approved, and used from {day_words(version.valid_from)} on.")
        return redirect("instrument_page", version.pk)
    follows = version_in_use(london_day(now))
    return form_page(request, "risk/instrument_approve.html", form, {"draft": draft, "follows": follows})


@acts
@once
def instrument_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a draft back with what has to be changed."""
    by, draft = require(request, Action.KEEP_INSTRUMENTS), draft_for(pk)
    form, now = ReturnForm(typed(request), draft=draft), timezone.now()

    def give_back() -> InstrumentDraft:
        return return_draft(draft, **form.stated(), row_version=draft.row_version, by=by, now=now)

    if form.is_valid() and (returned := tried(form, give_back)):
        messages.success(request, f"The draft is returned to {returned.drafted_by.name}.")
        return redirect("instrument_draft", returned.pk)
    context = {"draft": draft, "heading": "Return the draft", "button": "Return it"}
    return form_page(request, "risk/instrument_part.html", form, context)
