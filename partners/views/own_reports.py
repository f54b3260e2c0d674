"""What a partner's agency told the police: the reports as they were given, and nothing of what became of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.web.keyset import page_of
from asbcases.web.scoped import NOT_FOUND, person, require
from partners.choices import Action
from partners.queries.own_reports import own_reports


@require_safe
def own_list(request: HttpRequest) -> HttpResponse:
    """List the reports that the person's agency passed on, the newest first."""
    user, now = require(request, Action.SEE_SHARED), timezone.now()
    page = page_of(request, own_reports(user, now=now), ("-received_at", "-id"))
    record_access(Look.LIST, by=user, now=now, about="Our reports")
    return render(request, "partners/own_list.html", {"page": page})


@require_safe
def own_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one report as the agency gave it; 404 where another did."""
    user, now = person(request), timezone.now()
    report = own_reports(user, now=now).filter(reference=reference).first()
    if report is None:
        raise Http404(NOT_FOUND)
    require(request, Action.SEE_SHARED)
    record_access(Look.PAGE, by=user, now=now, report=report)
    return render(request, "partners/own_report.html", {"report": report})
