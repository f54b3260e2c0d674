"""The responses of a plan: planned, begun, finished or dropped."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse

from asbcases.sara.forms.responses import BeginForm, DropForm, FinishForm, ResponseForm
from asbcases.sara.models import PlanResponse
from asbcases.sara.transitions import responses as verbs
from asbcases.sara.views.asked import Asked
from asbcases.web.form_pages import acts
from asbcases.web.once import once

PART = "responses"
SHOWN = ("state", "result", "cost")


@acts
@once
def plan_response_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan a response."""
    asked = Asked(request, reference)
    form = ResponseForm(asked.typed, plan=asked.plan, by=asked.user)
    return asked.answer(
        form,
        lambda: verbs.add_response(asked.plan, **form.cleaned_data, **asked.act),
        title="Plan a response",
        button="Plan it",
        done="The response is planned, and its last day stands in the diary.",
        part=PART,
    )


@acts
@once
def plan_response_begin(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Begin a response."""
    asked = Asked(request, reference)
    response, form = _response(asked, number), BeginForm(asked.typed)
    return _ended(
        asked,
        response,
        form,
        lambda: verbs.begin_response(response, **asked.act),
        title=f"Begin response {number}",
        button="It begins now",
        done=f"Response {number} has begun.",
    )


@acts
@once
def plan_response_finish(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep that a response is done, and what came of it."""
    asked = Asked(request, reference)
    response = _response(asked, number)
    form = FinishForm(asked.typed, initial={"cost": response.cost})
    return _ended(
        asked,
        response,
        form,
        lambda: verbs.finish_response(response, **form.cleaned_data, **asked.act),
        title=f"Response {number} is done",
        button="It is done",
        done=f"Response {number} is done.",
    )


@acts
@once
def plan_response_drop(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep that a response will not be done, and why."""
    asked = Asked(request, reference)
    response, form = _response(asked, number), DropForm(asked.typed)
    return _ended(
        asked,
        response,
        form,
        lambda: verbs.drop_response(response, **form.cleaned_data, **asked.act),
        title=f"Drop response {number}",
        button="Drop it",
        done=f"Response {number} is dropped.",
    )


def _response(asked: Asked, number: int) -> PlanResponse:
    return asked.row(PlanResponse.objects.all(), number=number)


def _ended(
    asked: Asked,
    response: PlanResponse,
    form: forms.Form,
    act: Callable[[], PlanResponse],
    *,
    title: str,
    button: str,
    done: str,
) -> HttpResponse:
    """Answer an act on one response, which somebody else may have changed meanwhile."""
    return asked.answer(
        form,
        act,
        title=title,
        button=button,
        done=done,
        part=PART,
        record=response,
        shown=SHOWN,
        quoted=response.action,
    )
