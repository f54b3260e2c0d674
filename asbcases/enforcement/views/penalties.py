"""Pages of a fixed penalty: offered, paid, cancelled."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.enforcement.forms.breaches import ReasonForm
from asbcases.enforcement.forms.penalties import PaidForm, PenaltyForm
from asbcases.enforcement.models import FixedPenalty
from asbcases.enforcement.queries.breaches import breaches_of, payment_of, penalties_of
from asbcases.enforcement.transitions.penalties import cancel_penalty, offer_penalty, pay_penalty
from asbcases.enforcement.views.after_a_notice import AskedBreach, quashed_warning, stale
from asbcases.enforcement.views.measures_shared import measure_of
from asbcases.law.registry import rule_of
from asbcases.law.words import day_words
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners import access
from partners.choices import Action

SHOWN = ("amount", "paid_on", "paid_amount", "cancelled_at")


class AskedPenalty(AskedBreach):
    """Who asks about which penalty; the door to it is the breach."""

    def __init__(self, request: HttpRequest, reference: str, measure: str, number: int, penalty: str) -> None:
        super().__init__(request, reference, measure, number)
        self.penalty: FixedPenalty = get_object_or_404(penalties_of(self.breach), reference=penalty)
        self.penalty.breach = self.breach

    def back(self) -> HttpResponse:
        """Send the person on to the page of the penalty."""
        parts = (self.case.reference, self.measure.reference, self.breach.number, self.penalty.reference)
        return redirect("penalty_page", *parts)


@require_safe
def penalty_page(
    request: HttpRequest, reference: str, measure: str, number: int, penalty: str
) -> HttpResponse:
    """Show a fixed penalty: both amounts, until when, and what became of it."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEE_ORDERS), timezone.now()
    row = measure_of(case, measure)
    breach = get_object_or_404(breaches_of(row), number=number)
    found = get_object_or_404(penalties_of(breach), reference=penalty)
    waits = not (found.paid_on or found.cancelled_at)
    context = {
        **{"case": case, "measure": row, "breach": breach, "penalty": found, "now": now},
        "payment": payment_of(found, now),
        "may_enforce": waits and access.may(user, Action.ENFORCE),
    }
    return render(request, "enforcement/penalty_page.html", context)


@acts
@once
def penalty_offer(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Offer a fixed penalty for a breach."""
    asked = AskedBreach(request, reference, measure, number)
    child = {"CPB-9": rule_of("CPB-9").says} if asked.child else {}
    form = PenaltyForm(typed(request), warned={**quashed_warning(asked), **child}, initial=_as_known(asked))
    made: list[FixedPenalty] = []

    def act() -> object:
        said: dict[str, Any] = form.said
        made.append(offer_penalty(asked.breach, **said, over=form.over, by=asked.user, now=asked.now))
        return made

    if done := asked.acted(form, act, "The fixed penalty is offered, and its days to pay run."):
        return redirect("penalty_page", reference, measure, number, made[0].reference) if made else done
    title = f"Offer a fixed penalty for {asked.title}"
    return asked.page(form, title, "Offer the penalty")


def _as_known(asked: AskedBreach) -> dict[str, Any]:
    """Return the particulars as the file has them, to be gone through."""
    breach = asked.breach
    terms = ", ".join(str(row.term.number) for row in breach.terms.all())
    words = f"On {day_words(breach.happened_at)} at {breach.place}: {breach.words} (term {terms})"
    return {"particulars": words, "fpn_on": timezone.localdate(asked.now)}


@acts
@once
def penalty_paid(
    request: HttpRequest, reference: str, measure: str, number: int, penalty: str
) -> HttpResponse:
    """Record that a penalty was paid."""
    asked = AskedPenalty(request, reference, measure, number, penalty)
    form = PaidForm(typed(request))

    def act() -> object:
        return pay_penalty(asked.penalty, **form.cleaned_data, by=asked.user, now=asked.now)

    return _answer(asked, form, act, "It is recorded as paid.", f"{penalty} was paid", "Record the payment")


@acts
@once
def penalty_cancel(
    request: HttpRequest, reference: str, measure: str, number: int, penalty: str
) -> HttpResponse:
    """Cancel a penalty that was not paid."""
    asked = AskedPenalty(request, reference, measure, number, penalty)
    form = ReasonForm(typed(request), label="Why is it cancelled?")

    def act() -> object:
        return cancel_penalty(asked.penalty, why=form.cleaned_data["reason"], by=asked.user, now=asked.now)

    return _answer(asked, form, act, "It is cancelled.", f"Cancel {penalty}", "Cancel the penalty")


def _answer(
    asked: AskedPenalty, form: BaseForm, act: Any, said: str, title: str, button: str
) -> HttpResponse:
    if older := stale(asked, asked.penalty, form, SHOWN):
        return older
    done = asked.acted(form, act, said)
    warning = button.startswith("Cancel")
    return done or asked.page(form, title, button, record=asked.penalty, warning=warning)
