"""Premises with what happened there and who lives there, and vehicles with where they were seen."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.models import Incident, IncidentVehicle, PersonAddress, PersonVehicle
from asbcases.casework.forms.people import VehicleFields
from asbcases.casework.forms.places import PremisesForm
from asbcases.casework.queries.places import SHOWN, newest_of
from asbcases.casework.transitions import correct_premises, correct_vehicle
from asbcases.casework.views.words import happened_words
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import premises_for, require, vehicle_for
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

ORDER = ("recorded_in_error_at", "until_on", "-pk")


@require_safe
def premises_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an address with its warning, what happened there, and who lives or meets there."""
    premises = premises_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    there = PersonAddress.objects.filter(
        premises=premises, person__in=access.people_visible_to(user, now=now)
    )
    context = {
        "premises": premises,
        "incidents": _incidents(user, now, premises=premises),
        "people": there.select_related("person").order_by(*ORDER)[:SHOWN],
    }
    return render(request, "casework/premises_page.html", context)


def _incidents(user: User, now: datetime, **where: Any) -> list[tuple[Incident, str]]:
    visible = access.incidents_visible_to(user, now=now).filter(**where)
    return [(incident, happened_words(incident)) for incident in newest_of(visible)]


@acts
@once
def premises_correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Put right what is stated of premises, or warn whoever goes there."""
    premises = premises_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    post = request.method == "POST"
    form = PremisesForm(request.POST, user=user) if post else PremisesForm.showing(premises, user=user)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, premises, form, shown=list(PremisesForm.base_fields)):
            return stale
        if tried(form, lambda: correct_premises(premises, **form.cleaned_data, by=user, now=now)):
            messages.success(request, "What is stated of the premises is saved.")
            return redirect("premises_page", reference)
    return form_page(request, "casework/premises_correct.html", form, {"premises": premises})


@require_safe
def vehicle_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a vehicle with the incidents at which it was seen and who keeps or uses it."""
    vehicle = vehicle_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    visible = access.incidents_visible_to(user, now=now)
    seen = IncidentVehicle.objects.filter(
        vehicle=vehicle, incident__in=visible, recorded_in_error_at__isnull=True
    )
    newest = seen.select_related("incident").order_by("-incident__happened_from", "-pk")[:SHOWN]
    keepers = PersonVehicle.objects.filter(
        vehicle=vehicle, person__in=access.people_visible_to(user, now=now)
    )
    context = {
        "vehicle": vehicle,
        "seen": [(one, happened_words(one.incident)) for one in newest],
        "people": keepers.select_related("person").order_by(*ORDER)[:SHOWN],
    }
    return render(request, "casework/vehicle_page.html", context)


@acts
@once
def vehicle_correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Put right what is stated of a vehicle; what was stated before is kept."""
    vehicle = vehicle_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    shown = list(VehicleFields.base_fields)
    form = VehicleFields(typed(request), initial={name: getattr(vehicle, name) for name in shown})
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, vehicle, form, shown=shown):
            return stale
        if tried(form, lambda: correct_vehicle(vehicle, **form.cleaned_data, by=user, now=now)):
            messages.success(request, "What is stated of the vehicle is saved.")
            return redirect("vehicle_page", reference)
    return form_page(request, "casework/vehicle_correct.html", form, {"vehicle": vehicle})
