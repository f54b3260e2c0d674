"""Early measures on a case: making one, what they answered, and that one is over."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.cases.models import Case, Premises
from asbcases.enforcement.choices import EARLY, EarlyAnswer
from asbcases.enforcement.forms.early import EarlyAnswerForm, EarlyEndForm, EarlyForm
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.queries.powers import parties_to_ask
from asbcases.enforcement.rules.early import AFTER
from asbcases.enforcement.transitions.early import answer_early, end_early, make_early
from asbcases.enforcement.views.against import against_mediation
from asbcases.enforcement.views.measures_shared import Asked
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from partners.choices import Action

ANSWERED = ("answer", "answer_words")


@acts
@once
def early_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Make an early measure; whoever the address names is chosen already."""
    case = case_for(request, reference)
    user, now = require(request, Action.ENFORCE), timezone.now()
    against = against_mediation(case)
    form = _form(request, case, against)

    def make(at: datetime) -> Measure:
        return make_early(case, given_at=at, against_mediation=against, **form.said, by=user, now=now)

    if form.is_bound and form.is_valid() and (made := tried(form, lambda: make(form.given_at or now))):
        messages.success(request, f"{made.reference} is kept. Record the answer when it is known.")
        return redirect("measure_page", reference, made.reference)
    return form_page(request, "enforcement/early_new.html", form, {"case": case, "against": against})


def _form(request: HttpRequest, case: Case, against: list[str]) -> EarlyForm:
    places = Premises.objects.filter(case_links__in=case.premises_links.filter(STANDS)).order_by("pk")
    chosen = {"subject": request.GET.get("subject", "")}
    return EarlyForm(
        typed(request), parties=parties_to_ask(case), places=places, against=against, initial=chosen
    )


@acts
@once
def early_answer(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Keep what somebody answered to an early measure, or whether they kept to it."""
    asked = _asked(request, reference, measure)
    row = asked.measure
    if row.answer not in AFTER:
        raise Http404(NOT_FOUND)
    form = EarlyAnswerForm(typed(request), before=row.answer)

    def keep() -> Any:
        said = form.cleaned_data
        answer = EarlyAnswer(said["answer"])
        return answer_early(row, answer=answer, words=said["words"], by=asked.user, now=asked.now)

    if done := asked.acted(form, keep, "The answer is kept.", shown=ANSWERED):
        return done
    return asked.page(form, f"The answer to {row.reference}", "Keep the answer", record=row)


@acts
@once
def early_end(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Note that an early measure is over."""
    asked = _asked(request, reference, measure)
    form = EarlyEndForm(typed(request))

    def end() -> Any:
        return end_early(asked.measure, reason=form.cleaned_data["reason"], by=asked.user, now=asked.now)

    if done := asked.acted(form, end, "It is noted that it is over.", shown=("state", "ended_why")):
        return done
    title = f"{asked.measure.reference} is over"
    return asked.page(form, title, "Note that it is over", record=asked.measure)


def _asked(request: HttpRequest, reference: str, measure: str) -> Asked:
    asked = Asked(request, reference, measure)
    if asked.measure.kind not in EARLY:
        raise Http404(NOT_FOUND)
    return asked
