"""The register of authorities: who may issue what, one more, a whole team's by office, and the end of one."""

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.enforcement.choices import Power
from asbcases.enforcement.forms.authorities import (
    AuthorityFilter,
    AuthorityForm,
    ByOfficeForm,
    EndAuthorityForm,
)
from asbcases.enforcement.models import Authority
from asbcases.enforcement.queries.authorities import (
    ORDER,
    authorities_kept_by,
    chosen,
    holders_kept_by,
    teams_kept_by,
)
from asbcases.enforcement.transitions.authorities import (
    end_authority,
    give_authority,
    give_by_office,
)
from asbcases.law.periods import london_day
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners.choices import Action


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    """List who may issue what, holder by holder."""
    by, now = require(request, Action.KEEP_AUTHORITIES), timezone.now()
    form = AuthorityFilter(request.GET or None, people=holders_kept_by(by))
    record_access(Look.LIST, by=by, now=now, about="authorities")
    rows = _chosen(authorities_kept_by(by), form, london_day(now))
    context = {
        "page": page_of(request, rows, ORDER),
        "form": form,
        "today": london_day(now),
        "filtered": bool(request.GET),
    }
    return render(request, "enforcement/authority_list.html", context)


def _chosen(rows: QuerySet[Authority], form: AuthorityFilter, today: date) -> QuerySet[Authority]:
    """Return the rows that the filter leaves: without one, those that hold now or later."""
    asked = {name: form.chosen(name) for name in ("person", "power", "state")}
    return chosen(rows, **asked, today=today)


@acts
@once
def authority_new(request: HttpRequest) -> HttpResponse:
    """Enter what somebody may issue."""
    by = require(request, Action.KEEP_AUTHORITIES)
    form = AuthorityForm(typed(request), people=holders_kept_by(by).exclude(pk=by.pk))
    if form.is_valid() and (made := tried(form, lambda: _give(form, by))):
        messages.success(request, f"The authority of {made.holder.name} is entered.")
        return redirect("authority_list")
    return form_page(request, "enforcement/authority_form.html", form, {})


def _give(form: AuthorityForm, by: User) -> Authority:
    return give_authority(**form.stated(), by=by, now=timezone.now())


@acts
@once
def authority_team(request: HttpRequest) -> HttpResponse:
    """Enter what all constables of a team may issue by office."""
    by = require(request, Action.KEEP_AUTHORITIES)
    form = ByOfficeForm(typed(request), teams=teams_kept_by(by))
    if form.is_valid() and (made := tried(form, lambda: _give_all(form, by))):
        messages.success(
            request, f"Entered for {len(made)} officer{'s' if len(made) != 1 else ''} of the team."
        )
        return redirect("authority_list")
    return form_page(request, "enforcement/authority_team.html", form, {})


def _give_all(form: ByOfficeForm, by: User) -> list[Authority]:
    said = form.cleaned_data
    power = Power(said["power"])
    return give_by_office(said["team"], power=power, starts_on=said["starts_on"], by=by, now=timezone.now())


@acts
@once
def authority_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on which day an authority ends, and why."""
    by = require(request, Action.KEEP_AUTHORITIES)
    authority = get_object_or_404(authorities_kept_by(by), pk=pk)
    form = EndAuthorityForm(typed(request))
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, authority, form, shown=("ends_on", "ended_why")):
            return stale
        if tried(form, lambda: end_authority(authority, **form.cleaned_data, by=by, now=timezone.now())):
            messages.success(request, f"The authority of {authority.holder.name} has a last day now.")
            return redirect("authority_list")
    return form_page(request, "enforcement/authority_end.html", form, {"authority": authority})
