"""People on file: looking for one, making and correcting a record, and the page of one."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.choices import PersonKind
from asbcases.cases.models import Person
from asbcases.casework.forms.people import PersonForm, SearchForm, WhoForm
from asbcases.casework.queries import people as queries
from asbcases.casework.queries.reviews import reviews_shown
from asbcases.casework.transitions import correct_person
from asbcases.casework.views.who import person_meant, who_form
from asbcases.casework.views.words import happened_words
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import person_for, require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

SHOWN = 50


@acts
def person_list(request: HttpRequest) -> HttpResponse:
    """Look for somebody; by POST, so that no name stands in an address."""
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    form, found = SearchForm(typed(request)), None
    if form.is_bound and form.is_valid():
        sought = form.sought()
        used = ", ".join(name for name, value in sought._asdict().items() if value)
        record_access(Look.LIST, by=user, now=now, about=f"people: by {used}")
        found = queries.candidates(sought, among=access.people_visible_to(user, now=now), alone=True)
    return form_page(request, "casework/person_list.html", form, {"found": found})


@acts
@once
def person_new(request: HttpRequest) -> HttpResponse:
    """Make a record of somebody, unless they turn out to be on file."""
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    form = who_form(WhoForm, request, user, now)
    if form.is_bound and form.is_valid() and (person := tried(form, lambda: person_meant(form, user, now))):
        kept = "is on file already: this is the record" if form.chosen() else "is on file now"
        messages.success(request, f"{person.name} {kept}.")
        return redirect("person_page", person.reference)
    return form_page(request, "casework/person_new.html", form, {})


@acts
@once
def person_correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Put right what is stated of somebody."""
    person = person_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    form = PersonForm(
        typed(request), initial={name: getattr(person, name) for name in PersonForm.base_fields}
    )
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, person, form, shown=list(PersonForm.base_fields)):
            return stale
        if tried(form, lambda: correct_person(person, **form.particulars(), by=user, now=now)):
            messages.success(request, "What is stated of them is saved.")
            return redirect("person_page", reference)
    return form_page(request, "casework/person_correct.html", form, {"person": person})


@require_safe
def person_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show all that is known of somebody: how to reach them, where they live, with whom, and in what they take part."""
    person = person_for(request, reference)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    among = access.people_visible_to(user, now=now)
    also = queries.also_recorded_as(person)
    near = [] if person.recorded_in_error_at else queries.near_matches(person, among=among)
    context = {
        "person": person,
        "also": also,
        "near": near,
        "rulings": queries.rulings_of([person]),
        "is_group": person.kind != PersonKind.PERSON,
        **_details(person, among),
        **_parts([person, *also], user, now),
    }
    return render(request, "casework/person_page.html", context)


def _details(person: Person, among: QuerySet[Person]) -> dict[str, Any]:
    """Return what is noted of somebody, what holds first; of others only those whom one may know of."""
    order = ("recorded_in_error_at", "until_on", "-pk")
    seen = {"recorded_by", "recorded_in_error_by"}
    ties = person.associations.filter(other__in=among).select_related("other", *seen)
    named = person.associated_by.filter(person__in=among).select_related("person", *seen)
    members = person.members.filter(person__in=among).select_related("person", *seen)
    return {
        "contacts": person.contacts.select_related(*seen).order_by(*order)[:SHOWN],
        "addresses": person.addresses.select_related("premises", *seen).order_by(*order)[:SHOWN],
        "vehicles": person.vehicles.select_related("vehicle", *seen).order_by(*order)[:SHOWN],
        "members": members.order_by(*order)[:SHOWN],
        "groups": person.groups.filter(group__in=among)
        .select_related("group", *seen)
        .order_by(*order)[:SHOWN],
        "ties": ties.order_by(*order)[:SHOWN],
        "tied_by": named.order_by(*order)[:SHOWN],
    }


def _parts(people: list[Person], user: User, now: datetime) -> dict[str, Any]:
    """Return in which incidents and cases these records take part, of those that one may see, the newest first."""
    told = queries.incident_parts_of(people, access.incidents_visible_to(user, now=now))
    parties = queries.case_parts_of(people, access.cases_visible_to(user, now=now))
    reviews = access.reviews_visible_to(user, now=now).filter(application__person__in=people)
    newest = told.select_related("incident").order_by("-incident__happened_from", "-pk")[:SHOWN]
    return {
        "incident_parts": [(part, happened_words(part.incident)) for part in newest],
        "reviews": reviews_shown(reviews),
        "now": now,
        "case_parts": parties.select_related("case__lead").order_by("-case__opened_at", "-pk")[:SHOWN],
    }
