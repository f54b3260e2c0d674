"""Agencies: the list, a new one, and one agency's page."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency
from asbcases.administration.forms import AgencyEditForm, AgencyForm, SearchForm
from asbcases.administration.transitions import save_agency
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners.choices import Action

acts = require_http_methods(["GET", "HEAD", "POST"])
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
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        kind = AgencyKind(typed.pop("kind"))
        agency = save_agency(None, **typed, kind=kind, by=by, now=timezone.now())
        messages.success(request, f"{agency.name} is saved. Now you can give its people accounts.")
        return redirect("agency_list")
    return render(request, "administration/agency_form.html", {"form": form})


@acts
@once
def agency_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an agency and change it."""
    by = require(request, Action.ADMINISTER)
    agency = get_object_or_404(Agency.objects.select_related("council"), pk=pk)
    shown = {name: getattr(agency, name) for name in FIELDS}
    form = AgencyEditForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        if stale := stale_answer(request, agency, form, shown=FIELDS):
            return stale
        typed = form.cleaned_data
        kind = AgencyKind(typed.pop("kind"))
        save_agency(agency, **typed, kind=kind, version=agency.version, by=by, now=timezone.now())
        messages.success(request, f"{typed['name']} is saved.")
        return redirect("agency_list")
    return render(request, "administration/agency_form.html", {"form": form, "agency": agency})
