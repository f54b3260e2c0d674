"""From a report to a graded incident, and triage of an incident again: one page each, proposed by rule, decided by a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.queries import is_supervisor
from asbcases.cases.choices import Trigger
from asbcases.cases.loading import template_on
from asbcases.cases.models import Incident, Report, Triage
from asbcases.casework.forms.grade import AgainForm, FirstTriageForm
from asbcases.casework.forms.thrive import filled_from
from asbcases.casework.queries import triages as queries
from asbcases.casework.transitions import triage_incident
from asbcases.casework.transitions.joining import NOT_OFFERED
from asbcases.casework.views.drafting import drafted, keep
from asbcases.casework.views.first_triage import graded
from asbcases.casework.views.offering import offered_to
from asbcases.casework.views.proposing import (
    Before,
    Proposed,
    before_incident,
    before_report,
    proposed_for,
    says_hate,
)
from asbcases.casework.views.words import happened_words
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.web.drafts import filled, throw_away
from asbcases.web.form_pages import acts, form_page, tried
from asbcases.web.once import once
from asbcases.web.scoped import incident_for, report_for, require
from partners import access
from partners.choices import Action

Form = FirstTriageForm | AgainForm
# Buttons that show the page again and save nothing.
SHOWS = {"propose", "draft"}


@dataclass(frozen=True)
class Page:
    """What the two pages of triage do differently."""

    draft: str
    template: str
    record: Report | Incident
    make: Callable[..., Form]
    begins: dict[str, Any]
    before: Callable[..., Before]
    act: Callable[[Any, Before], Any]
    context: dict[str, Any]


@acts
@once
def report_grade(request: HttpRequest, reference: str) -> HttpResponse:
    """Record the incident that a report tells of, and triage it, in one go."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    told = access.incidents_visible_to(user, now=now).filter(told_by__report=report).first()
    if told and request.method != "POST":
        return redirect("incident_page", told.reference)
    wanted = request.GET.get("case", "")
    day, person, cases = london_day(now), queries.recognised_in(report), offered_to(report)
    if wanted and request.method != "POST" and wanted not in {case.reference for case in cases}:
        messages.error(request, NOT_OFFERED)
    page = Page(
        draft="grade",
        template="casework/grade.html",
        record=report,
        make=partial(
            FirstTriageForm, user=user, content=template_on(day).content, now=now, day=day, cases=cases
        ),
        begins={
            "reported_facts": report.narrative,
            "place_text": report.place_text,
            "district": report.district_id,
            "caller_is_victim": False,
            "join_case": wanted,
        },
        before=partial(before_report, report, now=now),
        act=lambda form, before: graded(report, person, form, before, by=user, now=now),
        context={"report": report, "happened": happened_words(report), "person": person},
    )
    if answer := _answer(request, page, user, now):
        return answer
    for case in cases:
        if case.reference == request.POST.get("join_case"):
            messages.success(request, f"Added to case {case.reference} with {case.lead}.")
    return redirect("report_outcome", report.reference)


@acts
@once
def incident_triage(request: HttpRequest, reference: str) -> HttpResponse:
    """Triage an incident again: a new row, beside those that were."""
    incident = incident_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    last, reports = (
        queries.last_of(incident),
        queries.told_by(incident, access.reports_visible_to(user, now=now)),
    )
    before = last.answers if last else {}
    page = Page(
        draft="triage",
        template="casework/triage.html",
        record=incident,
        make=partial(AgainForm, content=template_on(london_day(now)).content, first=last is None),
        begins={
            "trigger": queries.trigger_of(incident, last, reports, now=now),
            "reported_facts": reports[-1].narrative if reports else "",
            "last": last.number if last else 0,
            **filled_from(before),
        },
        before=partial(before_incident, incident, reports, now=now),
        act=lambda form, checked: _again(incident, form, checked, last.number if last else 0, user, now),
        context={
            "incident": incident,
            "reports": reports,
            "last": last,
            "happened": happened_words(incident),
        },
    )
    return _answer(request, page, user, now) or redirect("incident_page", incident.reference)


def _again(incident: Incident, form: AgainForm, before: Before, last: int, by: User, now: datetime) -> Triage:
    if form.cleaned_data["last"] != last:
        raise Refused(
            "Somebody triaged it since you opened this page: read that first, what you typed stays here."
        )
    return triage_incident(
        incident,
        trigger=Trigger.FIRST if not last else Trigger(form.cleaned_data["trigger"]),
        answers=form.answers,
        **form.decided(),
        history_hits=before.words,
        history_checked=before.checked,
        by=by,
        now=now,
    )


def _answer(request: HttpRequest, page: Page, user: User, now: datetime) -> HttpResponse | None:
    """Return the page, or None once what it is for was done."""
    about = page.record.reference
    if "draft" in request.POST and (kept := keep(request, user, page.draft, about, now=now)):
        return kept
    if request.method != "POST" or SHOWS & {*request.POST}:
        return _shown(request, page, user, now)
    form = page.make(request.POST)
    before, proposed = _proposed(form, page, now)
    if form.is_valid():
        _check_reasons(form, proposed)
    if form.is_valid() and (done := tried(form, lambda: page.act(form, before))):
        throw_away(user, page.draft, about)
        messages.success(
            request, f"Graded as {done.get_grade_display()}: {done.get_handling_display().lower()}."
        )
        return None
    return _page(request, page, form, user, before, proposed)


def _shown(request: HttpRequest, page: Page, user: User, now: datetime) -> HttpResponse:
    """Show the form with what was typed so far and, where it was asked for or is known, what the rules propose."""
    form = page.make(initial=page.begins)
    written, draft = drafted(user, page.draft, page.record.reference, now=now)
    if request.method == "POST":
        written, draft = request.POST, None
    if written is None:
        return _page(request, page, form, user, page.before(hate=False), None)
    before, proposed = _proposed(page.make(written), page, now)
    filled(form, written)
    if "propose" in request.POST:
        form.initial["grade"] = form.initial.get("grade") or proposed.grade
        if "category" in form.fields:
            form.initial["category"] = form.initial.get("category") or proposed.category
    if "fragment" in request.POST:
        return render(request, "casework/proposal.html", {"proposed": proposed, "before": before})
    return _page(request, page, form, user, before, proposed if "propose" in request.POST else None, draft)


def _proposed(form: Form, page: Page, now: datetime) -> tuple[Before, Proposed]:
    """Return what was told before, and what the rules say of the answers so far, however much is still missing."""
    form.full_clean()
    answers = form.answers
    before = page.before(hate=says_hate(answers))
    return before, proposed_for(answers, before.history, now)


def _check_reasons(form: Form, proposed: Proposed) -> None:
    """Find fault with a decision against what was proposed that says no reason, at the box for it."""
    said = form.cleaned_data
    if said["grade"] != proposed.grade and not said["grade_reason"]:
        form.add_error("grade_reason", f"Say why another grade than {proposed.grade.label}: {proposed.why}")
    if "category" in said and said["category"] != proposed.category and not said["category_reason"]:
        why = f"Say why another category than {proposed.category.label}. {proposed.category_why}"
        form.add_error("category_reason", why)


def _page(
    request: HttpRequest,
    page: Page,
    form: Form,
    user: User,
    before: Before,
    proposed: Proposed | None,
    draft: object = None,
) -> HttpResponse:
    context = {
        **page.context,
        "before": before,
        "proposed": proposed,
        "draft": draft,
        "draft_form": page.draft,
        "draft_about": page.record.reference,
        "supervisor": is_supervisor(user),
    }
    return form_page(request, page.template, form, context)
