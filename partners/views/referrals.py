"""Referrals on the side of the police: the board of what waits, those of a case, and what is done with each."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.law.periods import london_day
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action, ReferralStage
from partners.forms.referrals import ReferralForm, WaitingForm, WordsForm
from partners.models import Referral
from partners.queries.referrals import (
    Waiting,
    age_of,
    asked_under_way,
    line_of,
    questions_of,
    referrals_of,
    under_way,
)
from partners.transitions.referrals import change_referral, close_referral, draft_referral, send_referral

SHOWN = ("stage", "agency", "named", "matter", "asks", "high", "respond_by", "share")
OUTCOME_IN = timedelta(days=21)
QUESTIONS_SHOWN = 50
# From here an agency may answer, by telephone too.
BY_TELEPHONE = (ReferralStage.SENT, ReferralStage.ACKNOWLEDGED, ReferralStage.ACCEPTED)


@require_safe
def referral_board(request: HttpRequest) -> HttpResponse:
    """List the referrals that are under way and the questions that wait, of the cases that one sees, the oldest first."""
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    form = WaitingForm(request.GET, user=user)
    if not form.is_valid():
        return render(request, "partners/referral_board.html", {"form": form}, status=400)
    narrowed: dict[str, Any] = {}
    if district := form.cleaned_data["district"]:
        narrowed["case__district"] = district
    if whose := form.cleaned_data["whose"]:
        # Who is in no team finds nothing under it.
        narrowed |= {"case__lead": user} if whose == "mine" else {"case__team": user.team_id or 0}
    sent = under_way(user, now=now).filter(**narrowed)
    waits = form.cleaned_data["waits"]
    page = page_of(request, sent.filter(stage=waits) if waits else sent, ("asked_at", "id"))
    questions = asked_under_way(user, now=now).filter(**narrowed).order_by("sent_at", "pk")[:QUESTIONS_SHOWN]
    record_access(Look.LIST, by=user, now=now, about="Referrals to partners")
    context = {
        "form": form,
        "page": page,
        "lines": [line_of(referral, now) for referral in page],
        "questions": [] if waits else [line_of(question, now) for question in questions],
        "counts": _counts(sent, now),
    }
    return render(request, "partners/referral_board.html", context)


def _counts(sent: Any, now: datetime) -> list[tuple[str, int, str]]:
    """Return for each thing that is waited for how many referrals wait for it, and how long the oldest has."""
    found = {
        row["stage"]: row
        for row in sent.order_by().values("stage").annotate(number=Count("pk"), oldest=Min("sent_at"))
    }
    lines = []
    for waiting in Waiting:
        row = found.get(waiting.value, {"number": 0, "oldest": None})
        lines.append(
            (
                waiting.label,
                row["number"],
                age_of(Referral(sent_at=row["oldest"]), now) if row["oldest"] else "",
            )
        )
    return lines


@require_safe
def case_referrals(request: HttpRequest, reference: str) -> HttpResponse:
    """List what partners are or were asked about a case."""
    case = case_for(request, reference)
    require(request, Action.SEND_REFERRAL)
    now = timezone.now()
    context = {
        "case": case,
        "referrals": [line_of(referral, now) for referral in referrals_of(case)],
        "questions": [line_of(question, now) for question in questions_of(case)],
    }
    return render(request, "partners/referral_case.html", context)


@acts
@once
def referral_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft a referral: the agency sees nothing of it before it is sent."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    first = {"respond_by": london_day(now + OUTCOME_IN)}
    form = ReferralForm(typed(request), case=case, initial=first)
    if form.is_valid():
        referral = tried(form, lambda: draft_referral(case, **form.cleaned_data, by=user, now=now))
        if referral:
            messages.success(request, f"Referral {referral.number} is drafted. Read it, then send it.")
            return redirect("referral_page", reference, referral.number)
    context = {"case": case, "title": "Refer to a partner", "button": "Save the draft"}
    return form_page(request, "partners/referral_form.html", form, context)


@require_safe
def referral_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show a referral with all that became of it, and what one may do next."""
    case = case_for(request, reference)
    require(request, Action.SEND_REFERRAL)
    referral = get_object_or_404(referrals_of(case), number=number)
    context = {
        **{"case": case, "referral": referral, "line": line_of(referral, timezone.now())},
        "drafted": referral.stage == ReferralStage.DRAFTED,
        "by_telephone": referral.stage in BY_TELEPHONE,
    }
    return render(request, "partners/referral_page.html", context)


@acts
@once
def referral_change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Change a draft."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    referral = get_object_or_404(referrals_of(case), number=number)
    first = {name: getattr(referral, name) for name in SHOWN}
    form = ReferralForm(typed(request), case=case, initial=first)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, referral, form, shown=SHOWN):
            return stale
        if tried(form, lambda: change_referral(referral, **form.cleaned_data, by=user, now=now)):
            messages.success(request, f"Referral {number} is changed.")
            return redirect("referral_page", reference, number)
    context = {
        "case": case,
        "record": referral,
        "title": f"Change referral {number}",
        "button": "Save the draft",
    }
    return form_page(request, "partners/referral_form.html", form, context)


@require_POST
@once
def referral_send(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Send a draft to its agency."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    referral = get_object_or_404(referrals_of(case), number=number)
    if stale := stale_answer(request, referral, forms.Form(request.POST), shown=SHOWN):
        return stale
    send_referral(referral, by=user, now=now)
    messages.success(
        request, f"Referral {number} was sent to {referral.agency.name}, and its officers are told."
    )
    return redirect("referral_page", reference, number)


@acts
@once
def referral_close(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Close a referral: with what was decided, or why it is not needed any more."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    referral = get_object_or_404(referrals_of(case), number=number)
    form = WordsForm(
        typed(request), asks="What was decided, or why it is not needed", hint="For the police alone"
    )
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, referral, form, shown=SHOWN):
            return stale
        if tried(form, lambda: _closed(referral, form, user, now)):
            messages.success(request, f"Referral {number} is closed.")
            return redirect("referral_page", reference, number)
    context = {
        **{"case": case, "record": referral, "quoted": referral.declined_why or referral.outcome},
        **{"title": f"Close referral {number}", "button": "Close the referral"},
    }
    return form_page(request, "partners/referral_form.html", form, context)


def _closed(referral: Referral, form: WordsForm, by: User, now: datetime) -> Referral:
    return close_referral(referral, words=form.cleaned_data["words"], by=by, now=now)
