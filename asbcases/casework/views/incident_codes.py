"""The codes of an incident: deciding on them anew, closing it, opening it again, and whether it is a crime."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.queries import is_supervisor
from asbcases.cases.models import Incident
from asbcases.cases.rules.somerton import words_of
from asbcases.casework.forms.codes import ClassifyForm, CloseIncidentForm, CrimeForm, ReopenForm
from asbcases.casework.queries.signals import crime_decisions_of, is_assessed, signals_of
from asbcases.casework.queries.unexplained import owed_at_closing
from asbcases.casework.transitions import (
    classify_incident,
    close_incident,
    consider_crime,
    reopen_incident,
)
from asbcases.casework.transitions.codes import code_of, refuse_unless_open
from asbcases.casework.views.words import happened_words
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import incident_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action

# What somebody who decides on an incident must know of, when it changed since they opened the form.
SHOWN = ("category", "subtype", "grade", "handling", "closed_at")


def acted(
    request: HttpRequest, incident: Incident, form: BaseForm, act: Callable[[], Any], *, told: str
) -> HttpResponse | None:
    """Act on an incident that stands as it was read, and go to its page; None where the form is to be shown."""
    if not form.is_bound or not form.is_valid():
        return None
    if stale := stale_answer(request, incident, form, shown=SHOWN):
        return stale
    if tried(form, act) is None:
        return None
    messages.success(request, told)
    return redirect("incident_page", incident.reference)


@acts
@once
def incident_classify(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide anew on the codes of an open incident."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.CLOSE_INCIDENT), timezone.now()
    refuse_unless_open(incident)
    initial = code_of(incident)._asdict()
    form = ClassifyForm(typed(request), day=london_day(incident.happened_from), initial=initial)
    answer = acted(
        request,
        incident,
        form,
        lambda: classify_incident(incident, **form.cleaned_data, by=user, now=now),
        told="The new codes stand; the earlier ones are kept with the reason.",
    )
    context = {"incident": incident, "happened": happened_words(incident)}
    return answer or form_page(request, "casework/incident_classify.html", form, context)


@acts
@once
def incident_close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close an incident; what says that somebody is a victim stands beside the question before it is answered."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.CLOSE_INCIDENT), timezone.now()
    refuse_unless_open(incident)
    form = _closing_form(request, incident, user)
    answer = acted(
        request,
        incident,
        form,
        lambda: close_incident(incident, **form.cleaned_data, by=user, now=now),
        told=f"Incident {incident.reference} is closed.",
    )
    context = {**what_speaks(incident, now), "happened": happened_words(incident)}
    return answer or form_page(request, "casework/incident_close.html", form, context)


def _closing_form(request: HttpRequest, incident: Incident, user: User) -> CloseIncidentForm:
    code = code_of(incident)
    return CloseIncidentForm(
        typed(request),
        day=london_day(incident.happened_from),
        crime_decided=crime_decisions_of(incident).exists(),
        supervisor=is_supervisor(user),
        initial={"category": code.category, "subtype": code.subtype, "qualifiers": list(code.qualifiers)},
    )


def what_speaks(incident: Incident, now: datetime) -> dict[str, Any]:
    """Return what somebody has to know who closes an incident."""
    return {
        "incident": incident,
        "signals": words_of(signals_of(incident, now)),
        "assessed": is_assessed(incident),
        "crime": crime_decisions_of(incident).first(),
        "unexplained": [owed.report for owed in owed_at_closing(incident)],
    }


@acts
@once
def incident_reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a closed incident again."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.CLOSE_INCIDENT), timezone.now()
    if incident.closed_at is None:
        raise Refused(f"{incident.reference} is not closed: load the page again.")
    form = ReopenForm(typed(request))
    answer = acted(
        request,
        incident,
        form,
        lambda: reopen_incident(incident, **form.cleaned_data, by=user, now=now),
        told=f"Incident {incident.reference} is open again.",
    )
    context = {"incident": incident, "closing": incident.closings.order_by("-recorded_at", "-pk").first()}
    return answer or form_page(request, "casework/incident_reopen.html", form, context)


@acts
@once
def incident_crime(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide whether an incident is recorded as a crime."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.CLOSE_INCIDENT), timezone.now()
    form = CrimeForm(typed(request))
    answer = acted(
        request,
        incident,
        form,
        lambda: consider_crime(incident, **form.cleaned_data, by=user, now=now),
        told="The decision whether it is a crime is kept.",
    )
    context = {"incident": incident, "decisions": crime_decisions_of(incident)}
    return answer or form_page(request, "casework/incident_crime.html", form, context)
