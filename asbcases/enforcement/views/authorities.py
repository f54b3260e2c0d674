"""The register of authorities: who may issue what, one more, a whole team's by office, and the end of one."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import POLICE_WORK, Role
from asbcases.accounts.models import Team, User
from asbcases.accounts.queries import districts_of, works_for_county
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

# The rows of one holder stand together; a name would stand in the address of the next page.
ORDER = ("holder", "id")


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    """List who may issue what, holder by holder."""
    by, now = require(request, Action.KEEP_AUTHORITIES), timezone.now()
    form = AuthorityFilter(request.GET or None, people=_people(by))
    record_access(Look.LIST, by=by, now=now, about="authorities")
    rows = _chosen(_authorities(by), form).select_related("holder__team", "agency", "district")
    context = {
        "page": page_of(request, rows, ORDER),
        "form": form,
        "today": london_day(now),
        "filtered": bool(request.GET),
    }
    return render(request, "enforcement/authority_list.html", context)


def _chosen(rows: QuerySet[Authority], form: AuthorityFilter) -> QuerySet[Authority]:
    """Return the rows that the filter leaves: without one, those that hold now or later."""
    today = london_day(timezone.now())
    holds = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    if person := form.chosen("person"):
        rows = rows.filter(holder=person)
    if power := form.chosen("power"):
        rows = rows.filter(power=power)
    match form.chosen("state"):
        case "all":
            return rows
        case "ended":
            return rows.exclude(holds)
    return rows.filter(holds)


@acts
@once
def authority_new(request: HttpRequest) -> HttpResponse:
    """Enter what somebody may issue."""
    by = require(request, Action.KEEP_AUTHORITIES)
    form = AuthorityForm(typed(request), people=_people(by).exclude(pk=by.pk))
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
    form = ByOfficeForm(typed(request), teams=_teams(by))
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
    authority = get_object_or_404(_authorities(by).select_related("holder", "agency", "district"), pk=pk)
    form = EndAuthorityForm(typed(request))
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, authority, form, shown=("ends_on", "ended_why")):
            return stale
        if tried(form, lambda: end_authority(authority, **form.cleaned_data, by=by, now=timezone.now())):
            messages.success(request, f"The authority of {authority.holder.name} has a last day now.")
            return redirect("authority_list")
    return form_page(request, "enforcement/authority_end.html", form, {"authority": authority})


def _of_the_force(by: User) -> bool:
    return by.role == Role.ADMINISTRATOR or works_for_county(by)


def _people(by: User) -> QuerySet[User]:
    """Return those whose authorities this person keeps; of a supervisor those of their district."""
    people = User.objects.filter(role__in=POLICE_WORK, is_active=True).order_by("name", "pk")
    if _of_the_force(by):
        return people
    districts = districts_of(by)
    return people.filter(Q(district__in=districts) | Q(district__isnull=True, team__district__in=districts))


def _authorities(by: User) -> QuerySet[Authority]:
    rows = Authority.objects.all()
    if _of_the_force(by):
        return rows
    districts = districts_of(by)
    return rows.filter(
        Q(holder__district__in=districts)
        | Q(holder__district__isnull=True, holder__team__district__in=districts)
    )


def _teams(by: User) -> QuerySet[Team]:
    teams = Team.objects.filter(active=True).order_by("name", "pk")
    return teams if _of_the_force(by) else teams.filter(district__in=districts_of(by))
