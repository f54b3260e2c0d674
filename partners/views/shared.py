"""What a partner's officer sees: own pages, made of what was shared and of nothing else."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.choices import Stage
from asbcases.enforcement.choices import MeasureKind
from asbcases.web.keyset import page_of
from asbcases.web.scoped import NOT_FOUND, person, require
from partners.choices import Action, Item
from partners.queries.projection import Given, shared_case
from partners.queries.shared import read_before, shares_ended, shares_in_force
from partners.transitions.disclosing import disclose

HEADINGS: Mapping[Item, str] = {
    Item.SUMMARY: "What it is about",
    Item.CONTACT: "Whom to ask",
    Item.PEOPLE: "People",
    Item.PREMISES: "Premises",
    Item.REACHING: "Reaching people safely",
    Item.INCIDENTS: "Incidents",
    Item.MEASURES: "Warnings, notices and orders in force",
    Item.ACTIONS: "What is to be done",
    Item.RISK: "Risk",
    Item.SAFETY: "Safety",
    Item.HEALTH: "Health and needs",
}
# Beside the rest on a wide screen: whom to ask, and about whom it is.
BESIDE = (Item.CONTACT, Item.PEOPLE, Item.PREMISES, Item.REACHING)


class Section(NamedTuple):
    """One part of a shared case as the page shows it."""

    item: Item
    heading: str
    part: Any


@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    """List the cases that are shared with the person's agency, team or themselves, and the shares that ended."""
    user, now = require(request, Action.SEE_SHARED), timezone.now()
    page = page_of(request, read_before(shares_in_force(user, now=now), user), ("-starts_at", "-id"))
    record_access(Look.LIST, by=user, now=now, about="Cases shared with us")
    context = {
        "page": page,
        "stages": Stage.choices,
        "ended": shares_ended(user, now=now),
        "contact": settings.SHARING_CONTACT,
        "contact_address": settings.SHARING_CONTACT_ADDRESS,
    }
    return render(request, "partners/shared_list.html", context)


@require_safe
def shared_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show of a case what is shared with the person now; it prints with the name of their agency."""
    given = shared_for(request, reference)
    sections = [Section(item, HEADINGS[item], part) for item, part in given.parts.items()]
    context = {
        "given": given,
        "measure_kinds": MeasureKind.choices,
        "main": [section for section in sections if section.item not in BESIDE],
        "beside": [section for section in sections if section.item in BESIDE],
    }
    return render(request, "partners/shared_page.html", context)


def shared_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Given:
    """Return what is shared of the case of a route, and keep that it was read; 404 where nothing is."""
    user, now = person(request), timezone.now()
    given = shared_case(reference, user, now=now)
    if given is None:
        raise Http404(NOT_FOUND)
    require(request, Action.SEE_SHARED)
    record_access(look, by=user, now=now, case=given.case)
    disclose(given, by=user, now=now)
    return given
