"""The forms of restorative justice on a case."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from asbcases.cases.models import Case
from asbcases.remedies.choices import Side
from asbcases.remedies.forms.restorative import (
    AnswerForm,
    ContentForm,
    EndedForm,
    OfferedForm,
    OfferForm,
    StepForm,
)
from asbcases.remedies.models import Restorative, RestorativeSide
from asbcases.remedies.queries import parties, restoratives_of
from asbcases.remedies.transitions import (
    answer_side,
    end_restorative,
    move_restorative,
    note_satisfaction,
    offer_restorative,
    offer_to_side,
)
from asbcases.remedies.views.shared import Asked, asked_of, short_form
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND
from asbcases.web.versions import stale_answer


def _restorative(case: Case, number: int) -> Restorative:
    found: Restorative = get_object_or_404(restoratives_of(case), number=number)
    found.case = case
    return found


def _side(case: Case, number: int, side: str) -> RestorativeSide:
    """Return one of the two sides, with its referral and its case."""
    if side not in Side.values:
        raise Http404(NOT_FOUND)
    restorative = _restorative(case, number)
    found = get_object_or_404(restorative.sides.select_related("party__person"), side=side)
    found.restorative, found.case = restorative, case
    return found


@acts
@once
def restorative_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Refer two people of a case, and keep to whom it was offered."""
    asked = asked_of(request, reference)
    victims, respondents = (parties(asked.case, side) for side in (Side.HARMED, Side.RESPONDENT))
    form = OfferForm(typed(request), victims=victims, respondents=respondents)
    return short_form(
        request,
        asked,
        form,
        lambda: offer_restorative(asked.case, **form.said, by=asked.user, now=asked.now),
        "The offer is kept. Record each answer when it is known.",
        title="Offer restorative justice",
        button="Keep the offer",
        nobody="" if victims and respondents else "Name a victim and a respondent on the case first.",
    )


def _on_side(
    request: HttpRequest,
    asked: Asked,
    side: RestorativeSide,
    form: Any,
    act: Callable[..., object],
    told: str,
    **context: Any,
) -> HttpResponse:
    """Answer a form about one of the two, which names the version that was seen."""
    if form.is_bound and (stale := stale_answer(request, side, form, shown=("answer", "satisfaction"))):
        return stale
    said = getattr(form, "said", {}) if form.is_bound and form.is_valid() else {}
    return short_form(
        request,
        asked,
        form,
        lambda: act(side, **said, by=asked.user, now=asked.now),
        told,
        quoted=side.restorative.words,
        record=side,
        **context,
    )


@acts
@once
def restorative_offer(request: HttpRequest, reference: str, number: int, side: str) -> HttpResponse:
    """Keep that it was offered to the other of the two as well."""
    asked = asked_of(request, reference)
    one = _side(asked.case, number, side)
    title, button = f"It was offered to {one.party.person.name} too", "Keep the offer"
    form = OfferedForm(typed(request))
    return _on_side(
        request, asked, one, form, offer_to_side, "The offer is kept.", title=title, button=button
    )


@acts
@once
def restorative_answer(request: HttpRequest, reference: str, number: int, side: str) -> HttpResponse:
    """Keep what one of the two answers."""
    asked = asked_of(request, reference)
    one = _side(asked.case, number, side)
    title, button = f"What {one.party.person.name} answers", "Keep the answer"
    form = AnswerForm(typed(request))
    return _on_side(request, asked, one, form, answer_side, "The answer is kept.", title=title, button=button)


@acts
@once
def restorative_content(request: HttpRequest, reference: str, number: int, side: str) -> HttpResponse:
    """Keep how content one of the two is."""
    asked = asked_of(request, reference)
    one = _side(asked.case, number, side)
    title, button = f"How content {one.party.person.name} is", "Keep it"
    form = ContentForm(typed(request))
    return _on_side(request, asked, one, form, note_satisfaction, "It is kept.", title=title, button=button)


def _on_referral(
    request: HttpRequest,
    asked: Asked,
    number: int,
    form: Any,
    act: Callable[..., object],
    told: str,
    **context: Any,
) -> HttpResponse:
    """Answer a form about the whole referral, which names the version that was seen."""
    restorative = _restorative(asked.case, number)
    shown = ("prepared_at", "safe", "met_on", "outcome")
    if form.is_bound and (stale := stale_answer(request, restorative, form, shown=shown)):
        return stale
    return short_form(
        request,
        asked,
        form,
        lambda: act(restorative, **form.said, by=asked.user, now=asked.now),
        told,
        quoted=restorative.words,
        record=restorative,
        **context,
    )


@acts
@once
def restorative_step(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep the next step: prepared, looked at for safety, met."""
    asked, form = asked_of(request, reference), StepForm(typed(request))
    words = {"title": f"Next step of restorative justice {number}", "button": "Keep the step"}
    return _on_referral(request, asked, number, form, move_restorative, "The step is kept.", **words)


@acts
@once
def restorative_end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep how it ended."""
    asked, form = asked_of(request, reference), EndedForm(typed(request))
    words = {"title": f"How restorative justice {number} ended", "button": "Keep the end"}
    return _on_referral(request, asked, number, form, end_restorative, "The end is kept.", **words)
