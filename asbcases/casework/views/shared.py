"""What the pages of casework share: methods, status of a refused form, and lists."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from asbcases.accounts.models import User
from asbcases.audit.choices import Look
from asbcases.audit.transitions import record_access
from asbcases.casework.forms.filters import Filter
from asbcases.errors import Refused
from asbcases.web.keyset import Page, counted, page_of

acts = require_http_methods(["GET", "HEAD", "POST"])
Row = TypeVar("Row", bound=Model)
Done = TypeVar("Done")
# Rows of one page: a screen and a half of a dense table.
ROWS = 25


def typed(request: HttpRequest) -> Any:
    """Return what was sent, or nothing when the form is only shown: an empty form that was sent is sent."""
    return request.POST if request.method == "POST" else None


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


def listed(request: HttpRequest, rows: QuerySet[Row], order: Sequence[str], *, noun: str) -> Page[Row]:
    """Return the page of a list that the address asks for, saying how much of it is shown."""
    page = page_of(request, rows, order, size=ROWS)
    whole = not page.previous_url and not page.next_url
    total = f"{len(page):,}" if whole else counted(rows)
    return replace(page, shown=f"{len(page)} of {total} {noun if total != '1' else noun.removesuffix('s')}")


def look_at_list(user: User, name: str, filter_: Filter, *, now: datetime) -> None:
    """Write that somebody read a list, and which part of it (Data Protection Act 2018 s.62)."""
    chosen = ", ".join(f"{field} {value}" for field, value in filter_.cleaned_data.items() if value)
    record_access(Look.LIST, by=user, now=now, about=f"{name}: {chosen}" if chosen else name)
