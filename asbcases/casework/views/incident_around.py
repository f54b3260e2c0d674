"""What hangs on an incident: hate and its lead, a gathering, the operation it belongs to, references; and a reply."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Gathering, Incident, Reply, Report
from asbcases.casework.forms.around import (
    GatheringForm,
    HateForm,
    JoinOperationForm,
    ReferenceForm,
    ReplyForm,
)
from asbcases.casework.queries import incident_parts as queries
from asbcases.casework.transitions import (
    accept_hate,
    join_operation,
    note_gathering,
    note_reference,
    send_reply,
)
from asbcases.casework.transitions.hate import leads_on_hate
from asbcases.casework.views.words import happened_words
from asbcases.errors import Refused
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import incident_for, report_for, require
from partners.choices import Action


@acts
@once
def incident_hate(request: HttpRequest, reference: str) -> HttpResponse:
    """Take over what an incident says of hate, as the lead for hate crime."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    if not leads_on_hate(user):
        raise PermissionDenied
    form = HateForm(typed(request))
    if form.is_valid() and tried(form, lambda: _accepted(form, incident, user, now)):
        messages.success(request, "You have taken over what the incident says of hate.")
        return redirect("incident_page", incident.reference)
    context = {"incident": incident, "ticked": queries.hate_in(incident)}
    return form_page(request, "casework/incident_hate.html", form, context)


def _accepted(form: HateForm, incident: Incident, by: User, now: datetime) -> bool:
    accept_hate(incident, note=form.cleaned_data["note"], by=by, now=now)
    return True


@acts
@once
def incident_gathering(request: HttpRequest, reference: str) -> HttpResponse:
    """Note, or correct, what is known of a gathering or an unlicensed music event."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    known = Gathering.objects.filter(incident=incident).first()
    form = GatheringForm(typed(request), known=known)
    if form.is_valid() and tried(form, lambda: _noted(form, incident, user, now)):
        messages.success(request, "It is noted what is known of the event.")
        return redirect("incident_page", incident.reference)
    context = {"incident": incident, "known": known, "happened": happened_words(incident)}
    return form_page(request, "casework/incident_gathering.html", form, context)


def _noted(form: GatheringForm, incident: Incident, by: User, now: datetime) -> bool:
    said = dict(form.cleaned_data)
    note_gathering(incident, read=said.pop("version"), **said, by=by, now=now)
    return True


@acts
@once
def incident_operation(request: HttpRequest, reference: str) -> HttpResponse:
    """Put an incident under a named operation within whose days it happened."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    among = queries.operations_for(incident)
    form = JoinOperationForm(typed(request), among=among)
    if form.is_valid() and tried(form, lambda: _joined(form, incident, user, now)):
        messages.success(request, f"The incident stands under {form.cleaned_data['operation'].name}.")
        return redirect("incident_page", incident.reference)
    context = {"incident": incident, "happened": happened_words(incident), "among": among}
    return form_page(request, "casework/incident_operation.html", form, context)


def _joined(form: JoinOperationForm, incident: Incident, by: User, now: datetime) -> bool:
    join_operation(incident, form.cleaned_data["operation"], by=by, now=now)
    return True


@acts
@once
def incident_references(request: HttpRequest, reference: str) -> HttpResponse:
    """Note under which reference another system knows an incident."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    form = ReferenceForm(typed(request))
    if form.is_valid() and tried(form, lambda: _referred(form, incident, user, now)):
        messages.success(request, "The reference is noted, and the incident is found by it.")
        return redirect("incident_page", incident.reference)
    context = {"incident": incident, "references": queries.references_of(incident)}
    return form_page(request, "casework/incident_references.html", form, context)


def _referred(form: ReferenceForm, incident: Incident, by: User, now: datetime) -> bool:
    note_reference(incident, **form.cleaned_data, by=by, now=now)
    return True


@acts
@once
def report_reply(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what we replied to a report that is owed a reply, and when it was sent."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    if Reply.objects.filter(report=report).exists() and request.method != "POST":
        raise Refused("A reply is recorded already: look at the report.")
    form = ReplyForm(typed(request), now=now, initial={"sent_day": timezone.localdate(now)})
    if form.is_valid() and tried(form, lambda: _replied(form, report, user, now)):
        messages.success(request, "The reply is recorded.")
        return redirect("report_page", report.reference)
    return form_page(request, "casework/report_reply.html", form, {"report": report})


def _replied(form: ReplyForm, report: Report, by: User, now: datetime) -> bool:
    assert form.sent_at is not None  # noqa: S101 - a valid form has it
    send_reply(report, sent_at=form.sent_at, words=form.cleaned_data["words"], by=by, now=now)
    return True
