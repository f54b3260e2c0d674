"""The case review is explained to the victim of a report, or it is said why not (ACG-1)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import report_for, require
from partners.choices import Action
from triggers.forms.explaining import NO, ExplainForm
from triggers.models import ReviewExplanation
from triggers.transitions.explaining import explain_review, leave_unexplained


@acts
@once
def review_explained(request: HttpRequest, reference: str) -> HttpResponse:
    """Record when and how the case review was explained to the victim of a report, or why it was not."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    form = ExplainForm(typed(request), now=now)
    if form.is_valid():
        kept = tried(form, lambda: _kept(form, report, user, now))
        if kept:
            messages.success(request, "It is kept with the report.")
            return redirect("report_page", report.reference)
    told = ReviewExplanation.objects.filter(report=report).order_by("pk")
    return form_page(request, "triggers/explained.html", form, {"report": report, "told": told})


def _kept(form: ExplainForm, report: Report, by: User, now: datetime) -> ReviewExplanation:
    said = form.cleaned_data
    if said["explained"] == NO:
        return leave_unexplained(report, why=said["why_not"], by=by, now=now)
    assert form.at is not None  # noqa: S101 - a valid form that says yes has it
    return explain_review(report, told_at=form.at, how=said["how"], by=by, now=now)
