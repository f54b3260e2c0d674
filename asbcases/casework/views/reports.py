"""Reports: the list, one report, and what incident it tells of."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.cases.models import Incident, Report
from asbcases.casework.forms.clock import midnight_of
from asbcases.casework.forms.filters import ReportFilter
from asbcases.casework.forms.incident import AttachForm, IncidentForm
from asbcases.casework.queries import incidents as incident_queries
from asbcases.casework.queries import reports as queries
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.queries.restricted import restricted_near
from asbcases.casework.queries.triages import recognised_in
from asbcases.casework.transitions import attach_report, record_incident
from asbcases.casework.views.callers import hours_words, promises_of
from asbcases.casework.views.shared import listed, look_at_list
from asbcases.casework.views.words import happened_words
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import report_for, require
from partners import access
from partners.choices import Action
from partners.queries.share_requests import requests_on
from triggers.queries.explaining import entitlement_of

NEWEST = ("-received_at", "-id")


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """List the reports that one may read, the newest first."""
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    chosen = ReportFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "casework/report_list.html", {"form": chosen}, status=400)
    look_at_list(user, "reports", chosen, now=now)
    reports = queries.newest(access.reports_visible_to(user, now=now))
    reports = queries.in_district(reports, chosen.chosen("district"))
    context: dict[str, Any] = {"form": chosen}
    if chosen.chosen("show") == ReportFilter.WAITING:
        until = chosen.chosen("until") or timezone.localdate(now)
        reports = queries.not_recorded(reports, before=midnight_of(until + timedelta(days=1)))
        context |= {"since": until - queries.WAITING_FOR, "until": until}
    context["page"] = listed(request, reports, NEWEST, noun="reports")
    return render(request, "casework/report_list.html", context)


@require_safe
def report_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one report word for word, and the incident that it tells of."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    incident, contact = _told(report, user, now), queries.safe_contact_of(report)
    return render(
        request,
        "casework/report_page.html",
        {
            "report": report,
            "happened": happened_words(report),
            "person": recognised_in(report),
            "references": queries.references_of(report),
            "incident": incident,
            "nearby": [] if incident else _nearby(report, user, now),
            "promises": promises_of(report, now),
            "asked": requests_on(report, user, now=now),
            "explain": Deadline.objects.filter(OPEN, report=report, kind=Kind.EXPLAIN_REVIEW),
            "entitled": entitlement_of([report]),
            "documents": list(documents_of(report)),
            "contact": contact,
            "hours": hours_words(contact) if contact else "",
            "restricted": restricted_near(
                phone_key=report.phone_key,
                email_key=report.email_key,
                address_key=report.address_key,
                name_key=report.name_key,
            ),
            "now": now,
        },
    )


def _told(report: Report, user: User, now: datetime) -> Incident | None:
    return access.incidents_visible_to(user, now=now).filter(told_by__report=report).first()


def _nearby(report: Report, user: User, now: datetime) -> list[tuple[Incident, str]]:
    """Return incidents at about the same time in the same district, each with when it happened in words."""
    found = incident_queries.near(report, access.incidents_visible_to(user, now=now))
    return [(incident, happened_words(incident)) for incident in found]


@acts
@once
def incident_record(request: HttpRequest, reference: str) -> HttpResponse:
    """Record the incident that a report tells of, with its category."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    if request.method != "POST" and (told := _told(report, user, now)):
        return redirect("incident_page", told.reference)
    carried = {"place_text": report.place_text, "district": report.district_id}
    form = IncidentForm(typed(request), user=user, initial=carried)
    if (
        form.is_bound
        and form.is_valid()
        and (incident := tried(form, lambda: _recorded(form, report, user, now)))
    ):
        messages.success(
            request, f"Incident {incident.reference} is recorded as {incident.get_category_display()}."
        )
        return redirect("incident_page", incident.reference)
    return form_page(
        request, "casework/incident_record.html", form, {"report": report, "happened": happened_words(report)}
    )


def _recorded(form: IncidentForm, report: Report, by: User, now: datetime) -> Incident:
    said = form.cleaned_data
    return record_incident(report, **{**said, "category": Category(said["category"])}, by=by, now=now)


@acts
@once
def report_attach(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that a report tells of an incident that was recorded already."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    form = AttachForm(typed(request))
    if form.is_bound and form.is_valid():
        incident = _incident_meant(form, user, now)
        if incident and tried(form, lambda: attach_report(report, incident, by=user, now=now)):
            messages.success(
                request, f"Report {report.reference} is now part of incident {incident.reference}."
            )
            return redirect("incident_page", incident.reference)
        if incident is None:
            form.add_error("incident", "There is no incident with this reference that you may see: check it")
    return form_page(
        request,
        "casework/report_attach.html",
        form,
        {"report": report, "happened": happened_words(report), "nearby": _nearby(report, user, now)},
    )


def _incident_meant(form: AttachForm, user: User, now: datetime) -> Incident | None:
    return access.incidents_visible_to(user, now=now).filter(reference=form.cleaned_data["incident"]).first()
