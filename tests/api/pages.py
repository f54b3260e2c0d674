"""A page with one form, as the product's pages are: shown again with its faults, else acts and sends on."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template import RequestContext, Template
from django.urls import include, path

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency
from asbcases.errors import Refused
from asbcases.web.once import once
from asbcases.web.versions import stale_answer
from asbcases.web.views import accessibility


class AgencyForm(forms.Form):
    name = forms.CharField()
    paper = forms.FileField(required=False)


@once
def new_agency(request: HttpRequest) -> HttpResponse:
    form = AgencyForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        page = Template("{% load ui %}<form>{% form_guard %}{{ form }}</form>")
        return HttpResponse(page.render(RequestContext(request, {"form": form})))
    agency = Agency.objects.create(name=form.cleaned_data["name"], kind=AgencyKind.OTHER)
    if agency.name == "Refused Homes":
        raise Refused("There is no such landlord.")
    return HttpResponseRedirect(f"/agencies/{agency.pk}/")


@once
def edit_agency(request: HttpRequest, pk: int) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=pk)
    form = AgencyForm(request.POST)
    assert form.is_valid()
    if stale := stale_answer(request, agency, form, shown=["name", "kind", "active", "council"]):
        return stale
    agency.name, agency.version = form.cleaned_data["name"], agency.version + 1
    agency.save()
    return HttpResponseRedirect(f"/agencies/{agency.pk}/")


urlpatterns = [
    path("agencies/<int:pk>/edit/", edit_agency),
    path("agencies/new/", new_agency),
    path("accounts/", include("asbcases.accounts.urls")),
    path("accessibility/", accessibility, name="public_accessibility"),
]
