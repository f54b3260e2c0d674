"""What a case is about beside its people and incidents: premises, operations and other cases, put on it and taken off."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseLink, CaseOperation, CasePremises, ExternalReference
from asbcases.casework.forms.around import ReferenceForm
from asbcases.casework.forms.case_parts import CaseOperationForm, CasePremisesForm, LinkForm, WhyForm
from asbcases.casework.queries.case_parts import STANDS, ever_linked, ever_on, operations_for
from asbcases.casework.transitions import (
    join_case_operation,
    link_cases,
    mark_part_wrong,
    note_reference,
    place_case,
    unlink_cases,
)
from asbcases.casework.transitions.places import premises_at
from asbcases.errors import Refused
from asbcases.web.form_pages import acts, form_page, taken_off, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from partners import access
from partners.choices import Action

PARTS: Mapping[str, type[CasePremises] | type[CaseOperation]] = {
    "premises": CasePremises,
    "operation": CaseOperation,
}


@acts
@once
def case_part_premises(request: HttpRequest, reference: str) -> HttpResponse:
    """Put premises on a case: those on file at the address, else new ones."""
    case, user, now = _opened(request, reference)
    form = CasePremisesForm(typed(request))

    def act() -> CasePremises:
        said = form.cleaned_data
        with transaction.atomic():
            premises = premises_at(said["address"], district=case.district, by=user, now=now)
            return place_case(case, premises, note=said["note"], by=user, now=now)

    told = ("Put premises on the case", "Put on the case", "The premises are on the case.")
    return _answered(request, case, form, act, told)


@acts
@once
def case_part_operation(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a case under a named operation."""
    case, user, now = _opened(request, reference)
    form = CaseOperationForm(typed(request), among=operations_for(case, timezone.localdate(now)))

    def act() -> CaseOperation:
        return join_case_operation(case, form.cleaned_data["operation"], by=user, now=now)

    told = ("Put the case under an operation", "Put under the operation", "The case is under the operation.")
    return _answered(request, case, form, act, told)


@acts
@once
def case_part_reference(request: HttpRequest, reference: str) -> HttpResponse:
    """Note under which reference another system knows a case."""
    case, user, now = _opened(request, reference)
    form = ReferenceForm(typed(request))

    def act() -> ExternalReference:
        return note_reference(case, **form.cleaned_data, by=user, now=now)

    told = ("Note a reference of another system", "Note the reference", "The reference is noted.")
    return _answered(request, case, form, act, told)


@acts
@once
def case_part_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Link a case with another; one that this person may not see is like one that does not exist."""
    case, user, now = _opened(request, reference)
    form = LinkForm(typed(request))

    def act() -> CaseLink:
        other = _cases(user, now).filter(reference=form.reference).first()
        if other is None:
            raise Refused(f"{NOT_FOUND} Check the reference.")
        return link_cases(case, other, reason=form.cleaned_data["reason"], by=user, now=now)

    told = ("Link with another case", "Link the cases", "The cases are linked.")
    return _answered(request, case, form, act, told)


@acts
@once
def case_part_wrong(request: HttpRequest, reference: str, what: str, number: int) -> HttpResponse:
    """Take premises or an operation off a case to which they do not belong."""
    case, user, now = _opened(request, reference)
    if what not in PARTS:
        raise Http404(NOT_FOUND)
    part = get_object_or_404(taken_off(request, ever_on(case, PARTS[what]), STANDS), pk=number)
    form = WhyForm(typed(request))

    def act() -> Any:
        return mark_part_wrong(part, why=form.cleaned_data["why"], by=user, now=now)

    told = (f"Take the {what} off the case", "Take off the case", "It is taken off the case.")
    return _answered(request, case, form, act, told, quoted=str(getattr(part, what)))


@acts
@once
def case_part_unlink(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a link with another case back."""
    case, user, now = _opened(request, reference)
    links = ever_linked(case, links_seen(user, now=now))
    link = get_object_or_404(taken_off(request, links, STANDS), pk=number)
    form = WhyForm(typed(request))

    def act() -> CaseLink:
        return unlink_cases(link, why=form.cleaned_data["why"], by=user, now=now)

    told = ("Take the link back", "Take the link back", "The cases are not linked any more.")
    return _answered(request, case, form, act, told, quoted=link.reason)


def _opened(request: HttpRequest, reference: str) -> tuple[Case, User, datetime]:
    return case_for(request, reference), require(request, Action.WORK_CASE), timezone.now()


def _cases(user: User, now: datetime) -> QuerySet[Case]:
    return access.cases_visible_to(user, now=now)


def links_seen(user: User, *, now: datetime) -> QuerySet[CaseLink]:
    """Return the links of cases of which this person may know both."""
    seen = CaseLink.objects.all()
    for side in ("case", "other"):
        seen = access.scope(seen, user, path=side, now=now, district=f"{side}__district")
    return seen


def _answered(
    request: HttpRequest,
    case: Case,
    form: BaseForm,
    act: Callable[[], object],
    told: tuple[str, str, str],
    quoted: str = "",
) -> HttpResponse:
    """Act where the form is right, and go back to the case; else show the form, with what is wrong."""
    title, button, done = told
    if form.is_valid() and tried(form, act) is not None:
        messages.success(request, done)
        return redirect("case_page", case.reference)
    context = {"case": case, "title": title, "button": button, "quoted": quoted, "warning": bool(quoted)}
    return form_page(request, "casework/case_form.html", form, context)
