"""A plan is started, from the board or on a case, and its objective is fixed with its measure."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, ProblemPlan, Restriction
from asbcases.cases.plan_choices import PlanSource, PlanType
from asbcases.sara import transitions as verbs
from asbcases.sara.forms.starting import ChangeForm, MeasureForm, StartForm, stated
from asbcases.sara.models import Objective
from asbcases.sara.queries.library import plans_like
from asbcases.sara.views.asked import Asked
from asbcases.sara.views.changes import measure_lines
from asbcases.sara.views.plan import links_of
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners.choices import Action


@acts
@once
def plan_start(request: HttpRequest) -> HttpResponse:
    """Start a plan that is linked to nothing yet."""
    user = require(request, Action.WORK_PLAN)
    return _start(request, None, user)


@acts
@once
def case_plan_start(request: HttpRequest, reference: str) -> HttpResponse:
    """Start a plan on a case, to which it is linked at once."""
    case = case_for(request, reference)
    return _start(request, case, require(request, Action.WORK_PLAN))


def _start(request: HttpRequest, case: Case | None, user: User) -> HttpResponse:
    now = timezone.now()
    form = StartForm(typed(request), user=user, now=now, initial=_carried(case) if case else None)
    if form.is_bound and form.is_valid():
        plan = tried(form, lambda: _started(form, case, user, now))
        if plan is not None:
            messages.success(
                request, f"Plan {plan.reference} is started. Next, fix its objective and its measure."
            )
            return redirect("plan_page", plan.reference)
    context = {"case": case, "alike": plans_like(_title_of(form))}
    return form_page(request, "sara/plan_start.html", form, context)


def _title_of(form: StartForm) -> str:
    """Return the title as it stands on the form; nothing where it was typed and cannot be read."""
    return str(form.cleaned_data.get("title", "") if form.is_bound else form["title"].value() or "")


def _carried(case: Case) -> dict[str, Any]:
    """Return what a plan takes over from a case; the words of a restricted one stay where they are."""
    is_restricted = Restriction.objects.filter(case=case, lifted_at__isnull=True).exists()
    return {
        "title": "" if is_restricted else case.summary,
        "type": PlanType.PERSON,
        "source": PlanSource.OFFICER,
        "district": case.district_id,
    }


@transaction.atomic
def _started(form: StartForm, case: Case | None, user: User, now: datetime) -> ProblemPlan:
    said = form.said
    stated_as = {"type": PlanType(said["type"]), "source": PlanSource(said["source"])}
    plan = verbs.start_plan(**{**said, **stated_as}, raised_at=form.at or now, by=user, now=now)
    if case:
        verbs.link(plan, to=case, by=user, now=now)
    return plan


@acts
@once
def plan_freeze(request: HttpRequest, reference: str) -> HttpResponse:
    """Fix the objective of a plan and its measure."""
    asked = Asked(request, reference)
    form = MeasureForm(asked.typed, known=_premises_of(asked))
    return asked.answer(
        form,
        lambda: verbs.freeze_objective(asked.plan, form.measure, **asked.act),
        title="Fix the objective and its measure",
        button="Freeze it",
        done="The objective is fixed. Next, describe the problem.",
        part="objective",
        quoted="From now on a change of the measure is a new version, with its reason beside the old one.",
    )


@acts
@once
def plan_measure_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the measure, which keeps a new version beside the old one."""
    asked = Asked(request, reference)
    newest = Objective.objects.filter(plan=asked.plan).order_by("-number").first()
    if newest is None:
        return redirect("plan_freeze", reference)
    form = ChangeForm(asked.typed, known=_premises_of(asked), initial=stated(newest))

    def act() -> object:
        asked.refuse_unless_seen(newest.number, "The measure was changed meanwhile")
        return verbs.change_measure(asked.plan, form.measure, why=form.cleaned_data["why"], **asked.act)

    return asked.answer(
        form,
        act,
        title="Change the measure",
        button="Keep the new version",
        done="The new version of the measure is kept, and the old one beside it.",
        part="objective",
        seen=newest.number,
        template="sara/plan_measure.html",
        lines=measure_lines(newest),
    )


def _premises_of(asked: Asked) -> list[str]:
    """Return the addresses of the linked premises that whoever asks may know of."""
    return [one.premises.address for one in links_of(asked.plan, asked.user, asked.now) if one.premises]
