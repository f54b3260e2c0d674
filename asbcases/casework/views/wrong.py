"""Marking as recorded in error: a part, a vehicle, a reference, an operation or a file of a record; a person, a vehicle."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import (
    Document,
    ExternalReference,
    IncidentOperation,
    IncidentParty,
    IncidentVehicle,
    Person,
    Vehicle,
)
from asbcases.casework.forms.people import WrongForm
from asbcases.casework.transitions import part_in_error, record_in_error
from asbcases.casework.transitions.documents import named_root
from asbcases.casework.views.documents import DOORS
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, person_for, require, vehicle_for
from partners import access
from partners.choices import Action


class Kind(NamedTuple):
    """What may be wrong on a record: its rows, by which number one is named, who marks it, and its words."""

    rows: Callable[[User, datetime], QuerySet[Any]]
    number: str
    action: Action
    words: str
    named: Callable[[Any], str]


def _parties(user: User, now: datetime) -> QuerySet[IncidentParty]:
    people = access.people_visible_to(user, now=now)
    return IncidentParty.objects.filter(person__in=people).select_related("person")


KINDS: Mapping[str, Kind] = {
    "party": Kind(
        _parties,
        "number",
        Action.KEEP_PEOPLE,
        "the part of somebody",
        lambda one: f"{one.get_role_display()}: {one.person.name}",
    ),
    "vehicle": Kind(
        lambda user, now: IncidentVehicle.objects.select_related("vehicle"),
        "pk",
        Action.KEEP_PEOPLE,
        "a vehicle seen there",
        lambda one: str(one.vehicle),
    ),
    "operation": Kind(
        lambda user, now: IncidentOperation.objects.select_related("operation"),
        "operation_id",
        Action.RECORD_INCIDENT,
        "an operation",
        lambda one: one.operation.name,
    ),
    "reference": Kind(
        lambda user, now: ExternalReference.objects.all(),
        "pk",
        Action.RECORD_INCIDENT,
        "a reference of another system",
        str,
    ),
    "file": Kind(
        lambda user, now: Document.objects.all(),
        "number",
        Action.KEEP_FILES,
        "a file",
        lambda one: f"{one.number}. {one.name}",
    ),
}
OF = {"incident": tuple(KINDS), "report": ("reference", "file"), "case": ("reference", "file")}


@acts
@once
def part_wrong(request: HttpRequest, kind: str, reference: str, what: str, number: int) -> HttpResponse:
    """Say that something on a record is wrong, and why."""
    door, page = DOORS[kind]
    root, now = door(request, reference), timezone.now()
    if what not in OF[kind]:
        raise Http404(NOT_FOUND)
    one = KINDS[what]
    user = require(request, one.action)
    part = one.rows(user, now).filter(**named_root(root), **{one.number: number}).first()
    if part is None:
        raise Http404(NOT_FOUND)
    form = WrongForm(typed(request))

    def mark() -> bool:
        part_in_error(part, reason=form.cleaned_data["reason"], by=user, now=now)
        return True

    if form.is_bound and form.is_valid() and tried(form, mark):
        messages.success(request, "It is marked as recorded in error, and stays with the reason.")
        return redirect(page, reference)
    context = {
        **{"record": reference, "page": page, "list_page": f"{kind}_list", "list": f"{kind.capitalize()}s"},
        **{"words": one.words, "named": one.named(part)},
        "was_victim": isinstance(part, IncidentParty) and part.role == "victim",
    }
    return form_page(request, "casework/wrong.html", form, context)


@acts
@once
def person_wrong(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the whole record of somebody is wrong, and why."""
    return _whole_wrong(request, person_for(request, reference), "person_page")


@acts
@once
def vehicle_wrong(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the whole record of a vehicle is wrong, and why."""
    return _whole_wrong(request, vehicle_for(request, reference), "vehicle_page")


def _whole_wrong(request: HttpRequest, whole: Person | Vehicle, page: str) -> HttpResponse:
    user, form = require(request, Action.KEEP_PEOPLE), WrongForm(typed(request))

    def mark() -> bool:
        record_in_error(whole, reason=form.cleaned_data["reason"], by=user, now=timezone.now())
        return True

    if form.is_bound and form.is_valid() and tried(form, mark):
        messages.success(request, "The record is marked as recorded in error, and stays with the reason.")
        return redirect(page, whole.reference)
    context = {
        **{"record": whole.reference, "page": page, "list_page": "person_list", "list": "People"},
        **{"words": "the whole record", "named": str(whole)},
    }
    return form_page(request, "casework/wrong.html", form, context)
