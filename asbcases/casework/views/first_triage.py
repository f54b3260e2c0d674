"""What one press of a button records: the incident, who suffers by it, its first triage, and what the caller was promised."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.cases.choices import Category, PartyRole, Trigger
from asbcases.cases.models import Incident, Person, Report, Triage
from asbcases.casework.forms.grade import FirstTriageForm
from asbcases.casework.queries.triages import is_party
from asbcases.casework.transitions import (
    add_incident_party,
    join_case_told_of,
    promise_call_back,
    recognise,
    record_incident,
    record_person,
    triage_incident,
)
from asbcases.casework.views.proposing import Before
from asbcases.errors import Refused


@transaction.atomic
def graded(
    report: Report, person: Person | None, form: FirstTriageForm, before: Before, *, by: User, now: datetime
) -> Triage:
    """Record the incident of a report with its victims and its first triage, and return the triage: all or nothing."""
    said = form.recorded()
    if form.cleaned_data["caller_is_victim"] and person is None:
        record_caller(report, by, now)
    incident = record_incident(report, **{**said, "category": Category(said["category"])}, by=by, now=now)
    _add_victims(incident, report, form, by, now)
    triage = triage_incident(
        incident,
        trigger=Trigger.FIRST,
        answers=form.answers,
        **form.decided(),
        history_hits=before.words,
        history_checked=before.checked,
        by=by,
        now=now,
    )
    if case := form.cleaned_data["join_case"]:
        join_case_told_of(report, incident, case, by=by, now=now)
    if form.call_by:
        promise_call_back(report, call_by=form.call_by, by=by, now=now)
    return triage


def record_caller(report: Report, by: User, now: datetime) -> None:
    """Record the caller from what the report says: nothing is typed twice."""
    if not report.caller_name:
        raise Refused("The caller gave no name: enter under “Another victim” how to know them again.")
    new = record_person(
        name=report.caller_name,
        phone=report.caller_phone,
        email=report.caller_email,
        contact=report.caller_contact,
        language=report.language,
        adjustments=report.adjustments,
        source=_source(report),
        by=by,
        now=now,
    )
    recognise(report, new, reasons=["recorded from this report"], by=by, now=now)


def _add_victims(incident: Incident, report: Report, form: FirstTriageForm, by: User, now: datetime) -> None:
    if form.cleaned_data["caller_is_victim"]:
        caller = report.recognition.person
        if not is_party(incident, caller, PartyRole.VICTIM):
            add_incident_party(incident, caller, role=PartyRole.VICTIM, by=by, now=now)
    if name := form.cleaned_data["other_victim"]:
        other = record_person(name=name, source=_source(report), by=by, now=now)
        add_incident_party(incident, other, role=PartyRole.VICTIM, by=by, now=now)


def _source(report: Report) -> str:
    return f"Report {report.reference}"
