"""Whether two records are of one person: both side by side, with what speaks for it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Person
from asbcases.casework.forms.people import MatchForm
from asbcases.casework.queries import people as queries
from asbcases.casework.transitions import decide_match
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, person_for, require
from partners.choices import Action

HOLDS = {"recorded_in_error_at__isnull": True}
SHOWN = 10


@acts
@once
def person_match(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Ask whether two records are of one person, and keep the answer."""
    person, second = person_for(request, reference), person_for(request, other)
    user, now = require(request, Action.KEEP_PEOPLE), timezone.now()
    if person.pk == second.pk:
        raise Http404(NOT_FOUND)
    form, reasons = MatchForm(typed(request)), queries.reasons_for(person, second)
    if form.is_bound and form.is_valid():
        same = form.cleaned_data["verdict"] == MatchForm.SAME
        if tried(form, lambda: _decided((person, second), form, reasons, user, now)):
            words = "are kept as one person" if same else "are kept as two, and not offered again"
            messages.success(request, f"{person.reference} and {second.reference} {words}.")
            return redirect("person_page", reference)
    context = {
        "person": person,
        "pair": [_side(person), _side(second)],
        "reasons": reasons,
        "joined": second in queries.also_recorded_as(person),
    }
    return form_page(request, "casework/person_match.html", form, context)


def _decided(
    pair: tuple[Person, Person], form: MatchForm, reasons: tuple[str, ...], by: User, now: datetime
) -> object:
    said = form.cleaned_data
    same = said["verdict"] == MatchForm.SAME
    return decide_match(*pair, same=same, reasons=reasons, note=said["note"], by=by, now=now)


def _side(person: Person) -> dict[str, Any]:
    """Return what one of two records says, as far as it helps to tell people apart."""
    return {
        "person": person,
        "contacts": [one.value for one in person.contacts.filter(**HOLDS).order_by("-pk")[:SHOWN]],
        "addresses": [
            one.premises.address
            for one in person.addresses.filter(**HOLDS).select_related("premises").order_by("-pk")[:SHOWN]
        ],
        "vehicles": [
            str(one.vehicle)
            for one in person.vehicles.filter(**HOLDS).select_related("vehicle").order_by("-pk")[:SHOWN]
        ],
    }
