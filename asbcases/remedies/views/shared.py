"""What the forms of a case share: who asks, and the answer to one short form."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.web.form_pages import form_page, tried
from asbcases.web.scoped import case_for, require
from partners.choices import Action


class Asked(NamedTuple):
    """The case of a route, who asks, and when."""

    case: Case
    user: User
    now: datetime


def asked_of(request: HttpRequest, reference: str) -> Asked:
    """Return the case of a route for whoever may write in it."""
    case = case_for(request, reference)
    return Asked(case, require(request, Action.WORK_CASE), timezone.now())


def short_form(
    request: HttpRequest, asked: Asked, form: Form, act: Callable[[], object], said: str, **context: Any
) -> HttpResponse:
    """Answer one short form: kept, and back to the page of the case; or the form with its faults."""
    if form.is_bound and form.is_valid() and tried(form, act) is not None:
        messages.success(request, said)
        return redirect("case_remedies", asked.case.reference)
    return form_page(request, "remedies/case_form.html", form, {"case": asked.case, **context})
