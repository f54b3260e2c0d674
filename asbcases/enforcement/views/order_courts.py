"""Pages of what courts do about an order, of its reviews, of who was told, and of words for the press."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.enforcement.choices import Applicant, HearingKind
from asbcases.enforcement.forms.measures import parts_of
from asbcases.enforcement.forms.order_courts import (
    DischargedForm,
    HearingForm,
    MadeForm,
    OutcomeForm,
    RefusedForm,
    ReviewForm,
    SupervisorForm,
    VariedForm,
)
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.queries.orders import hearings_of, newest_order, orders_of, request_of
from asbcases.enforcement.transitions.court_orders import make_order, vary_order
from asbcases.enforcement.transitions.hearings import hold_hearing, set_hearing
from asbcases.enforcement.transitions.order_ends import discharge_order, end_order, refuse_order
from asbcases.enforcement.transitions.order_reviews import press_words, review_order, tell_supervisor
from asbcases.enforcement.views.orders import AskedOfOrder
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND
from asbcases.web.versions import stale_answer

STATE = ("state", "ends_on")


@acts
@once
def order_hearing_new(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Keep a hearing that a court has listed."""
    asked = AskedOfOrder(request, reference, measure)
    form = HearingForm(typed(request), initial={"court": _court(asked), "at_time": "10:00"})

    def act() -> Any:
        said = form.cleaned_data
        kind = HearingKind(said["kind"])
        assert form.at  # noqa: S101 - a sound form has it
        return set_hearing(
            asked.measure, kind=kind, court=said["court"], at=form.at, by=asked.user, now=asked.now
        )

    done = asked.acted(form, act, "The hearing is kept.")
    return done or asked.page(form, "Keep a hearing", "Keep the hearing")


def _court(asked: AskedOfOrder) -> str:
    """Return the court that was named last."""
    newest, request = newest_order(orders_of(asked.measure)), request_of(asked.measure)
    return newest.court if newest else request.court if request else ""


@acts
@once
def order_hearing_held(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record what came of a hearing."""
    asked = AskedOfOrder(request, reference, measure)
    hearing = get_object_or_404(hearings_of(asked.measure), number=number)
    hearing.measure = asked.measure
    form = OutcomeForm(typed(request))
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, hearing, form, shown=("outcome", "held_at")):
            return stale
        outcome = form.cleaned_data["outcome"]
        said = "What came of the hearing is kept."
        if done := asked.acted(
            form, lambda: hold_hearing(hearing, outcome=outcome, by=asked.user, now=asked.now), said
        ):
            return done
    return asked.page(form, f"What came of hearing {number}", "Keep it", record=hearing)


@acts
@once
def order_made(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record an order as the court made it."""
    asked = AskedOfOrder(request, reference, measure)
    initial = {"court": _court(asked), "made_on": timezone.localdate(asked.now)}
    form = MadeForm(typed(request), terms=terms_of(asked.measure), initial=initial)

    def act() -> Any:
        return make_order(asked.measure, **form.said, by=asked.user, now=asked.now)

    said = "The order is recorded as the court made it: its clocks run."
    done = asked.acted(form, act, said, shown=STATE)
    return done or asked.page(
        form, "The order as the court made it", "Record the order", record=asked.measure
    )


@acts
@once
def order_varied(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record an order as the court varied it."""
    asked = AskedOfOrder(request, reference, measure)
    newest = newest_order(orders_of(asked.measure))
    initial = {
        "court": _court(asked),
        "made_on": timezone.localdate(asked.now),
        "ends_on": asked.measure.ends_on,
        "indefinite": bool(newest and newest.indefinite),
    }
    form = VariedForm(typed(request), terms=terms_of(asked.measure), initial=initial)

    def act() -> Any:
        return vary_order(asked.measure, **form.said, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The variation is recorded.", shown=STATE)
    return done or asked.page(
        form, "The order as the court varied it", "Record the variation", record=asked.measure
    )


@acts
@once
def order_discharged(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record that the court discharged an order."""
    asked = AskedOfOrder(request, reference, measure)
    initial = {"court": _court(asked), "made_on": timezone.localdate(asked.now)}
    form = DischargedForm(typed(request), initial=initial)

    def act() -> Any:
        said = {**form.cleaned_data, "applicant": Applicant(form.cleaned_data["applicant"])}
        return discharge_order(asked.measure, **said, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The discharge is recorded.", shown=STATE)
    return done or asked.page(
        form, "The court discharged the order", "Record the discharge", record=asked.measure, warning=True
    )


@acts
@once
def order_refused(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record that the court made no order."""
    asked = AskedOfOrder(request, reference, measure)
    form = RefusedForm(typed(request), initial={"refused_on": timezone.localdate(asked.now)})

    def act() -> Any:
        return refuse_order(asked.measure, **form.cleaned_data, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The refusal is recorded.", shown=STATE)
    return done or asked.page(
        form, "The court made no order", "Record the refusal", record=asked.measure, warning=True
    )


@acts
@once
def order_over(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Note that the last day of an order is over."""
    asked = AskedOfOrder(request, reference, measure)
    form = Form(typed(request))

    def act() -> Any:
        return end_order(asked.measure, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The order is over.", shown=STATE)
    return done or asked.page(form, "The order is over", "Note that it is over", record=asked.measure)


@acts
@once
def order_review(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Keep a review of an order."""
    asked = AskedOfOrder(request, reference, measure)
    initial = {"police": f"{asked.user.name}, {asked.user.agency.name}"}
    form = ReviewForm(typed(request), initial={**initial, **parts_of(asked.now, "at_day", "at_time")})

    def act() -> Any:
        return review_order(asked.measure, **form.said, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The review is kept.")
    return done or asked.page(form, "Review the order", "Keep the review")


@acts
@once
def order_supervisor_told(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Keep that a supervisor of a requirement was told."""
    asked = AskedOfOrder(request, reference, measure)
    names = sorted({term.supervisor for term in terms_of(asked.measure) if term.supervisor})
    if not names:
        raise Http404(NOT_FOUND)
    form = SupervisorForm(typed(request), supervisors=names, initial=parts_of(asked.now, "at_day", "at_time"))

    def act() -> Any:
        said, told_at = form.cleaned_data, form.told_at or asked.now
        return tell_supervisor(
            asked.measure,
            supervisor=said["supervisor"],
            how=said["how"],
            told_at=told_at,
            by=asked.user,
            now=asked.now,
        )

    done = asked.acted(form, act, "It is kept that they were told.")
    return done or asked.page(form, "Tell a supervisor", "Keep that they were told")


@require_safe
def order_press(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Show words for the press; refused while the court restricts reporting."""
    asked = AskedOfOrder(request, reference, measure)
    words = press_words(asked.measure, by=asked.user, now=asked.now)
    about = f"words for the press about {asked.measure.reference}"
    record_access(Look.EXPORT, by=asked.user, now=asked.now, about=about, case=asked.case)
    newest = newest_order(orders_of(asked.measure))
    context = {
        "case": asked.case,
        "measure": asked.measure,
        "words": words,
        "unsaid": not any(order.reporting for order in orders_of(asked.measure)),
        "newest": newest,
    }
    return render(request, "enforcement/order_press.html", context)
