"""Incidents recorded here: the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.casework.forms.filters import IncidentFilter
from asbcases.casework.queries import incidents as queries
from asbcases.casework.views.shared import listed, look_at_list
from asbcases.casework.views.words import happened_words
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

NEWEST = ("-happened_from", "-id")


@require_safe
def incident_list(request: HttpRequest) -> HttpResponse:
    """List the force's own incidents that one may see, the latest event first."""
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    chosen = IncidentFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "casework/incident_list.html", {"form": chosen}, status=400)
    look_at_list(user, "incidents", chosen, now=now)
    visible = queries.newest(access.incidents_visible_to(user, now=now))
    rows = queries.filtered(visible, **chosen.wanted)
    page = listed(request, rows, NEWEST, noun="incidents")
    told = queries.reports_told(page.rows)
    shown = [(incident, happened_words(incident), told.get(incident.pk, 0)) for incident in page]
    may_close = access.may(user, Action.CLOSE_INCIDENT)
    context = {"form": chosen, "page": page, "shown": shown, "may_close": may_close}
    return render(request, "casework/incident_list.html", context)
