"""What a partner's agency told the police, one by one: the reports as they were given, and telling of another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.choices import Precision
from asbcases.cases.models import Report
from asbcases.casework.transitions.from_agencies import report_for_agency
from asbcases.law.periods import london_day
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, person, require
from partners import access
from partners.choices import Action
from partners.forms.own_reports import TOLD, UNKNOWN, OwnReportForm
from partners.queries.own_reports import own_reports, progress_words


@require_safe
def own_list(request: HttpRequest) -> HttpResponse:
    """List the reports that the person's agency passed on, the newest first."""
    user, now = require(request, Action.SEE_SHARED), timezone.now()
    page = page_of(request, own_reports(user, now=now), ("-received_at", "-id"))
    for report in page.rows:
        report.progress_words = progress_words(report)  # type: ignore[attr-defined]
    record_access(Look.LIST, by=user, now=now, about="Our reports")
    context = {"page": page, "may_report": access.may(user, Action.REPORT_FOR_AGENCY)}
    return render(request, "partners/own_list.html", context)


@require_safe
def own_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one report as the agency gave it; 404 where another did."""
    report = own_report_for(request, reference)
    require(request, Action.SEE_SHARED)
    context = {"report": report, "progress_words": progress_words(report)}
    return render(request, "partners/own_report.html", context)


@acts
@once
def own_new(request: HttpRequest) -> HttpResponse:
    """Tell the police of something for the person's agency; its reference stands on the page that follows."""
    user, now = require(request, Action.REPORT_FOR_AGENCY), timezone.now()
    blank = {
        "happened_precision": Precision.EXACT,
        "on_day": london_day(now),
        "told_by": TOLD,
        "officer": user.name,
        "hate": UNKNOWN,
    }
    form = OwnReportForm(typed(request), user=user, now=now, initial=blank)
    if form.is_valid() and (report := tried(form, lambda: report_for_agency(form.telling, by=user, now=now))):
        messages.success(request, f"The police have your report. Its reference is {report.reference}.")
        return redirect("own_report", report.reference)
    return form_page(request, "partners/own_new.html", form, {})


def own_report_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Report:
    """Return a report of the person's agency, and keep that it was read; 404 where another told us."""
    user, now = person(request), timezone.now()
    report = own_reports(user, now=now).filter(reference=reference).first()
    if report is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, report=report)
    return report
