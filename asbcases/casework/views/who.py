"""Somebody on file or somebody new: who may be the same is shown before a record is made."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest

from asbcases.accounts.models import User
from asbcases.cases.models import Person
from asbcases.cases.queries import foremost
from asbcases.casework.forms.people import WhoForm
from asbcases.casework.queries.people import Candidate, Sought, candidates
from asbcases.casework.rules import reference_in
from asbcases.casework.transitions import note_contact, record_person
from asbcases.casework.transitions.people import contact_key
from asbcases.web.form_pages import typed
from partners import access

Form = TypeVar("Form", bound=WhoForm)


def who_form(form: type[Form], request: HttpRequest, user: User, now: datetime, **kwargs: Any) -> Form:
    """Return a form that asks who somebody is, with the people on file who are like what was typed."""
    return form(typed(request), found=found_for(request, user, now), **kwargs)


def found_for(request: HttpRequest, user: User, now: datetime) -> list[Candidate]:
    """Return who on file is like what was typed; a reference in place of the name means this very record."""
    if request.method != "POST":
        return []
    said = {name: request.POST.get(name, "").replace("\0", "")[:500] for name in ("name", "phone", "email")}
    among = access.people_visible_to(user, now=now)
    if reference := reference_in(said["name"]):
        named = among.filter(reference=reference, recorded_in_error_at__isnull=True)
        return [Candidate(foremost(person), ("the reference that you typed",), 1) for person in named]
    return candidates(Sought(said["name"], said["phone"], said["email"]), among=among)


def person_meant(form: WhoForm, by: User, now: datetime) -> Person:
    """Return who was chosen, with what is new of how to reach them; else a new record."""
    said, chosen = form.cleaned_data, form.chosen()
    reach = {"phone": said["phone"], "email": said["email"]}
    if chosen is None:
        return record_person(**form.particulars(), **reach, source=said["source"], by=by, now=now)
    return reached(chosen.person, reach.values(), source=said["source"], by=by, now=now)


def reached(person: Person, ways: Iterable[str], *, source: str, by: User, now: datetime) -> Person:
    """Note what is new of how to reach somebody on file, and return them."""
    for value in ways:
        found = contact_key(value)
        if found and not person.contacts.filter(key=found[1], recorded_in_error_at__isnull=True).exists():
            note_contact(person, value=value, source=source, by=by, now=now)
    return person
