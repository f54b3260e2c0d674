"""The risk to a victim of an incident: asked where the officer stands, and what it came to."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.models import Incident, IncidentParty
from asbcases.law.periods import london_day
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import incident_for, require
from partners.access import cases_visible_to, may
from partners.choices import Action
from risk import queries
from risk.choices import Result
from risk.forms import AssessmentForm, NotAssessedForm
from risk.models import Assessment
from risk.transitions import complete_incident_assessment, record_incident_not_assessed
from risk.views.cases import EARLIER, asking, asking_form, side_by_side


@acts
@once
def incident_risk(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask the questions of the instrument in use about one victim of an incident."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    party = get_object_or_404(queries.victims_at(incident), number=number)
    version, last = queries.version_to_use(london_day(now)), queries.current_assessment(party)
    form = asking_form(request, version, last)
    if form.is_valid() and (done := tried(form, lambda: _assessed(form, incident, party, user, now))):
        return redirect("incident_assessment", incident.reference, party.number, done.pk)
    context = {"incident": incident, "party": party, **asking(version, last)}
    return form_page(request, "risk/incident_risk.html", form, context)


def _assessed(
    form: AssessmentForm, incident: Incident, party: IncidentParty, by: User, now: datetime
) -> Assessment:
    return complete_incident_assessment(incident, party=party, **form.said, by=by, now=now)


@acts
@once
def incident_not_assessed(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say that a victim refused to be assessed, or could not be reached."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    party = get_object_or_404(queries.victims_at(incident), number=number)
    form = NotAssessedForm(typed(request))

    def keep() -> Assessment:
        said = {"result": Result(form.cleaned_data["result"]), "reason": form.cleaned_data["reason"]}
        return record_incident_not_assessed(incident, party=party, **said, by=user, now=now)

    if form.is_valid() and (done := tried(form, keep)):
        return redirect("incident_assessment", incident.reference, party.number, done.pk)
    context = {"incident": incident, "party": party, "last": queries.current_assessment(party)}
    return form_page(request, "risk/incident_not_assessed.html", form, context)


@require_safe
def incident_assessment(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    """Show what an assessment on an incident came to, and whether a case is to be opened."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    party = get_object_or_404(queries.victims_at(incident), number=number)
    assessment = get_object_or_404(queries.readable().filter(incident_party=party), pk=pk)
    earlier = list(queries.earlier_than(assessment).select_related("recorded_by")[:EARLIER])
    before = next((one for one in earlier if one.version_id == assessment.version_id), None)
    newest = queries.current_assessment(party)
    cases = cases_visible_to(user, now=now).filter(incident_links__incident=incident)
    context = {
        "incident": incident,
        "party": party,
        "assessment": assessment,
        "answers": side_by_side(assessment, before),
        "before": before,
        "newest": newest,
        "is_newest": newest == assessment,
        "earlier": earlier,
        "cases": list(cases.order_by("pk")),
        "needs_case": queries.asks_for_case(assessment),
        "may_open": may_open_case(incident, user),
    }
    return render(request, "risk/incident_assessment.html", context)


def may_open_case(incident: Incident, user: User) -> bool:
    """Return whether this person may open a case on an incident: who works in its district sees it afterwards."""
    works_there = works_for_county(user) or incident.district_id in districts_of(user)
    return not incident.closed_at and works_there and may(user, Action.OPEN_CASE)
