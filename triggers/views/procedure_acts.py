"""A version of a procedure is signed off by name, or ends with none to follow."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action
from triggers.forms.procedure_acts import EndForm, SignForm
from triggers.models import LocalProcedure
from triggers.transitions.procedures import end_procedure, sign_procedure

PAGE = "triggers/procedure_act.html"


@acts
@once
def procedure_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who signed a version off."""
    by, row = require(request, Action.KEEP_PROCEDURES), get_object_or_404(LocalProcedure, pk=pk)
    form = SignForm(typed(request))
    return _answer(
        request,
        row,
        form,
        lambda: sign_procedure(row, **form.cleaned_data, by=by, now=timezone.now()),
        title="Who signed it off?",
        button="Note the sign-off",
        done="It is noted who signed the version off.",
    )


@acts
@once
def procedure_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a version that none follows."""
    by, row = require(request, Action.KEEP_PROCEDURES), get_object_or_404(LocalProcedure, pk=pk)
    form = EndForm(typed(request))
    return _answer(
        request,
        row,
        form,
        lambda: end_procedure(row, **form.cleaned_data, by=by, now=timezone.now()),
        title="End this version",
        button="End it",
        done="The version ends: what is received later is held until the area states another.",
        warned="What is received after its last day has no procedure: each date is then agreed with the applicant. "
        "What was received before keeps this version.",
    )


def _answer(
    request: HttpRequest,
    row: LocalProcedure,
    form: BaseForm,
    act: Callable[[], LocalProcedure],
    *,
    done: str,
    **shown: str,
) -> HttpResponse:
    if form.is_valid() and tried(form, act) is not None:
        messages.success(request, done)
        return redirect("procedure_page", row.pk)
    return form_page(request, PAGE, form, {"row": row, **shown})
