"""Giving a case to another lead with what they have to know, the single point of contact, and cases without a lead at work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.queries import at_work
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Case
from asbcases.cases.queries import locked
from asbcases.casework.forms.closing_case import HandOverForm, ReallocateForm, SpocForm
from asbcases.casework.queries import allocation as queries
from asbcases.casework.queries.leads import leads_for, may_lead
from asbcases.casework.transitions import name_spoc, read_hand_over, reallocate_case
from asbcases.casework.views.diary import told
from asbcases.casework.views.shared import ROWS, listed
from asbcases.deadlines.queries import outstanding_on
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.web.errors import conflict_in
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from asbcases.web.ticks import ticks_in
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

SHOWN = ("lead", "stage")
NEWEST = ("-opened_at", "-id")


@acts
@once
def case_hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a case to another lead, with the story so far, what was promised and what is dangerous."""
    case = case_for(request, reference)
    user, now = require(request, Action.ALLOCATE_CASE), timezone.now()
    today = london_day(now)
    leads = leads_for(case.district, user).exclude(pk=case.lead_id)
    former_at_work = at_work(case.lead, today)
    form = HandOverForm(typed(request), leads=leads, today=today, former_at_work=former_at_work)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, case, form, shown=SHOWN):
            return stale
        said = form.cleaned_data
        if handed := tried(form, lambda: reallocate_case(case, **said, by=user, now=now)):
            messages.success(
                request, f"{handed.taker.name} leads {case.reference} now, and is asked to read this."
            )
            return redirect("case_hand_over_page", case.reference, handed.number)
    context = {
        "case": case,
        "now": now,
        "owed": [told(deadline, now) for deadline in outstanding_on(case)],
        "former_at_work": former_at_work,
        "earlier": list(queries.hand_overs_of(case)),
    }
    return form_page(request, "casework/case_hand_over.html", form, context)


@acts
@once
def case_hand_over_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show what one lead told the next; the new lead says that they have read it."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    handed = queries.hand_overs_of(case).filter(number=number).first()
    if handed is None:
        raise Http404(NOT_FOUND)
    form, read = NothingForm(typed(request)), None
    if form.is_bound and form.is_valid():
        read = tried(form, lambda: read_hand_over(handed, by=user, now=now))
    if read:
        messages.success(request, "It is noted that you have read it.")
        return redirect("case_page", case.reference)
    context = {
        "case": case,
        "handed": handed,
        "now": now,
        "owed": [told(deadline, now) for deadline in outstanding_on(case)],
        "to_read": handed.taker_id == user.pk and handed.read_at is None,
    }
    return form_page(request, "casework/case_hand_over_page.html", form, context)


@acts
@once
def case_spoc(request: HttpRequest, reference: str) -> HttpResponse:
    """Name the one person to whom the victims turn."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    people = leads_for(case.district, case.lead)
    form = SpocForm(typed(request), people=people, today=london_day(now), initial={"spoc": case.spoc_id})
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, case, form, shown=("spoc", "lead", "stage")):
            return stale
        if tried(form, lambda: name_spoc(case, spoc=form.cleaned_data["spoc"], by=user, now=now)):
            messages.success(request, "The single point of contact is named: tell the victims.")
            return redirect("case_page", case.reference)
    return form_page(request, "casework/case_spoc.html", form, {"case": case})


class NothingForm(forms.Form):
    """A button, and nothing to say beside."""


@dataclass(frozen=True)
class Gone:
    """One case whose lead can do nothing for it, and what is owed on it."""

    case: Case
    why: str
    owed: queries.Owed


@acts
@once
def cases_leads_gone(request: HttpRequest) -> HttpResponse:
    """List the cases whose lead can do nothing for them, and give those that are ticked to another, each by itself."""
    user, now = require(request, Action.ALLOCATE_CASE), timezone.now()
    today = london_day(now)
    record_access(Look.LIST, by=user, now=now, about="cases: leads gone")
    page = listed(
        request, queries.leads_gone(access.cases_visible_to(user, now=now), today), NEWEST, noun="cases"
    )
    form = ReallocateForm(typed(request), leads=may_lead(user), today=today)
    ticks = ticks_in(request.POST.getlist("row"), most=ROWS)
    if form.is_bound and form.is_valid():
        results = [
            (case, _given(case, ticks[case.pk], form.cleaned_data, user, now))
            for case in page
            if case.pk in ticks
        ]
        if any(not why for _, why in results):
            _say(request, results, form.cleaned_data["lead"])
            return redirect("cases_leads_gone")
        refusals = [f"{case.reference}: {why}" for case, why in results]
        for words in refusals or ["Tick the cases that are to be given to somebody."]:
            form.add_error(None, ValidationError(words, code="refused"))
    context = {"now": now, "page": page, "rows": _rows(page.rows, today), "ticked": ticks}
    return form_page(request, "casework/cases_leads_gone.html", form, context)


def _rows(cases: Sequence[Case], today: date) -> list[Gone]:
    owed = queries.owed_on(cases)
    return [
        Gone(case, queries.why_gone(case.lead, case, today), owed.get(case.pk, queries.Owed()))
        for case in cases
    ]


def _given(case: Case, version: int, said: Mapping[str, Any], by: User, now: datetime) -> str:
    """Give one case in a savepoint of its own, and return why it was refused, or nothing."""
    try:
        with transaction.atomic():
            row = locked(case)
            if row.version != version:
                raise Refused("It changed after you had ticked it: look at it again.")
            reallocate_case(row, **said, by=by, now=now)
    except Refused as refused:
        return refused.reason
    except DatabaseError as error:
        if conflict := conflict_in(error):
            return conflict
        raise
    return ""


def _say(request: HttpRequest, results: Sequence[tuple[Case, str]], lead: User) -> None:
    given = [case.reference for case, why in results if not why]
    messages.success(request, f"Given to {lead.name}, who is told: {', '.join(given)}.")
    for case, why in results:
        if why:
            messages.error(request, f"{case.reference} was not given. {why}")
