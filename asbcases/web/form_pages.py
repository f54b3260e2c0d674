"""Pages with a form: what was typed, what a rule refuses, and the page again with all of it and the right status."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, Q, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from asbcases.errors import Refused

acts = require_http_methods(["GET", "HEAD", "POST"])
Done = TypeVar("Done")
Row = TypeVar("Row", bound=Model)


def typed(request: HttpRequest) -> Any:
    """Return what was sent, or nothing when the form is only shown: an empty form that was sent is sent."""
    return request.POST if request.method == "POST" else None


def taken_off(request: HttpRequest, rows: QuerySet[Row], stands: Q) -> QuerySet[Row]:
    """Return what a page may take off: the rows that stand; a press finds the others too, and is told that it is done."""
    return rows if request.method == "POST" else rows.filter(stands)


def tried(form: BaseForm, act: Callable[[], Done]) -> Done | None:
    """Return what the act returns; a rule's refusal becomes a fault of the form, so that nothing typed is lost."""
    try:
        return act()
    except Refused as refused:
        form.add_error(None, ValidationError(refused.reason, code="refused"))
        return None


def form_page(request: HttpRequest, template: str, form: BaseForm, context: dict[str, Any]) -> HttpResponse:
    """Return the page of a form, with all that was typed: 400 where a field is wrong, 409 where a rule refuses."""
    status = 200
    if form.is_bound and form.errors:
        status = 409 if form.has_error(NON_FIELD_ERRORS, "refused") else 400
    return render(request, template, {"form": form, **context}, status=status)
