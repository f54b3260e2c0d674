"""What is agreed with the caller of a report: promises to ring back, and how we may write without danger."""

from datetime import datetime
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import CallBack, Report, SafeContact
from asbcases.cases.queries import times_changed
from asbcases.casework.forms.desk import (
    FROM_HOURS,
    UNTIL_HOURS,
    CallMadeForm,
    PromiseForm,
    SafeContactForm,
    WithdrawForm,
)
from asbcases.casework.queries import reports as queries
from asbcases.casework.transitions import (
    correct_safe_contact,
    make_call_back,
    promise_call_back,
    state_safe_contact,
    withdraw_safe_contact,
)
from asbcases.casework.views.diary import Due, told
from asbcases.law.words import instant_words
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import report_for, require
from partners.choices import Action


class Promise(NamedTuple):
    """A promise to ring back, with what the diary says of it."""

    call_back: CallBack
    due: Due | None


def promises_of(report: Report, now: datetime) -> list[Promise]:
    """Return the promises made to the caller, the newest first."""
    diary = {deadline.subject: told(deadline, now) for deadline in queries.call_back_deadlines(report)}
    return [Promise(each, diary.get(str(each.number))) for each in queries.call_backs_of(report)]


def hours_words(contact: SafeContact) -> str:
    """Return the hours in which we may write, in words; nothing where any hour will do."""
    first, last = contact.from_hour, contact.until_hour
    if (first, last) == (0, 24):
        return ""
    return f"from {dict(FROM_HOURS)[first].lower()} until {dict(UNTIL_HOURS)[last].lower()}"


@acts
@once
def call_back_promise(request: HttpRequest, reference: str) -> HttpResponse:
    """Promise the caller of a report a call back."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    form = PromiseForm(typed(request), now=now, initial={"call_back_day": timezone.localdate(now)})
    if form.is_valid() and (made := tried(form, lambda: _promised(form, report, user, now))):
        messages.success(request, f"The caller is promised to hear from us by {instant_words(made.call_by)}.")
        return redirect("report_page", report.reference)
    return form_page(request, "casework/call_back_promise.html", form, {"report": report})


def _promised(form: PromiseForm, report: Report, by: User, now: datetime) -> CallBack:
    assert form.call_by is not None  # noqa: S101 - a valid form has it
    return promise_call_back(report, call_by=form.call_by, by=by, now=now)


@acts
@once
def call_back_make(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that a caller was rung back, and what came of it."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    call_back = get_object_or_404(queries.call_backs_of(report), number=number)
    form = CallMadeForm(typed(request))
    if form.is_valid() and tried(form, lambda: _made(form, call_back, user, now)) is not None:
        messages.success(request, "The call is recorded, and the promise is kept.")
        return redirect("report_page", report.reference)
    promise = next(each for each in promises_of(report, now) if each.call_back == call_back)
    context = {"report": report, "promise": promise, "now": now}
    return form_page(request, "casework/call_back_make.html", form, context)


def _made(form: CallMadeForm, call_back: CallBack, by: User, now: datetime) -> CallBack:
    return make_call_back(call_back, note=form.cleaned_data["note"], by=by, now=now)


@acts
@once
def safe_contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Say, or correct, how the caller of a report may be written to without danger."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    contact = queries.safe_contact_of(report)
    form = SafeContactForm(typed(request), contact=contact, read=times_changed(contact) if contact else 0)
    if form.is_valid() and tried(form, lambda: _noted(form, report, contact, user, now)) is not None:
        messages.success(request, "It is noted how the caller may be written to.")
        return redirect("report_page", report.reference)
    return form_page(request, "casework/safe_contact.html", form, {"report": report, "contact": contact})


def _noted(
    form: SafeContactForm, report: Report, contact: SafeContact | None, by: User, now: datetime
) -> SafeContact:
    way = form.way
    assert way is not None  # noqa: S101 - a valid form of this page has an address
    if contact is None:
        return state_safe_contact(report, **way, by=by, now=now)
    return correct_safe_contact(contact, read=form.cleaned_data["read"], **way, by=by, now=now)


@acts
@once
def safe_contact_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the caller of a report must not be written to any more."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    contact = get_object_or_404(SafeContact, report=report)
    form = WithdrawForm(typed(request), initial={"read": times_changed(contact)})
    if form.is_valid() and tried(form, lambda: _withdrawn(form, contact, user, now)) is not None:
        messages.success(request, "We do not write to this caller any more.")
        return redirect("report_page", report.reference)
    return form_page(request, "casework/safe_contact_withdraw.html", form, {"report": report})


def _withdrawn(form: WithdrawForm, contact: SafeContact, by: User, now: datetime) -> SafeContact:
    said = form.cleaned_data
    return withdraw_safe_contact(contact, reason=said["reason"], read=said["read"], by=by, now=now)
