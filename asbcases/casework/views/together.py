"""Closing several incidents together: one answer each or the same for all; each closes or is refused by itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.accounts.queries import is_supervisor
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Incident
from asbcases.cases.queries import locked
from asbcases.cases.rules.somerton import words_of
from asbcases.casework.forms.codes import NO, YES, TogetherForm
from asbcases.casework.queries.signals import crime_decisions_of, is_assessed, signals_of
from asbcases.casework.transitions import close_incident
from asbcases.casework.transitions.codes import code_of
from asbcases.casework.views.words import happened_words
from asbcases.errors import Refused
from asbcases.web.errors import conflict_in
from asbcases.web.form_pages import acts, form_page, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.ticks import keep, kept, ticks_in
from partners import access
from partners.choices import Action

MOST = 25
SESSION = "incidents_closed_together"
ANSWERS: Mapping[str, bool] = {YES: True, NO: False}
CRIME = ("crime", "crime_reference", "offences", "not_crime_reason")


class Row(NamedTuple):
    """One incident that was ticked, what its file says of a victim, and what was answered for it alone."""

    incident: Incident
    happened: str
    signals: list[str]
    assessed: bool
    crime_decided: bool
    answer: str


@acts
@once
def incidents_close_together(request: HttpRequest) -> HttpResponse:
    """List what was ticked with what speaks for a victim, ask the question, and close each by itself."""
    user, now = require(request, Action.CLOSE_INCIDENT), timezone.now()
    sent = request.POST if request.method == "POST" else request.GET
    ticks = ticks_in(sent.getlist("row"), most=MOST)
    record_access(Look.LIST, by=user, now=now, about="incidents: close together")
    rows = [_row(incident, sent, now) for incident in _found(ticks, user, now)]
    if not rows:
        return render(request, "casework/together_nothing.html", {"ticked": bool(ticks)}, status=400)
    form = TogetherForm(typed(request), supervisor=is_supervisor(user))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        results = [(row.incident.pk, _closed(row, ticks[row.incident.pk], said, user, now)) for row in rows]
        return redirect("incidents_closed_together", keep(request, SESSION, results))
    context = {"rows": rows, "gone": len(ticks) - len(rows), "answers": [(YES, "Yes"), (NO, "No")]}
    return form_page(request, "casework/together.html", form, context)


@require_safe
def incidents_closed_together(request: HttpRequest, key: str) -> HttpResponse:
    """Show which of the incidents are closed, and why the others are not."""
    user, now = require(request, Action.CLOSE_INCIDENT), timezone.now()
    became = kept(request, SESSION, key)
    record_access(Look.LIST, by=user, now=now, about="incidents: closed together")
    refused: dict[int, str] = {int(pk): reason for pk, reason in became}
    results = [(incident, refused[incident.pk]) for incident in _found(refused, user, now)]
    context = {
        "closed": [incident for incident, reason in results if not reason],
        "refused": [(incident, reason) for incident, reason in results if reason],
    }
    return render(request, "casework/together_done.html", context)


def _found(ticked: Mapping[int, Any], user: User, now: datetime) -> list[Incident]:
    """Return the ticked incidents that this person may see, in the order in which they are locked."""
    visible = access.incidents_visible_to(user, now=now).select_related("district")
    return list(visible.filter(pk__in=list(ticked), category__isnull=False).order_by("pk"))


def _row(incident: Incident, sent: Mapping[str, str], now: datetime) -> Row:
    return Row(
        incident,
        happened_words(incident),
        words_of(signals_of(incident, now)),
        is_assessed(incident),
        crime_decisions_of(incident).exists(),
        sent.get(f"answer-{incident.pk}", ""),
    )


def _closed(row: Row, version: int, said: Mapping[str, Any], by: User, now: datetime) -> str:
    """Close one incident in a savepoint of its own, and return why it was refused, or nothing."""
    answer = ANSWERS.get(row.answer, said["identifiable_victim"])
    common = {name: value for name, value in said.items() if name != "identifiable_victim"}
    if row.crime_decided:
        common = {name: value for name, value in common.items() if name not in CRIME}
    try:
        with transaction.atomic():
            incident = locked(row.incident)
            if incident.version != version:
                raise Refused("It changed after you had ticked it: look at it again, then close it.")
            code = code_of(incident)
            codes: dict[str, Any] = {
                "category": code.category,
                "subtype": code.subtype,
                "qualifiers": code.qualifiers,
            }
            close_incident(incident, identifiable_victim=answer, **codes, **common, by=by, now=now)
    except Refused as refused:
        return refused.reason
    except DatabaseError as error:
        if conflict := conflict_in(error):
            return conflict
        raise
    return ""
