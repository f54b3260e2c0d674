"""Attending an incident: an officer's queue on the phone, sending somebody, what was found, or that nobody came."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.choices import NoneAttended, PartyRole
from asbcases.cases.models import Attendance, Incident, IncidentParty
from asbcases.casework.forms.attendance import NOBODY, AttendForm, NoneAttendedForm, SendForm, known_people
from asbcases.casework.queries import attendances as queries
from asbcases.casework.queries.incident_parts import parties_of
from asbcases.casework.transitions import (
    add_incident_party,
    record_attendance,
    record_none_attended,
    record_person,
    send_officer,
)
from asbcases.casework.views.words import happened_words
from asbcases.deadlines.models import Deadline
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import incident_for, require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

# As many as one officer can be sent to in a day, and more.
MOST = 50
SHOWN = ("unit", "arrived_at", "result", "none_attended")


class Card(NamedTuple):
    """An incident to which an officer is sent."""

    sent: Attendance
    victims: list[IncidentParty]
    # By when somebody was to be there; None where no time was promised.
    promised_at: datetime | None

    @property
    def incident(self) -> Incident:
        """Return the incident."""
        return self.sent.incident


@require_safe
def incident_sent_to_me(request: HttpRequest) -> HttpResponse:
    """Show an officer where they are sent, the oldest promise first, and whom they have still to ask about risk."""
    user, now = require(request, Action.ATTEND), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="incidents: sent to me")
    sent = list(queries.sent_to(user)[: MOST + 1])
    victims = queries.victims_at([attendance.incident for attendance in sent])
    cards = [
        Card(each, victims[each.incident_id], getattr(each, "promised_at", None)) for each in sent[:MOST]
    ]
    context = {
        "cards": cards,
        "more": len(sent) > MOST,
        "most": MOST,
        "unasked": _unasked(user),
        "now": now,
    }
    return render(request, "casework/incident_sent_to_me.html", context)


def _unasked(user: User) -> list[tuple[Deadline, IncidentParty | None]]:
    """Return the first assessments that are owed where this officer was, each with the victim."""
    owed = list(queries.still_to_assess(user)[:MOST])
    victims = queries.victims_at([deadline.incident for deadline in owed if deadline.incident])
    return [
        (
            deadline,
            next(
                (
                    party
                    for party in victims.get(deadline.incident_id or 0, [])
                    if str(party.number) == deadline.subject
                ),
                None,
            ),
        )
        for deadline in owed
    ]


@acts
@once
def incident_send(request: HttpRequest, reference: str) -> HttpResponse:
    """Send an officer, a unit or a partner to an incident."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.SEND_OFFICERS), timezone.now()
    among = queries.may_be_sent(incident.district, now)
    form = SendForm(typed(request), among=among, by=user, now=now)
    if form.is_valid() and (sent := tried(form, lambda: _sent(form, incident, user, now))):
        messages.success(request, f"{sent.officer.name if sent.officer else sent.unit} is sent.")
        return redirect("incident_page", incident.reference)
    context = _about(incident) | {
        "on_the_way": queries.on_the_way(incident).select_related("officer", "agency")
    }
    return form_page(request, "casework/incident_send.html", form, context)


def _sent(form: SendForm, incident: Incident, by: User, now: datetime) -> Attendance:
    assert form.at is not None  # noqa: S101 - a valid form has it
    officer = form.cleaned_data["officer"]
    return send_officer(
        incident,
        officer=officer,
        unit=form.cleaned_data["unit"],
        agency=officer.agency if officer else form.cleaned_data["agency"],
        sent_at=form.at,
        by=by,
        now=now,
    )


