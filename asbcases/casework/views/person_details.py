"""What holds of a person from one day to another: noting it, ending it, and marking it as wrong."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Tie
from asbcases.cases.models import Association, Membership, Person, PersonAddress, PersonContact, PersonVehicle
from asbcases.cases.models.people import OfPerson
from asbcases.casework.forms import people as given
from asbcases.casework.transitions import (
    detail_in_error,
    end_detail,
    note_address,
    note_association,
    note_contact,
    note_member,
    note_vehicle,
)
from asbcases.casework.transitions.places import premises_at, vehicle_with
from asbcases.casework.views.who import person_meant, who_form
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, person_for, require
from partners.choices import Action


def _contact(person: Person, form: Any, by: User, now: datetime) -> OfPerson:
    return note_contact(person, value=form.cleaned_data["value"], **form.known(), by=by, now=now)


def _address(person: Person, form: Any, by: User, now: datetime) -> OfPerson:
    premises = premises_at(form.cleaned_data["address"], district=by.district, by=by, now=now)
    return note_address(person, premises, **form.known(), by=by, now=now)


def _vehicle(person: Person, form: Any, by: User, now: datetime) -> OfPerson:
    said = form.cleaned_data
    vehicle = vehicle_with(said["registration"], said["description"], by=by, now=now)
    return note_vehicle(person, vehicle, **form.known(), by=by, now=now)


def _member(person: Person, form: Any, by: User, now: datetime) -> OfPerson:
    member = person_meant(form, by, now)
    return note_member(person, member, part=form.cleaned_data["part"], **form.known(), by=by, now=now)


def _association(person: Person, form: Any, by: User, now: datetime) -> OfPerson:
    other, tie = person_meant(form, by, now), Tie(form.cleaned_data["tie"])
    return note_association(person, other, tie=tie, **form.known(), by=by, now=now)


class Note(NamedTuple):
    """One kind of thing that is noted of a person: its words, its form, and what keeps it."""

    words: str
    form: type[forms.Form]
    keep: Callable[[Person, Any, User, datetime], OfPerson]
    rows: type[OfPerson]


NOTES: Mapping[str, Note] = {
    "contact": Note("a contact", given.ContactForm, _contact, PersonContact),
    "address": Note("an address", given.AddressForm, _address, PersonAddress),
    "vehicle": Note("a vehicle", given.VehicleForm, _vehicle, PersonVehicle),
    "member": Note("a member", given.MemberForm, _member, Membership),
    "association": Note("an association", given.AssociationForm, _association, Association),
}


@acts
@once
def person_note(request: HttpRequest, reference: str, what: str) -> HttpResponse:
    """Note a way to reach somebody, an address, a vehicle, a member of a group, or with whom they belong together."""
    person = person_for(request, reference)
    user, now, note = require(request, Action.KEEP_PEOPLE), timezone.now(), _note(what)
    form = _form(note, request, user, now)

    def keep() -> OfPerson:
        with transaction.atomic():
            return note.keep(person, form, user, now)

    if form.is_bound and form.is_valid() and tried(form, keep) is not None:
        messages.success(request, f"Noted {note.words} of {person.name}.")
        return redirect("person_page", reference)
    return form_page(request, "casework/person_note.html", form, {"person": person, "words": note.words})


def _note(what: str) -> Note:
    if what not in NOTES:
        raise Http404(NOT_FOUND)
    return NOTES[what]


def _form(note: Note, request: HttpRequest, user: User, now: datetime) -> forms.Form:
    if issubclass(note.form, given.WhoForm):
        return who_form(note.form, request, user, now)
    return note.form(typed(request))


@acts
@once
def person_detail_end(request: HttpRequest, reference: str, what: str, number: int) -> HttpResponse:
    """Say until when something held of somebody."""
    person, user, detail = _detail(request, reference, what, number)
    form = given.EndForm(typed(request))

    def end() -> OfPerson:
        return end_detail(detail, until_on=form.cleaned_data["until_on"], by=user, now=timezone.now())

    if form.is_bound and form.is_valid() and tried(form, end) is not None:
        messages.success(request, "The last day is noted.")
        return redirect("person_page", reference)
    return form_page(request, "casework/person_detail_end.html", form, _shown(person, what, detail))


@acts
@once
def person_detail_wrong(request: HttpRequest, reference: str, what: str, number: int) -> HttpResponse:
    """Say that something noted of somebody is wrong, and why."""
    person, user, detail = _detail(request, reference, what, number)
    form = given.WrongForm(typed(request))

    def mark() -> OfPerson:
        return detail_in_error(detail, reason=form.cleaned_data["reason"], by=user, now=timezone.now())

    if form.is_bound and form.is_valid() and tried(form, mark) is not None:
        messages.success(request, "It is marked as wrong, and stays with the reason.")
        return redirect("person_page", reference)
    return form_page(request, "casework/person_detail_wrong.html", form, _shown(person, what, detail))


def _detail(request: HttpRequest, reference: str, what: str, number: int) -> tuple[Person, User, OfPerson]:
    """Return something noted of a person, reached through the person."""
    person = person_for(request, reference)
    user, note = require(request, Action.KEEP_PEOPLE), _note(what)
    whose = "group" if note.rows is Membership else "person"
    detail = note.rows._default_manager.filter(pk=number, **{whose: person}).first()
    if detail is None:
        raise Http404(NOT_FOUND)
    return person, user, detail


def _shown(person: Person, what: str, detail: OfPerson) -> dict[str, Any]:
    return {"person": person, "words": _note(what).words, "detail": _named(detail)}


def _named(detail: OfPerson) -> str:
    """Return what is noted, as the page of the person names it."""
    match detail:
        case PersonAddress():
            return detail.premises.address
        case PersonVehicle():
            return str(detail.vehicle)
        case Membership():
            return detail.person.name
        case Association():
            return f"{detail.get_tie_display()}: {detail.other.name}"
    return str(detail)
