"""Assessing a plan: the figures are read first, beside what a plain before and after would say, then a person decides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.sara.forms.assessing import EnteredForm, VerdictForm, WindowsForm
from asbcases.sara.models import PlanAssessment
from asbcases.sara.queries import figures_stale, newest_objective
from asbcases.sara.queries.entering import measure_entered, worked_example
from asbcases.sara.queries.measuring import measure, proposed, response_of
from asbcases.sara.rules.effect_data import as_data
from asbcases.sara.rules.measured import Measured
from asbcases.sara.rules.refusals import refused_words
from asbcases.sara.rules.window_shapes import Days
from asbcases.sara.rules.worked import NINE_OFFENDERS
from asbcases.sara.transitions.assessing import ASSESSED_AT, assess_plan
from asbcases.sara.views.asked import Asked
from asbcases.web.form_pages import acts
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action

TITLE = "Assess the plan"


@acts
@once
def plan_assess(request: HttpRequest, reference: str) -> HttpResponse:
    """Assess a plan by the incidents on file, over windows that the rules propose."""
    asked = Asked(request, reference)
    _refuse_stage(asked)
    chosen = WindowsForm(_asked_for(request))
    chosen.is_valid()
    windows = proposed(asked.plan, now=asked.now, **chosen.chosen)
    refused = refused_words(windows)
    measured = None
    if not refused and not chosen.errors:
        reason = chosen.chosen["short_reason"]
        measured = measure(asked.plan, windows, now=asked.now, short_reason=reason)
    return _page(asked, chosen, measured, refused=refused, windows=windows)


@acts
@once
def plan_assess_entered(request: HttpRequest, reference: str) -> HttpResponse:
    """Assess a plan by counts that somebody made elsewhere, with their source."""
    asked = Asked(request, reference)
    _refuse_stage(asked)
    response, today = response_of(asked.plan), london_day(asked.now)
    begun, objective = response.first_on if response else None, newest_objective(asked.plan)
    frozen = {"before_from": objective.baseline_from, "before_to": objective.baseline_to}
    given = {**frozen, "before": objective.baseline}
    chosen = EnteredForm(_asked_for(request) or None, today=today, response_on=begun, initial=given)
    measured = measure_entered(asked.plan, chosen.counts, now=asked.now) if chosen.is_valid() else None
    return _page(asked, chosen, measured, entered=True)


def _refuse_stage(asked: Asked) -> None:
    plan = asked.plan
    if plan.stage not in ASSESSED_AT:
        raise Refused(
            f"{plan.reference} is at {plan.get_stage_display()}: it is assessed after its response."
        )


def _asked_for(request: HttpRequest) -> Any:
    """Return for which windows was asked: by the address, and by hidden fields when the verdict is sent."""
    return request.POST if request.method == "POST" else request.GET


def _page(
    asked: Asked, chosen: WindowsForm | EnteredForm, measured: Measured | None, **more: Any
) -> HttpResponse:
    """Answer the verdict on figures, or show them with what they lack."""
    form = VerdictForm(asked.typed, seen=seen_of(measured))

    def act() -> PlanAssessment:
        if measured is None:
            raise Refused(
                more.get("refused") or "Look at the days and counts again: nothing can be computed."
            )
        return assess_plan(asked.plan, measured, **form.said, **asked.act)

    return asked.answer(
        form,
        act,
        title=TITLE,
        button="Keep the assessment",
        done="The assessment is kept with its figures.",
        part="assessments",
        template="sara/plan_assess.html",
        chosen=chosen,
        measured=measured,
        figures=measured.figures if measured else None,
        stale=figures_stale(asked.plan),
        changed=changed_after_start(asked),
        **more,
    )


def seen_of(measured: Measured | None) -> str:
    """Return the figures in short, by which those that were read are told from others."""
    if measured is None:
        return ""
    days = (measured.before_from, measured.before_to, measured.after_from, measured.after_to)
    return f"{measured.before} {measured.after} {' '.join(map(str, days))}"


def changed_after_start(asked: Asked) -> str:
    """Return what to say where the measure was changed once the response had begun; nothing where it was not."""
    newest, response = newest_objective(asked.plan), response_of(asked.plan)
    if newest.number == 1 or response is None or london_day(newest.frozen_at) < response.first_on:
        return ""
    return (
        f"The measure was changed after the response had begun: this is version {newest.number}, and whoever changed it "
        f"could already see what came of it. The reason that stands with it: {newest.why_changed}"
    )


@require_safe
def plan_worked_example(request: HttpRequest) -> HttpResponse:
    """Show the report's own example, read plainly and read with care."""
    require(request, Action.WORK_PLAN)
    example = NINE_OFFENDERS
    context = {
        "example": example,
        "before_days": Days(*example.before_days),
        "figures": as_data(worked_example(timezone.now())),
        "happenings": example.happenings,
    }
    return render(request, "sara/worked_example.html", context)
