"""Pages of notice of an application, of applications to vary or discharge, and of orders that others asked for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asbcases.casework.queries import cases as case_queries
from asbcases.enforcement.forms.order_applications import (
    ApplicationForm,
    DecidedForm,
    GivenOrderForm,
    NoticeForm,
)
from asbcases.enforcement.models import OrderApplication
from asbcases.enforcement.queries.orders import newest_order, orders_of, who_needs_leave
from asbcases.enforcement.transitions.order_applications import decide_application, note_application
from asbcases.enforcement.transitions.order_notices import note_notice
from asbcases.enforcement.transitions.orders_of_others import record_order
from asbcases.enforcement.views.orders import AskedOfOrder
from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action


@acts
@once
def order_notice(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Keep on whom notice of the application was served."""
    asked = AskedOfOrder(request, reference, measure)
    row = asked.order_request
    initial = {"given_on": row.notice_given_on, "to": row.notice_to, "how": row.notice_how}
    form = NoticeForm(typed(request), initial=initial)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, row, form, shown=("notice_given_on", "notice_to", "notice_how")):
            return stale

        def act() -> Any:
            return note_notice(asked.measure, **form.cleaned_data, by=asked.user, now=asked.now)

        if done := asked.acted(form, act, "The notice is kept."):
            return done
    return asked.page(form, "Notice of the application", "Keep the notice", record=row)


@acts
@once
def order_application_new(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Keep an application to vary or discharge an order."""
    asked = AskedOfOrder(request, reference, measure)
    today = london_day(asked.now)
    newest = newest_order(orders_of(asked.measure))
    initial = {"court": newest.court if newest else "", "made_on": today, "leave": ""}
    needs_leave = who_needs_leave(asked.measure, today, limits_in_force(asked.now))
    form = ApplicationForm(typed(request), needs_leave=needs_leave, initial=initial)

    def act() -> Any:
        return note_application(asked.measure, **form.said, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The application is kept.")
    return done or asked.page(form, "An application to vary or discharge", "Keep the application")


@acts
@once
def order_application_decided(
    request: HttpRequest, reference: str, measure: str, number: int
) -> HttpResponse:
    """Record that an application was dismissed or withdrawn."""
    asked = AskedOfOrder(request, reference, measure)
    found = OrderApplication.objects.filter(measure=asked.measure)
    application = get_object_or_404(found, number=number)
    application.measure = asked.measure
    form = DecidedForm(typed(request), initial={"decided_on": london_day(asked.now)})
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, application, form, shown=("outcome", "decided_on")):
            return stale

        def act() -> Any:
            return decide_application(application, **form.said, by=asked.user, now=asked.now)

        if done := asked.acted(form, act, "How the application ended is kept."):
            return done
    return asked.page(form, f"How application {number} ended", "Keep it", record=application)


@acts
@once
def order_record(request: HttpRequest, reference: str) -> HttpResponse:
    """Record an order that another body asked for, as it was given; its terms follow on the next page."""
    case = case_for(request, reference)
    user, now = require(request, Action.ENFORCE), timezone.now()
    parties = case_queries.parties_of([case])
    form = GivenOrderForm(typed(request), parties=parties, initial={"made_on": None})
    if form.is_bound and form.is_valid():
        made = tried(form, lambda: record_order(case, **form.said, by=user, now=now))
        if made:
            said = f"{made.reference} is recorded as {made.other_body} gave it: add each of its terms."
            messages.success(request, said)
            return redirect("order_term_new", reference, made.reference)
    title = "Record an order that others asked for"
    context = {"case": case, "title": title, "button": "Record the order"}
    return form_page(request, "enforcement/order_form.html", form, context)
