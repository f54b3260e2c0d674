"""What an agency answered by telephone, entered by the police of the case and marked so."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action, ReferralStage
from partners.forms.referrals import SaidForm, SaidStepForm
from partners.models import Referral
from partners.queries.referrals import questions_of, referrals_of
from partners.rules import may_follow
from partners.transitions.answering import (
    accept_referral,
    acknowledge_referral,
    decline_referral,
    return_outcome,
)
from partners.transitions.questions import answer_part
from partners.views.questions import SHOWN as OF_A_QUESTION
from partners.views.referrals import SHOWN

# The words of a step go by these names; an acknowledgement and an acceptance have none.
ACTS: dict[ReferralStage, tuple[Callable[..., Referral], str]] = {
    ReferralStage.ACKNOWLEDGED: (acknowledge_referral, ""),
    ReferralStage.ACCEPTED: (accept_referral, ""),
    ReferralStage.DECLINED: (decline_referral, "reason"),
    ReferralStage.RETURNED: (return_outcome, "outcome"),
}


@acts
@once
def referral_telephoned(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Enter what an agency answered to a referral by telephone."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    referral = get_object_or_404(referrals_of(case), number=number)
    form = SaidStepForm(typed(request), stages=may_follow(referral.stage, ACTS), now=now)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, referral, form, shown=SHOWN):
            return stale
        if tried(form, lambda: _entered(referral, form, user, now)):
            messages.success(request, "It is kept, and marked as given by telephone and entered by you.")
            return redirect("referral_page", reference, number)
    context = {"title": f"{referral.agency.name} answered referral {number} by telephone"}
    return _form(request, form, {"case": case, "record": referral, "quoted": referral.asks, **context})


def _entered(referral: Referral, form: SaidStepForm, by: User, now: datetime) -> Referral:
    act, name = ACTS[ReferralStage(form.cleaned_data["stage"])]
    words = {name: form.cleaned_data["words"]} if name else {}
    return act(referral, **words, said=form.said(), by=by, now=now)


@acts
@once
def question_telephoned(request: HttpRequest, reference: str, number: int, part: int) -> HttpResponse:
    """Enter what an agency answered to a part of a question by telephone."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    question = get_object_or_404(questions_of(case), number=number)
    asked = get_object_or_404(question.parts.all(), number=part)
    asked.question, asked.agency = question, question.agency
    form = SaidForm(typed(request), now=now)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, question, form, shown=OF_A_QUESTION):
            return stale
        words = form.cleaned_data["words"]
        if tried(form, lambda: answer_part(asked, words=words, said=form.said(), by=user, now=now)):
            messages.success(request, f"Part {part} is answered, and marked as given by telephone.")
            return redirect("question_page", reference, number)
    context = {"title": f"{question.agency.name} answered part {part} by telephone"}
    return _form(request, form, {"case": case, "record": question, "quoted": asked.words, **context})


def _form(request: HttpRequest, form: SaidForm, context: dict[str, Any]) -> HttpResponse:
    return form_page(request, "partners/referral_form.html", form, {"button": "Keep the answer", **context})
