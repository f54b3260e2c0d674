"""Teams: the list, a new one, and one team's page."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Desk
from asbcases.accounts.models import Team, User
from asbcases.administration.forms import TeamEditForm, TeamForm, TeamSearchForm
from asbcases.administration.transitions import save_team
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners.choices import Action

FIELDS = ("name", "agency", "district", "force_wide", "desk", "active")


@require_safe
def team_list(request: HttpRequest) -> HttpResponse:
    """List the teams, by name."""
    require(request, Action.ADMINISTER)
    form = TeamSearchForm(request.GET)
    sought, desk = form.sought(), form.of_desk()
    rows = Team.objects.filter(Q(name__icontains=sought) | Q(agency__name__icontains=sought))
    if desk:
        rows = rows.filter(desk=desk)
    rows = rows.select_related("agency", "district")
    rows = rows.annotate(people_count=Count("people", filter=Q(people__is_active=True)))
    return render(
        request,
        "administration/team_list.html",
        {"page": page_of(request, rows, ("name", "id")), "q": sought, "desk": desk, "desks": Desk.choices},
    )


@acts
@once
def team_new(request: HttpRequest) -> HttpResponse:
    """Make a team of an agency."""
    by = require(request, Action.ADMINISTER)
    form = TeamForm(typed(request))
    if form.is_valid() and (team := tried(form, lambda: _saved(form, None, by))):
        messages.success(request, f"{team.name} is saved. Now you can put people into it.")
        return redirect("team_list")
    return form_page(request, "administration/team_form.html", form, {})


@acts
@once
def team_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a team and change it."""
    by = require(request, Action.ADMINISTER)
    team = get_object_or_404(Team.objects.select_related("agency", "district"), pk=pk)
    shown = {name: getattr(team, name) for name in FIELDS}
    form = TeamEditForm(typed(request), initial=shown, agency=team.agency)
    if form.is_valid():
        if stale := stale_answer(request, team, form, shown=FIELDS):
            return stale
        if saved := tried(form, lambda: _saved(form, team, by)):
            messages.success(request, f"{saved.name} is saved.")
            return redirect("team_list")
    return form_page(request, "administration/team_form.html", form, {"team": team})


def _saved(form: TeamForm, team: Team | None, by: User) -> Team:
    version = team.version if team else 0
    return save_team(team, **form.cleaned_data, version=version, by=by, now=timezone.now())
