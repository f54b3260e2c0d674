"""Unusual looks: what the rules found each night, and what an auditor made of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.administration.forms.looks import ExamineForm, FindingFilter
from asbcases.audit.look_choices import Examined, Look
from asbcases.audit.queries.looks import names_of, roots_of
from asbcases.audit.queries.unusual import findings, looked_through_until
from asbcases.audit.transitions import record_access
from asbcases.audit.transitions.findings import examine_looks
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action


@require_safe
def finding_list(request: HttpRequest) -> HttpResponse:
    """List what was found unusual, the newest first: what nobody has examined yet, or all of it."""
    user, now = require(request, Action.READ_LOOKS), timezone.now()
    form = FindingFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    chosen = findings(rule=said.get("rule", ""), open_only=said.get("show") != "all")
    record_access(Look.LIST, by=user, now=now, about="unusual looks")
    page = page_of(request, chosen.prefetch_related("examinations"), ("-day", "-id"))
    names = names_of(page.rows)
    lines = [(one, [names[root] for root in roots_of(one) if root in names]) for one in page.rows]
    context = {"form": form, "page": page, "lines": lines, "until": looked_through_until()}
    return render(request, "administration/finding_list.html", context)


@acts
@once
def finding_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one finding and what was made of it, and write what an auditor makes of it."""
    user, now = require(request, Action.READ_LOOKS), timezone.now()
    finding = get_object_or_404(findings(), pk=pk)
    form = ExamineForm(typed(request))
    record_access(Look.PAGE, by=user, now=now, about=f"unusual looks {finding.pk}")
    if form.is_bound and form.is_valid():
        verdict, words = Examined(form.cleaned_data["verdict"]), form.cleaned_data["words"]
        if tried(form, lambda: examine_looks(finding, verdict=verdict, words=words, by=user, now=now)):
            messages.success(request, f"What you found about the looks of {finding.user.name} is kept.")
            return redirect("finding_list")
    names = names_of([finding])
    context = {
        "finding": finding,
        "of": [names[root] for root in roots_of(finding) if root in names],
        "examinations": finding.examinations.select_related("examined_by").order_by("-pk"),
        "is_own": finding.user == user,
    }
    return form_page(request, "administration/finding_page.html", form, context)
