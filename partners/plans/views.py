"""What an officer of an agency sees of a plan that is shared with it: a page of its own, and nothing else of the plan."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, person, require
from partners.choices import Action, Progress
from partners.plans.forms import ProgressForm
from partners.plans.queries import SharedPlan, plan_lines, progress_of, shared_plan
from partners.plans.transitions import note_progress


@require_safe
def shared_plans(request: HttpRequest) -> HttpResponse:
    """List the plans that the person's agency may see now."""
    user, now = require(request, Action.SEE_SHARED), timezone.now()
    page = page_of(request, plan_lines(user, now=now), ("-starts_at", "-id"))
    record_access(Look.LIST, by=user, now=now, about="Plans shared with us")
    return render(request, "partners/shared_plans.html", {"page": page, "stages": PlanStage.choices})


@require_safe
def shared_plan_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show of a plan what is shared, and the responses that the agency owns with what it noted of them."""
    given = given_of(request, reference)
    user = require(request, Action.SEE_SHARED)
    noted = list(progress_of(given.pk, user.agency))
    rows = [(one, [note for note in noted if note.response == one.number]) for one in given.responses]
    return render(request, "partners/shared_plan.html", {"given": given, "rows": rows})


@acts
@once
def shared_plan_progress(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Note that a response of the agency has begun or is done."""
    given = given_of(request, reference)
    user = require(request, Action.NOTE_FOR_AGENCY)
    response = next((one for one in given.responses if one.number == number), None)
    if response is None:
        raise Http404(NOT_FOUND)
    form = ProgressForm(typed(request))
    if form.is_bound and form.is_valid():
        noted = tried(form, lambda: _noted(given, number, form, user))
        if noted is not None:
            messages.success(request, "It is noted. The police who work on the plan see it.")
            return redirect("shared_plan", reference)
    return form_page(
        request, "partners/shared_plan_progress.html", form, {"given": given, "response": response}
    )


def _noted(given: SharedPlan, number: int, form: ProgressForm, user: User) -> object:
    said = {**form.cleaned_data, "progress": Progress(form.cleaned_data["progress"])}
    return note_progress(given, number, **said, by=user, now=timezone.now())


def given_of(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> SharedPlan:
    """Return what is shared of the plan of a route, and keep that it was read; 404 where nothing is."""
    user, now = person(request), timezone.now()
    given = shared_plan(reference, user, now=now)
    if given is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, plan=ProblemPlan(pk=given.pk))
    return given
