"""The pages on which a level is raised, lowered or asked to be lowered, and how it went over time."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners.choices import Action
from risk import queries, ruling_rules
from risk.choices import Level
from risk.forms import RulingForm
from risk.models import Assessment
from risk.trajectory import chart_of
from risk.transitions import ask_to_lower, lower_level, raise_level
from risk.transitions.levels import floor_of
from risk.views.cases import shown


@acts
@once
def risk_raise(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Raise a level, with the reason: whoever assesses may, at once."""
    case = case_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    assessment = _assessment(case, pk)
    standing = queries.standing_of(assessment) or Level.STANDARD
    form = _form(request, assessment, [level for level in Level if level.order > standing.order])

    def act() -> str:
        raise_level(assessment, **_said(form), by=user, now=now)
        return "The level is raised. What follows from it is planned anew."

    return _answer(request, "risk/risk_raise.html", form, shown(assessment, case, user, now), act)


@acts
@once
def risk_lower(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Lower a level, or ask whoever may: nobody lowers what they assessed, nor goes below a floor without the rank."""
    case = case_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    assessment = _assessment(case, pk)
    standing = queries.standing_of(assessment) or Level.STANDARD
    lower = [level for level in Level if level.order < standing.order]
    form = _form(request, assessment, lower)
    context = {
        **shown(assessment, case, user, now),
        "at_once": [level for level in lower if _lowers(user, assessment, level)],
        "of_others": [level for level in lower if not _lowers(user, assessment, level)],
        "floor": floor_of(assessment),
        "own": assessment.recorded_by_id == user.pk,
    }

    def act() -> str:
        return _lowered(assessment, form, user, now)

    return _answer(request, "risk/risk_lower.html", form, context, act)


def _lowered(assessment: Assessment, form: RulingForm, by: User, now: datetime) -> str:
    said = _said(form)
    if _lowers(by, assessment, said["level"]):
        lower_level(assessment, **said, by=by, now=now)
        return "The level is lowered. What follows from it is planned anew."
    asked = ask_to_lower(assessment, **said, by=by, now=now)
    return f"Asked: {asked.get_rank_display().lower()} or above decides. Until then the level stands."


def _lowers(user: User, assessment: Assessment, level: Level) -> bool:
    """Return whether somebody lowers to a level at once: with the rank for it, and not their own assessment."""
    needed = ruling_rules.rank_to_lower(level, floor_of(assessment))
    return ruling_rules.has_rank(user.rank, needed) and assessment.recorded_by_id != user.pk


def _assessment(case: Case, pk: int) -> Assessment:
    return get_object_or_404(queries.readable().filter(queries.ASSESSED, case=case), pk=pk)


def _form(request: HttpRequest, assessment: Assessment, levels: list[Level]) -> RulingForm:
    """Return the form, which answers to this assessment and to the newest ruling on it."""
    newest = queries.rulings_of(assessment).first()
    standing = f"{assessment.pk}:{newest.pk if newest else 0}"
    return RulingForm(typed(request), shown=standing, levels=levels)


def _said(form: RulingForm) -> dict[str, Any]:
    return {"level": Level(form.cleaned_data["level"]), "reason": form.cleaned_data["reason"]}


def _answer(
    request: HttpRequest, template: str, form: RulingForm, context: dict[str, Any], act: Callable[[], str]
) -> HttpResponse:
    if form.is_valid() and (words := tried(form, act)):
        messages.success(request, words)
        return redirect("risk_assessment", context["case"].reference, context["assessment"].pk)
    return form_page(request, template, form, context)


@require_safe
def risk_trajectory(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show how the level of one victim went, as a chart and as a table."""
    case = case_for(request, reference)
    require(request, Action.ASSESS_RISK)
    party = get_object_or_404(queries.victims_of(case), number=number)
    context = {
        "case": case,
        "party": party,
        "standing": queries.standing_level(party),
        "chart": chart_of(queries.trajectory_of(party)),
    }
    return render(request, "risk/risk_trajectory.html", context)
