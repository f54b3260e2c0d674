"""Who and what takes part: adding people, vehicles and premises to an incident, and people to a case."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Incident, IncidentParty, IncidentVehicle
from asbcases.casework.forms.people import PartyForm
from asbcases.casework.forms.places import PlaceForm, SeenForm
from asbcases.casework.queries import incident_parts as parts
from asbcases.casework.transitions import add_incident_party, note_incident_vehicle, place_incident
from asbcases.casework.transitions.case_parties import join_party
from asbcases.casework.transitions.places import premises_at, vehicle_with
from asbcases.casework.views.who import person_meant, who_form
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, incident_for, require
from partners import access
from partners.choices import Action

SHOWN = 50


def people_box(incident: Incident, user: User, now: datetime) -> dict[str, Any]:
    """Return who and what takes part in an incident, for its page; of people those whom one may know of."""
    people = access.people_visible_to(user, now=now)
    where = access.premises_visible_to(user, now=now).filter(incidents=incident)
    return {
        "parties": list(parts.parties_of(incident).filter(person__in=people)[:SHOWN]),
        "vehicles": list(parts.vehicles_of(incident)[:SHOWN]),
        "struck": parts.struck_from(incident, people),
        "premises": where.first() if incident.premises_id else None,
        "may_add_people": access.may(user, Action.KEEP_PEOPLE),
    }


@acts
@once
def incident_party_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Say who takes part in an incident, and in which role."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    form = who_form(PartyForm, request, user, now)
    if (
        form.is_bound
        and form.is_valid()
        and tried(form, lambda: _party(form, incident, user, now)) is not None
    ):
        messages.success(request, "They are added to the incident.")
        return redirect("incident_page", reference)
    return form_page(request, "casework/incident_party_add.html", form, {"incident": incident})


@transaction.atomic
def _party(form: PartyForm, incident: Incident, by: User, now: datetime) -> IncidentParty:
    person = person_meant(form, by, now)
    return add_incident_party(incident, person, role=PartyRole(form.cleaned_data["role"]), by=by, now=now)


@acts
@once
def incident_vehicle_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Note a vehicle that was seen at an incident."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    form = SeenForm(typed(request))
    if (
        form.is_bound
        and form.is_valid()
        and tried(form, lambda: _vehicle(form, incident, user, now)) is not None
    ):
        messages.success(request, "The vehicle is noted at the incident.")
        return redirect("incident_page", reference)
    return form_page(request, "casework/incident_vehicle_add.html", form, {"incident": incident})


@transaction.atomic
def _vehicle(form: SeenForm, incident: Incident, by: User, now: datetime) -> IncidentVehicle:
    said = form.cleaned_data
    vehicle = vehicle_with(said["registration"], said["description"], by=by, now=now)
    return note_incident_vehicle(incident, vehicle, how=said["how"], by=by, now=now)


@acts
@once
def incident_place(request: HttpRequest, reference: str) -> HttpResponse:
    """Say at which premises an incident happened."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    form = PlaceForm(typed(request), initial={"address": incident.place_text})
    if (
        form.is_bound
        and form.is_valid()
        and tried(form, lambda: _placed(form, incident, user, now)) is not None
    ):
        messages.success(request, "The premises of the incident are noted.")
        return redirect("incident_page", reference)
    return form_page(request, "casework/incident_place.html", form, {"incident": incident})


@transaction.atomic
def _placed(form: PlaceForm, incident: Incident, by: User, now: datetime) -> Incident:
    premises = premises_at(form.cleaned_data["address"], district=incident.district, by=by, now=now)
    return place_incident(incident, premises, by=by, now=now)


@acts
@once
def case_party_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Say who takes part in a case, and in which role."""
    case = case_for(request, reference)
    user, now = require(request, Action.OPEN_CASE), timezone.now()
    form = who_form(PartyForm, request, user, now)

    def join() -> object:
        with transaction.atomic():
            person = person_meant(form, user, now)
            return join_party(case, person, role=PartyRole(form.cleaned_data["role"]), by=user, now=now)

    if form.is_bound and form.is_valid() and tried(form, join) is not None:
        messages.success(request, "They are added to the case.")
        return redirect("case_page", reference)
    return form_page(request, "casework/case_party_add.html", form, {"case": case})
