"""One triage as it was, and what came of a report: the grade, whose it is now, and what the caller was promised."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.cases.choices import Grade, Handling
from asbcases.cases.models import Triage
from asbcases.casework.forms.grade import MEASURES
from asbcases.casework.queries import reports as report_queries
from asbcases.casework.queries import triages as queries
from asbcases.casework.queries.incident_parts import owed_on
from asbcases.casework.views.callers import promises_of
from asbcases.casework.views.diary import told
from asbcases.web.scoped import incident_for, report_for, require
from partners import access
from partners.choices import Action

# What a caller may be told of a grade; no promise of minutes, which nobody can keep for them.
IN_WORDS = {
    Grade.EMERGENCY: "We are sending somebody at once.",
    Grade.PRIORITY: "We are sending somebody as soon as we can.",
    Grade.SCHEDULED: "Somebody will come to see you.",
    Grade.RESOLVE: "We will deal with it without coming to you.",
}


class Answered(NamedTuple):
    """One letter of a triage, in the words of the questions that were asked."""

    letter: str
    label: str
    state: str
    answers: list[tuple[str, str]]


@require_safe
def triage_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one triage as it was, by the version of the questions that was asked then."""
    incident = incident_for(request, reference)
    require(request, Action.RECORD_INCIDENT)
    triage = get_object_or_404(queries.triages_of(incident), number=number)
    measures = dict(MEASURES)
    context = {
        "incident": incident,
        "triage": triage,
        "letters": list(answered(triage)),
        "measures": [measures.get(code, code) for code in triage.interim_measures],
        "proposed": Grade(triage.proposed_grade).label,
    }
    return render(request, "casework/triage_page.html", context)


def answered(triage: Triage) -> Iterator[Answered]:
    """Yield what was answered to each letter."""
    content = triage.template.content
    why_not = dict(content["not_asked"]["options"])
    for letter in content["letters"]:
        said = triage.answers.get(letter["code"], {})
        states = {
            "none_known": "None known",
            "not_asked": f"Not asked: {why_not.get(said.get('why_not'), '')}",
        }
        answers = [] if said.get("state") in states else list(_answers(letter, said))
        yield Answered(letter["letter"], letter["label"], states.get(said.get("state"), ""), answers)


def _answers(letter: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for question in letter["questions"]:
        names = dict(question["options"])
        given = said.get(question["code"]) or []
        codes = [given] if isinstance(given, str) else given
        if codes:
            yield question["label"], ", ".join(names.get(code, code) for code in codes)


@require_safe
def report_outcome(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what came of a report: its grade, who answers for what by when, and a letter to the caller."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    incident = access.incidents_visible_to(user, now=now).filter(told_by__report=report).first()
    triage = queries.last_of(incident) if incident else None
    if incident is None or triage is None:
        return redirect("report_page", report.reference)
    contact, promises = report_queries.safe_contact_of(report), promises_of(report, now)
    kept = [each.call_back.call_by for each in promises if not each.call_back.made_at]
    context = {
        "report": report,
        "incident": incident,
        "triage": triage,
        "due": [told(deadline, now) for deadline in owed_on(incident, [report])],
        "promises": promises,
        "promised_by": min(kept, default=None),
        "words": _words(triage),
        "may_write": bool(contact and contact.email and not contact.withdrawn_at),
        "now": now,
    }
    return render(request, "casework/report_outcome.html", context)


def _words(triage: Triage) -> str:
    """Return what a caller may be told; for whom it is held is named, since they may be asked by them."""
    if triage.handling == Handling.PARTNER and triage.partner:
        return f"We have asked {triage.partner.name} to deal with it, and keep an eye on it until they do."
    return IN_WORDS[Grade.RESOLVE if triage.handling == Handling.NO_ATTENDANCE else Grade(triage.grade)]
