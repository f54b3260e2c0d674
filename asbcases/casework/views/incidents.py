"""Incidents recorded here: the list, one incident, and the case that is opened on it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.choices import Source
from asbcases.cases.models import Case, Incident, Report
from asbcases.casework.forms.cases import OpenCaseForm
from asbcases.casework.forms.filters import IncidentFilter
from asbcases.casework.queries import incidents as queries
from asbcases.casework.transitions import open_case
from asbcases.casework.views.shared import listed, look_at_list
from asbcases.casework.views.words import happened_words
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import incident_for, require
from partners import access
from partners.choices import Action

NEWEST = ("-happened_from", "-id")


@require_safe
def incident_list(request: HttpRequest) -> HttpResponse:
    """List the force's own incidents that one may see, the latest event first."""
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    chosen = IncidentFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "casework/incident_list.html", {"form": chosen}, status=400)
    look_at_list(user, "incidents", chosen, now=now)
    visible = queries.newest(access.incidents_visible_to(user, now=now))
    rows = queries.filtered(
        visible, category=chosen.chosen("category") or "", district=chosen.chosen("district")
    )
    page = listed(request, rows, NEWEST, noun="incidents")
    told = queries.reports_told(page.rows)
    shown = [(incident, happened_words(incident), told.get(incident.pk, 0)) for incident in page]
    return render(request, "casework/incident_list.html", {"form": chosen, "page": page, "shown": shown})


@require_safe
def incident_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one incident: who told of it, how it was classified and why, and its cases."""
    incident = incident_for(request, reference)
    own = incident.source == Source.OWN
    # A published copy names nobody, so the analyst reads it as well.
    user, now = require(request, Action.RECORD_INCIDENT if own else Action.SEE_PUBLISHED), timezone.now()
    return render(
        request,
        "casework/incident_page.html",
        {
            "incident": incident,
            "own": own,
            "happened": happened_words(incident),
            "reports": _reports(incident, user, now),
            "classifications": queries.classifications_of(incident),
            "cases": _cases(incident, user, now),
            "may_open": _may_open(incident, user),
        },
    )


def _reports(incident: Incident, user: User, now: datetime) -> list[Report]:
    return list(queries.reports_of(incident, access.reports_visible_to(user, now=now)))


def _may_open(incident: Incident, user: User) -> bool:
    """A case belongs to a district, so only who works there can open it and see it afterwards."""
    works_there = works_for_county(user) or incident.district_id in districts_of(user)
    return incident.source == Source.OWN and works_there and access.may(user, Action.OPEN_CASE)


@acts
@once
def case_open(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a case on an incident, with its victim and its lead."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.OPEN_CASE), timezone.now()
    form = OpenCaseForm(
        typed(request),
        user=user,
        district=incident.district,
        today=timezone.localdate(now),
        initial=_carried(incident, user, now),
    )
    if (
        form.is_bound
        and form.is_valid()
        and (case := tried(form, lambda: _opened(form, incident, user, now)))
    ):
        messages.success(request, f"Case {case.reference} is open. Next, assess the risk to the victim.")
        return redirect("case_page", case.reference)
    return form_page(
        request,
        "casework/case_open.html",
        form,
        {"incident": incident, "happened": happened_words(incident), "cases": _cases(incident, user, now)},
    )


def _opened(form: OpenCaseForm, incident: Incident, by: User, now: datetime) -> Case:
    return open_case([incident], **form.cleaned_data, by=by, now=now)


def _carried(incident: Incident, user: User, now: datetime) -> dict[str, Any]:
    """Return what is known of the victim: the first caller who gave a name; nobody types it twice."""
    callers = (report for report in _reports(incident, user, now) if report.caller_name)
    caller = next(callers, None)
    if caller is None:
        return {}
    return {"victim_name": caller.caller_name, "victim_contact": caller.caller_contact}


def _cases(incident: Incident, user: User, now: datetime) -> list[Case]:
    return list(queries.cases_of(incident, access.cases_visible_to(user, now=now)))
