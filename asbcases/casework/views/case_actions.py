"""Actions of a case: planned, done, dropped."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseAction
from asbcases.casework.forms.case_parts import ActionForm, ResultForm
from asbcases.casework.queries.journal import actions_of
from asbcases.casework.transitions import do_action, drop_action, plan_action
from asbcases.law.words import day_words
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action

SHOWN = ("words", "owner", "due_on", "done_at", "dropped_at", "result")


@acts
@once
def case_action_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan an action, with who answers for it and by when."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    form = ActionForm(typed(request), case=case, by=user, today=timezone.localdate(now))
    if form.is_valid() and (action := tried(form, lambda: _planned(form, case, user, now))):
        by = f"{action.owner.name} answers for it until {day_words(action.due_on)}"
        messages.success(request, f"Action {action.number} is planned: {by}.")
        return redirect("case_page", reference)
    context = {"case": case, "title": "Plan an action", "button": "Plan the action"}
    return form_page(request, "casework/case_form.html", form, context)


def _planned(form: ActionForm, case: Case, by: User, now: datetime) -> CaseAction:
    return plan_action(case, **form.cleaned_data, by=by, now=now)


@acts
@once
def case_action_done(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that an action is done, and what came of it."""
    return _ended(request, reference, number, drop=False)


@acts
@once
def case_action_drop(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that an action will not be done, and why."""
    return _ended(request, reference, number, drop=True)


def _ended(request: HttpRequest, reference: str, number: int, *, drop: bool) -> HttpResponse:
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    action = get_object_or_404(actions_of(case), number=number)
    form = ResultForm(typed(request), asks="Why it is not done" if drop else "What came of it")
    act = drop_action if drop else do_action
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, action, form, shown=SHOWN):
            return stale
        if tried(form, lambda: act(action, result=form.cleaned_data["result"], by=user, now=now)):
            messages.success(request, f"Action {number} is {'dropped' if drop else 'done'}.")
            return redirect("case_page", reference)
    context = {
        **{"case": case, "record": action, "quoted": action.words, "warning": drop},
        "title": f"Drop action {number}" if drop else f"Record what came of action {number}",
        "button": "Drop the action" if drop else "Record as done",
    }
    return form_page(request, "casework/case_form.html", form, context)