@acts
@once
def incident_attend(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what was found at an incident, then go straight on to the risk to its victim."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.ATTEND), timezone.now()
    sent = _expected(request, incident, user)
    people, victims = known_people(list(parties_of(incident)))
    form = AttendForm(typed(request), people=people, victims=victims, sent=sent is not None, by=user, now=now)
    if form.is_valid():
        if sent and (stale := stale_answer(request, sent, form, shown=SHOWN)):
            return stale
        if noted := tried(form, lambda: _noted(form, incident, sent, user, now)):
            return _go_on(request, incident, noted.victim, user)
    context = _about(incident) | {"sent": sent, "now": now}
    return form_page(request, "casework/incident_attend.html", form, context)


def _expected(request: HttpRequest, incident: Incident, user: User) -> Attendance | None:
    """Return of whom this is recorded: the one that the address names, else the officer themselves if they were sent."""
    waiting = queries.on_the_way(incident).select_related("officer", "agency")
    if (number := request.GET.get("sent", "")).isdecimal() and len(number) < 5:
        # Also one of whom somebody has noted it meanwhile: the form then says so.
        return queries.attendances_of(incident).filter(number=int(number)).first()
    return waiting.filter(officer=user).first()


class Noted(NamedTuple):
    """A visit as it was kept, and the victim who was found."""

    attendance: Attendance
    victim: IncidentParty | None


@transaction.atomic
def _noted(form: AttendForm, incident: Incident, sent: Attendance | None, by: User, now: datetime) -> Noted:
    assert form.at is not None  # noqa: S101 - a valid form has it
    said = form.cleaned_data
    agency, unit = (sent.agency, sent.unit) if sent else (said["agency"], said["unit"])
    own = not unit and (agency is None or agency == by.agency)
    attendance = record_attendance(
        incident,
        attendance=sent,
        officer=by if own else None,
        agency=agency or by.agency,
        unit=unit,
        arrived_at=form.at,
        result=form.result,
        by=by,
        now=now,
    )
    return Noted(attendance, _victim(form, incident, by, now))


def _victim(form: AttendForm, incident: Incident, by: User, now: datetime) -> IncidentParty | None:
    """Return the victim who was found, as a party of the incident; None where nobody is."""
    said = form.cleaned_data
    if said["victim"] == NOBODY:
        return None
    person = form.named or record_person(
        name=said["victim_name"],
        contact=said["victim_contact"],
        source=f"{by.name}, at incident {incident.reference}",
        by=by,
        now=now,
    )
    known = parties_of(incident).filter(person=person, role=PartyRole.VICTIM).first()
    return known or add_incident_party(incident, person, role=PartyRole.VICTIM, by=by, now=now)


def _go_on(
    request: HttpRequest, incident: Incident, victim: IncidentParty | None, user: User
) -> HttpResponse:
    if victim and access.may(user, Action.ASSESS_RISK):
        messages.success(request, "The visit is noted. Next, ask about the risk.")
        return redirect("incident_risk", incident.reference, victim.number)
    messages.success(request, f"The visit to {incident.place_text} is noted.")
    return redirect("incident_page", incident.reference)


@acts
@once
def incident_none_attended(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that nobody came to an incident, and why."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.ATTEND), timezone.now()
    form = NoneAttendedForm(typed(request))
    if form.is_valid() and tried(form, lambda: _none(form, incident, user, now)) is not None:
        messages.success(request, "It is noted that nobody came, and why.")
        return redirect("incident_page", incident.reference)
    context = _about(incident) | {
        "on_the_way": queries.on_the_way(incident).select_related("officer", "agency")
    }
    return form_page(request, "casework/incident_none_attended.html", form, context)


def _none(form: NoneAttendedForm, incident: Incident, by: User, now: datetime) -> list[Attendance]:
    why = NoneAttended(form.cleaned_data["why"])
    return record_none_attended(incident, why=why, reason=form.cleaned_data["reason"], by=by, now=now)


def _about(incident: Incident) -> dict[str, Any]:
    return {
        "incident": incident,
        "happened": happened_words(incident),
        "warning": incident.premises.warning if incident.premises else "",
    }
