"""The rota: who works when, one shift more, one less, and many from pasted lines."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import POLICE_WORK, Duty, Role
from asbcases.accounts.models import District, Shift, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.administration.forms import ImportForm, RotaFilter, ShiftForm
from asbcases.administration.transitions import LinesRefused, cancel_shift, set_shift, set_shifts
from asbcases.law.periods import LONDON, london_day
from asbcases.web.form_pages import acts, form_page, taken_off, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action

AHEAD = timedelta(days=1)
STANDS = Q(cancelled_at__isnull=True)


@require_safe
def shift_list(request: HttpRequest) -> HttpResponse:
    """List who works from a day on, the earliest shift first."""
    by, now = require(request, Action.KEEP_ROTA), timezone.now()
    form = RotaFilter(request.GET or None, people=people_for(by), districts=districts_for(by))
    from_day = form.chosen("day") or london_day(now)
    rows = from_day_on(standing_shifts(by), from_day)
    if person := form.chosen("person"):
        rows = rows.filter(user=person)
    if district := form.chosen("district"):
        rows = rows.filter(in_districts([district.pk]))
    context = {
        "page": page_of(request, rows, ("starts_at", "id")), "form": form, "from_day": from_day, "now": now,
        "of_the_force": _of_the_force(by),
        "filtered": bool(person or district or form.chosen("day")),
    }  # fmt: skip
    return render(request, "administration/shift_list.html", context)


@acts
@once
def shift_new(request: HttpRequest) -> HttpResponse:
    """Put somebody on the rota."""
    by = require(request, Action.KEEP_ROTA)
    form = ShiftForm(typed(request), people=people_for(by), districts=districts_for(by))
    if form.is_valid() and (shift := tried(form, lambda: _set(form, by))):
        messages.success(request, f"{shift.user.name} is on the rota.")
        return redirect("shift_list")
    return form_page(request, "administration/shift_form.html", form, {})


def _set(form: ShiftForm, by: User) -> Shift:
    return set_shift(**form.stated(), by=by, now=timezone.now())


@acts
@once
def shift_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the rota."""
    by = require(request, Action.KEEP_ROTA)
    shift = get_object_or_404(taken_off(request, shifts_for(by), STANDS), pk=pk)
    if request.method == "POST":
        cancel_shift(shift, by=by, now=timezone.now())
        messages.success(request, f"The shift of {shift.user.name} is cancelled.")
        return redirect("shift_list")
    return render(request, "administration/shift_cancel.html", {"shift": shift})


@acts
@once
def shift_import(request: HttpRequest) -> HttpResponse:
    """Put many people on the rota by pasted lines, all of them or none."""
    by = require(request, Action.KEEP_ROTA)
    form = ImportForm(typed(request))
    if form.is_valid() and (shifts := tried(form, lambda: _imported(form, by))):
        many = "1 shift is" if len(shifts) == 1 else f"{len(shifts)} shifts are"
        messages.success(request, f"{many} on the rota.")
        return redirect("shift_list")
    return form_page(request, "administration/shift_import.html", form, {"districts": districts_for(by)})


def _imported(form: ImportForm, by: User) -> list[Shift]:
    try:
        return set_shifts(form.cleaned_data["lines"], by=by, now=timezone.now())
    except LinesRefused as refused:
        form.add_error("lines", [ValidationError(fault, code="refused") for fault in refused.faults])
        raise


def standing_shifts(by: User) -> QuerySet[Shift]:
    """Return the shifts of these that stand."""
    return shifts_for(by).filter(STANDS)


def from_day_on(rows: QuerySet[Shift], day: date) -> QuerySet[Shift]:
    """Return the shifts of these that are not over before a day."""
    return rows.filter(ends_at__gt=datetime.combine(day, time(0), LONDON))


def shifts_for(by: User) -> QuerySet[Shift]:
    """Return shifts, cancelled ones too: of everybody, or of a supervisor's district with the duty of the force."""
    rows = Shift.objects.select_related("user", "user__team", "district")
    if _of_the_force(by):
        return rows
    return rows.filter(in_districts(districts_of(by)) | Q(duty=Duty.FORCE))


def in_districts(districts: list[int]) -> Q:
    """Return the condition of a shift in these districts: by its person, their team or its duty."""
    of_team = Q(user__district__isnull=True, user__team__district__in=districts)
    return Q(user__district__in=districts) | of_team | Q(district__in=districts)


def people_for(by: User) -> QuerySet[User]:
    """Return those whom this person may put on the rota."""
    people = User.objects.filter(role__in=POLICE_WORK, is_active=True).order_by("name", "pk")
    if _of_the_force(by):
        return people
    districts = districts_of(by)
    return people.filter(Q(district__in=districts) | Q(district__isnull=True, team__district__in=districts))


def districts_for(by: User) -> QuerySet[District]:
    """Return the districts whose rota this person keeps."""
    districts: QuerySet[Any] = District.objects.order_by("name")
    return districts if _of_the_force(by) else districts.filter(pk__in=districts_of(by))


def _of_the_force(by: User) -> bool:
    return by.role == Role.ADMINISTRATOR or works_for_county(by)
