"""Statements of a case: the list, one with its original, taken, signed, the name withheld, hearsay notified, struck out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.cases.models import Case
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.views.shared import listed
from asbcases.enforcement.forms.measures import parts_of
from asbcases.enforcement.forms.statements import (
    HearsayForm,
    SignedForm,
    StatementForm,
    WithheldForm,
    WrongForm,
)
from asbcases.enforcement.models import Statement
from asbcases.enforcement.queries.exhibits import holder_of
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.queries.statements import ever_taken, statements_of
from asbcases.enforcement.transitions.statements import (
    notify_hearsay,
    sign_statement,
    statement_in_error,
    take_statement,
    withhold_name,
)
from asbcases.web.form_pages import acts, form_page, taken_off, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action

SHOWN = ("signed_on", "pages", "name_withheld", "hearsay_notice_on")


@require_safe
def statement_list(request: HttpRequest, reference: str) -> HttpResponse:
    """List the statements of a case, by number; a name that is withheld stands in no list."""
    case = case_for(request, reference)
    require(request, Action.ENFORCE)
    page = listed(request, statements_of(case), ("number", "id"), noun="statements")
    return render(request, "enforcement/statement_list.html", {"case": case, "page": page})


@acts
@once
def statement_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a statement that somebody made."""
    case = case_for(request, reference)
    user, now = require(request, Action.ENFORCE), timezone.now()
    initial = {"taken_by": user.name, **parts_of(now, "at_day", "at_time")}
    form = StatementForm(typed(request), documents=_files(case), initial=initial)
    if form.is_valid():
        made = tried(form, lambda: take_statement(case, **form.said, by=user, now=now))
        if made:
            messages.success(request, f"{made} is kept; its original is exhibit {made.exhibit.label}.")
            return redirect("statement_page", reference, made.number)
    context = {"case": case, "title": "Keep a statement", "button": "Keep the statement"}
    return form_page(request, "enforcement/order_form.html", form, context)


def _files(case: Case) -> Any:
    return documents_of(case).filter(STANDS)


@require_safe
def statement_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show a statement: who made it, whether it counts, and where its original is."""
    case = case_for(request, reference)
    require(request, Action.ENFORCE)
    statement = _statement(case, statements_of(case), number)
    links = statement.limb_evidence.filter(STANDS).select_related("limb__measure").order_by("pk")
    context = {
        "case": case,
        "statement": statement,
        "holder": holder_of(statement.exhibit),
        "used_for": {link.limb.measure_id: link.limb.measure for link in links}.values(),
    }
    return render(request, "enforcement/statement_page.html", context)


def _statement(case: Case, among: QuerySet[Statement], number: int) -> Statement:
    statement = get_object_or_404(among, number=number)
    statement.case = case
    return statement


@acts
@once
def statement_sign(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep that a statement was signed."""

    def form_of(statement: Statement) -> Form:
        return SignedForm(typed(request), initial={"pages": statement.pages})

    return _act(request, reference, number, form_of, sign_statement, "Signed and declared true", "Keep it")


@acts
@once
def statement_withhold(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Withhold the name of a witness."""

    def form_of(statement: Statement) -> Form:
        return WithheldForm(typed(request), documents=_files(statement.case))

    return _act(request, reference, number, form_of, withhold_name, "Withhold the name", "Withhold the name")


@acts
@once
def statement_hearsay(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep that notice of hearsay was served."""
    return _act(
        request, reference, number, lambda one: HearsayForm(typed(request)),
        notify_hearsay, "Notice of hearsay", "Keep the notice",
    )  # fmt: skip


@acts
@once
def statement_wrong(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Mark a statement as recorded in error."""
    return _act(
        request, reference, number, lambda one: WrongForm(typed(request)),
        statement_in_error, "Recorded in error", "Mark it", warning=True,
    )  # fmt: skip


def _act(
    request: HttpRequest,
    reference: str,
    number: int,
    form_of: Callable[[Statement], Form],
    act: Callable[..., Statement],
    title: str,
    button: str,
    *,
    warning: bool = False,
) -> HttpResponse:
    case = case_for(request, reference)
    user, now = require(request, Action.ENFORCE), timezone.now()
    statement = _statement(case, taken_off(request, ever_taken(case), STANDS), number)
    form = form_of(statement)
    if form.is_bound and form.is_valid():
        struck = statement.recorded_in_error_at
        if not struck and (stale := stale_answer(request, statement, form, shown=SHOWN)):
            return stale
        if tried(form, lambda: act(statement, **form.cleaned_data, by=user, now=now)):
            messages.success(request, f"{statement}: it is kept.")
            gone = act is statement_in_error
            return redirect(
                *(("statement_list", reference) if gone else ("statement_page", reference, number))
            )
    context = {"case": case, "record": statement, "statement": statement, "warning": warning}
    context |= {"title": f"{title}: statement {number}", "button": button}
    return form_page(request, "enforcement/order_form.html", form, context)
