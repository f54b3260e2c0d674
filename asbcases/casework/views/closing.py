"""Closing a case: what is still owed, the outcome and the reason."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Outcome
from asbcases.cases.models import Case
from asbcases.casework.forms.cases import CloseCaseForm
from asbcases.casework.transitions import close_case
from asbcases.casework.transitions.cases import blocks_closing
from asbcases.casework.views.case_file import what_ends
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action

# What somebody who closes a case must know of, when it changed since they opened the form.
SHOWN = ("summary", "lead", "stage")


@acts
@once
def case_close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a case of which nothing is owed that blocks it."""
    case = case_for(request, reference)
    user, now = require(request, Action.CLOSE_CASE), timezone.now()
    form = CloseCaseForm(typed(request))
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, case, form, shown=SHOWN):
            return stale
        if tried(form, lambda: _closed(form, case, user, now)):
            messages.success(request, f"Case {case.reference} is closed.")
            return redirect("case_page", case.reference)
    ending = what_ends(case, now)
    blocking = [item for item in ending if blocks_closing(item.deadline, now)]
    cancelled = [item for item in ending if item not in blocking]
    context = {"case": case, "now": now, "blocking": blocking, "cancelled": cancelled}
    return form_page(request, "casework/case_close.html", form, context)


def _closed(form: CloseCaseForm, case: Case, by: User, now: datetime) -> Case:
    said = form.cleaned_data
    return close_case(case, outcome=Outcome(said["outcome"]), reason=said["reason"], by=by, now=now)
