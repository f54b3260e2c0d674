"""What worked: closed plans by what they were about and what was done, failures kept beside successes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.casework.views.shared import look_at_list
from asbcases.sara.forms.library import LibraryFilter
from asbcases.sara.queries.library import MOST, closed_plans
from asbcases.web.scoped import require
from partners.choices import Action


@require_safe
def plan_library(request: HttpRequest) -> HttpResponse:
    """List closed plans from which somebody may learn, the likest to what was asked first."""
    user, now = require(request, Action.WORK_PLAN), timezone.now()
    chosen = LibraryFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "sara/library.html", {"form": chosen}, status=400)
    look_at_list(user, "what worked", chosen, now=now)
    found = closed_plans(chosen.wanted, most=MOST + 1)
    context = {"form": chosen, "found": found[:MOST], "more": len(found) > MOST, "most": MOST}
    return render(request, "sara/library.html", context)
