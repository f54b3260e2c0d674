"""From incidents to a case: opening one on several incidents, and adding an incident to one that is open."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, Incident, Person
from asbcases.casework.forms.cases import JoinCaseForm, OpenCaseForm
from asbcases.casework.queries.kindred import Kindred, Near, in_cases, open_cases_near, open_kindred
from asbcases.casework.transitions import join_case, open_case
from asbcases.casework.transitions.case_people import Part, people_in
from asbcases.casework.views.incident_page import cases_of, reports_of
from asbcases.casework.views.words import happened_words
from asbcases.errors import Refused
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import incident_for, require
from partners import access
from partners.choices import Action

Choices = list[tuple[str, str, str]]


@acts
@once
def case_open(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a case on an incident and those that belong with it, with the people known from them."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.OPEN_CASE), timezone.now()
    _require_own_district(incident, user)
    kin = open_kindred(incident, access.incidents_visible_to(user, now=now), now=now)
    own = people_in([incident])
    known = people_in([incident, *(one.incident for one in kin)])
    form = OpenCaseForm(
        typed(request),
        user=user,
        district=incident.district,
        today=timezone.localdate(now),
        others=_others(kin),
        people=_people(known, own),
        victim_known=bool(_victims(own)),
        initial=_carried(incident, kin, known, own, user, now),
    )
    if form.is_bound and form.is_valid():
        opened = tried(form, lambda: _opened(form, incident, kin, known, user, now))
        if opened:
            messages.success(
                request, f"Case {opened.reference} is open. Next, assess the risk to the victim."
            )
            return redirect("case_page", opened.reference)
    context = {"victims": _victims(own), "near": _near(incident, user, now), **_told(incident, user, now)}
    return form_page(request, "casework/case_open.html", form, context)


def _require_own_district(incident: Incident, user: User) -> None:
    """A case belongs to a district: who does not work there could not see it afterwards."""
    if not works_for_county(user) and incident.district_id not in districts_of(user):
        raise PermissionDenied


def _others(kin: Sequence[Kindred]) -> Choices:
    return [
        (
            one.incident.reference,
            f"{one.incident.reference}: {one.incident.summary}",
            f"{happened_words(one.incident)}. {_sentence(one.reasons)}",
        )
        for one in kin
    ]


def _sentence(reasons: Sequence[str]) -> str:
    words = "; ".join(reasons)
    return f"{words[:1].upper()}{words[1:]}"


def _victims(parts: Sequence[Part]) -> list[Person]:
    return [person for person, role in parts if role == PartyRole.VICTIM]


def _people(known: Sequence[Part], own: Sequence[Part]) -> Choices:
    """Return who may be a victim besides those whom the incident names as such."""
    roles: dict[Person, list[str]] = {}
    for person, role in known:
        roles.setdefault(person, []).append(role.label)
    named = _victims(own)
    return [
        (person.reference, person.name, f"{person.reference}: {', '.join(what).lower()}")
        for person, what in roles.items()
        if person not in named
    ]


def _carried(
    incident: Incident,
    kin: Sequence[Kindred],
    known: Sequence[Part],
    own: Sequence[Part],
    user: User,
    now: datetime,
) -> dict[str, Any]:
    """Return what is ticked and filled in at first, so that nobody types what is on file."""
    taken = in_cases([one.incident for one in kin])
    free = [one.incident.reference for one in kin if one.incident.pk not in taken]
    carried: dict[str, Any] = {"incidents": free}
    victims, complainants = _victims(known), [who for who, role in own if role == PartyRole.COMPLAINANT]
    if not _victims(own):
        carried["victims"] = [person.reference for person in victims or complainants]
    if not known:
        carried |= _caller(incident, user, now)
    return carried


def _caller(incident: Incident, user: User, now: datetime) -> dict[str, Any]:
    """Return the first caller who gave a name, where nobody was recognised."""
    caller = next((report for report in reports_of(incident, user, now) if report.caller_name), None)
    if caller is None:
        return {}
    contact = caller.caller_phone or caller.caller_email or caller.caller_contact
    return {"victim_name": caller.caller_name, "victim_contact": contact}


def _opened(
    form: OpenCaseForm,
    incident: Incident,
    kin: Sequence[Kindred],
    known: Sequence[Part],
    by: User,
    now: datetime,
) -> Case:
    said = form.cleaned_data
    chosen = said.get("incidents", [])
    victims = said.get("victims", [])
    return open_case(
        [incident, *(one.incident for one in kin if one.incident.reference in chosen)],
        summary=said["summary"],
        victims=list({person: None for person, _ in known if person.reference in victims}),
        victim_name=said["victim_name"],
        victim_contact=said["victim_contact"],
        lead=said["lead"],
        by=by,
        now=now,
    )


def _near(incident: Incident, user: User, now: datetime) -> list[Near]:
    cases, visible = access.cases_visible_to(user, now=now), access.incidents_visible_to(user, now=now)
    return open_cases_near(incident, cases, visible, now=now)


def _told(incident: Incident, user: User, now: datetime) -> dict[str, Any]:
    cases = cases_of(incident, user, now)
    return {"incident": incident, "happened": happened_words(incident), "cases": cases}


@acts
@once
def case_join(request: HttpRequest, reference: str) -> HttpResponse:
    """Add an incident to a case that is open already."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.OPEN_CASE), timezone.now()
    near = _near(incident, user, now)
    form = JoinCaseForm(typed(request), cases=_cases_offered(near))
    if (
        form.is_bound
        and form.is_valid()
        and (case := tried(form, lambda: _joined(form, incident, user, now)))
    ):
        messages.success(request, f"Incident {incident.reference} is part of {case.reference} now.")
        return redirect("case_page", case.reference)
    return form_page(request, "casework/case_join.html", form, _told(incident, user, now))


def _cases_offered(near: Sequence[Near]) -> Choices:
    return [
        (
            one.case.reference,
            f"{one.case.reference}: {one.case.summary}",
            f"Led by {one.case.lead.name}. {_sentence(one.reasons)}",
        )
        for one in near
    ]


def _joined(form: JoinCaseForm, incident: Incident, by: User, now: datetime) -> Case:
    case = access.cases_visible_to(by, now=now).filter(reference=form.reference).first()
    if case is None:
        raise Refused("There is no such case, or it is not for you: check the reference.")
    return join_case(incident, case, by=by, now=now)
