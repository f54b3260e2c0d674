"""The calendar: bank holidays as they are computed, the days added to them, and the re-plans that a change asked for."""

from datetime import date, datetime
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.administration.forms import HolidayForm
from asbcases.administration.transitions import Change, add_holiday, withdraw_holiday
from asbcases.deadlines.models import Replan
from asbcases.law.holidays import PUBLISHED_UNTIL, bank_holidays
from asbcases.law.periods import london_day
from asbcases.policies.models import ExtraHoliday
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action


class Year(NamedTuple):
    """The bank holidays of a year; past what GOV.UK has published they are a forecast."""

    number: int
    days: list[tuple[date, str]]
    forecast: bool


@require_safe
def holiday_list(request: HttpRequest) -> HttpResponse:
    """List the added days, beside the bank holidays of this year and the next."""
    require(request, Action.ADMINISTER)
    added = ExtraHoliday.objects.select_related("added_by", "withdrawn_by")
    context = {
        "page": page_of(request, added, ("-day", "-id")),
        "years": years_at(timezone.now()),
    }
    return render(request, "administration/holiday_list.html", context)


def years_at(now: datetime) -> list[Year]:
    """Return the bank holidays of this year and the next."""
    this_year = london_day(now).year
    return [_year(number) for number in (this_year, this_year + 1)]


def _year(number: int) -> Year:
    return Year(number, sorted(bank_holidays(number).items()), number > PUBLISHED_UNTIL)


@acts
@once
def holiday_new(request: HttpRequest) -> HttpResponse:
    """Add a day on which nobody works."""
    by = require(request, Action.ADMINISTER)
    form = HolidayForm(typed(request))
    if form.is_valid() and (change := tried(form, lambda: _added(form, by))):
        messages.success(request, f"{change.row.name} is added.")
        return _to_the_replan(change)
    return form_page(request, "administration/holiday_form.html", form, {})


def _added(form: HolidayForm, by: User) -> Change[ExtraHoliday]:
    return add_holiday(**form.cleaned_data, by=by, now=timezone.now())


@acts
@once
def holiday_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an added day out of the calendar again."""
    by = require(request, Action.ADMINISTER)
    extra = get_object_or_404(ExtraHoliday, pk=pk)
    if request.method == "POST":
        change = withdraw_holiday(extra, by=by, now=timezone.now())
        messages.success(request, f"{extra.name} is withdrawn.")
        return _to_the_replan(change)
    return render(request, "administration/holiday_withdraw.html", {"extra": extra})


def _to_the_replan(change: Change[ExtraHoliday]) -> HttpResponse:
    return redirect("replan_page", pk=change.replan.pk) if change.replan else redirect("holiday_list")


@require_safe
def replan_list(request: HttpRequest) -> HttpResponse:
    """List the re-plans, newest first."""
    require(request, Action.ADMINISTER)
    rows = Replan.objects.select_related("requested_by")
    return render(request, "administration/replan_list.html", {"page": page_of(request, rows, ("-id",))})


@require_safe
def replan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one re-plan: why, whether it is done, and how many deadlines moved; no records are named."""
    require(request, Action.ADMINISTER)
    asked = get_object_or_404(Replan.objects.select_related("requested_by"), pk=pk)
    return render(request, "administration/replan_page.html", {"replan": asked})
