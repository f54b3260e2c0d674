"""What a partner's officer sees: own pages, made of what was shared and of nothing else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.audit.choices import Look
from asbcases.audit.transitions import record_access
from asbcases.web.keyset import page_of
from asbcases.web.scoped import require
from partners.choices import Action
from partners.queries.shared import shares_ended, shares_in_force

# Who looks for an older one asks the lead of the case.
ENDED_SHOWN = 20


@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    """List the cases that are shared with the person's agency, team or themselves, and the shares that ended."""
    user, now = require(request, Action.SEE_SHARED), timezone.now()
    page = page_of(request, shares_in_force(user, now=now), ("-starts_at", "-id"))
    record_access(Look.LIST, by=user, now=now, about="Cases shared with us")
    context = {
        "page": page,
        "ended": shares_ended(user, now=now)[:ENDED_SHOWN],
        "contact": settings.SHARING_CONTACT,
        "contact_address": settings.SHARING_CONTACT_ADDRESS,
    }
    return render(request, "partners/shared_list.html", context)
