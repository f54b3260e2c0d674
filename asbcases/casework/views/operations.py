"""Named operations: the list, one of them with its incidents, a new one, and changed days."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Operation
from asbcases.casework.forms.around import OperationForm
from asbcases.casework.queries import operations as queries
from asbcases.casework.queries.incidents import newest
from asbcases.casework.transitions import change_operation, make_operation
from asbcases.casework.views.shared import listed
from asbcases.casework.views.words import happened_words
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

SHOWN = ("name", "purpose", "district", "starts_on", "ends_on")
NEWEST = ("-starts_on", "-id")


@require_safe
def operation_list(request: HttpRequest) -> HttpResponse:
    """List the operations, the one that began last first."""
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="operations")
    page = listed(request, queries.all_operations(), NEWEST, noun="operations")
    context = {"page": page, "today": timezone.localdate(now), "may_keep": _may_keep(user)}
    return render(request, "casework/operation_list.html", context)


@require_safe
def operation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an operation, with those of its incidents that one may see."""
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    operation = get_object_or_404(queries.all_operations(), pk=pk)
    record_access(Look.LIST, by=user, now=now, about=f"incidents of operation {operation.pk}")
    rows = newest(queries.incidents_of(operation, access.incidents_visible_to(user, now=now)))
    page = listed(request, rows, ("-happened_from", "-id"), noun="incidents")
    shown = [(incident, happened_words(incident)) for incident in page]
    context = {"operation": operation, "page": page, "shown": shown, "may_keep": _may_keep(user)}
    return render(request, "casework/operation_page.html", context)


def _may_keep(user: User) -> bool:
    return access.may(user, Action.KEEP_OPERATIONS)


@acts
@once
def operation_new(request: HttpRequest) -> HttpResponse:
    """Make a named operation."""
    user, now = require(request, Action.KEEP_OPERATIONS), timezone.now()
    form = OperationForm(typed(request), initial={"starts_on": timezone.localdate(now)})
    if form.is_valid() and (made := tried(form, lambda: _made(form, user, now))):
        messages.success(request, f"Operation {made.name} is made: incidents can be put under it.")
        return redirect("operation_page", made.pk)
    return form_page(request, "casework/operation_form.html", form, {})


def _made(form: OperationForm, by: User, now: datetime) -> Operation:
    return make_operation(**form.cleaned_data, by=by, now=now)


@acts
@once
def operation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an operation is for, or its days."""
    user, now = require(request, Action.KEEP_OPERATIONS), timezone.now()
    operation = get_object_or_404(queries.all_operations(), pk=pk)
    initial = {name: getattr(operation, name) for name in SHOWN}
    form = OperationForm(typed(request), initial=initial)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, operation, form, shown=SHOWN):
            return stale
        if tried(form, lambda: _changed(form, operation, user, now)):
            messages.success(request, f"Operation {operation.name} is changed.")
            return redirect("operation_page", operation.pk)
    return form_page(request, "casework/operation_form.html", form, {"operation": operation})


def _changed(form: OperationForm, operation: Operation, by: User, now: datetime) -> Operation:
    return change_operation(operation, **form.cleaned_data, by=by, now=now)
