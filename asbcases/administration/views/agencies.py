"""Agencies: the list, a new one, and one agency's page."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.administration.forms import AgencyEditForm, AgencyForm, SearchForm
from asbcases.administration.transitions import save_agency
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners.choices import Action

FIELDS = ("name", "kind", "council", "active")


@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    """List the agencies, by name."""
    require(request, Action.ADMINISTER)
    sought = SearchForm(request.GET).sought()
    rows = Agency.objects.filter(name__icontains=sought).select_related("council")
    rows = rows.annotate(people_count=Count("people", filter=Q(people__is_active=True)))
    return render(
        request,
        "administration/agency_list.html",
        {"page": page_of(request, rows, ("name", "id")), "q": sought},
    )


@acts
@once
def agency_new(request: HttpRequest) -> HttpResponse:
    """Make an agency."""
    by = require(request, Action.ADMINISTER)
    form = AgencyForm(typed(request))
    if form.is_valid() and (agency := tried(form, lambda: _saved(form, None, by))):
        messages.success(request, f"{agency.name} is saved. Now you can give its people accounts.")
        return redirect("agency_list")
    return form_page(request, "administration/agency_form.html", form, {})


@acts
@once
def agency_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an agency and change it."""
    by = require(request, Action.ADMINISTER)
    agency = get_object_or_404(Agency.objects.select_related("council"), pk=pk)
    shown = {name: getattr(agency, name) for name in FIELDS}
    form = AgencyEditForm(typed(request), initial=shown)
    if form.is_valid():
        if stale := stale_answer(request, agency, form, shown=FIELDS):
            return stale
        if saved := tried(form, lambda: _saved(form, agency, by)):
            messages.success(request, f"{saved.name} is saved.")
            return redirect("agency_list")
    return form_page(request, "administration/agency_form.html", form, {"agency": agency})


def _saved(form: AgencyForm, agency: Agency | None, by: User) -> Agency:
    stated = {**form.cleaned_data, "kind": AgencyKind(form.cleaned_data["kind"])}
    version = agency.version if agency else 0
    return save_agency(agency, **stated, version=version, by=by, now=timezone.now())
