"""Restricting a case to the people named on it, and lifting that."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.casework.forms.restriction import LiftForm, RestrictForm
from asbcases.casework.queries.leads import leads_for
from asbcases.casework.queries.restricted import named_on, restriction_of
from asbcases.casework.transitions import lift_restriction, restrict_case
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners.choices import Action


@acts
@once
def case_restrict(request: HttpRequest, reference: str) -> HttpResponse:
    """Let only the people named know of a case."""
    case = case_for(request, reference)
    user, now = require(request, Action.RESTRICT_CASE), timezone.now()
    people = leads_for(case.district, user).exclude(pk__in=(user.pk, case.lead_id))
    let_in = named_on(case).values_list("pk", flat=True)
    form = RestrictForm(typed(request), people=people, initial={"named": list(let_in)})
    if form.is_bound and form.is_valid():
        said = {"named": form.everybody, "reason": form.cleaned_data["reason"]}
        if tried(form, lambda: restrict_case(case, **said, by=user, now=now)):
            messages.success(request, f"Only the people named on it know of {case.reference} now.")
            return redirect("case_page", case.reference)
    return form_page(request, "casework/case_restrict.html", form, {"case": case, "user": user})


@acts
@once
def case_unrestrict(request: HttpRequest, reference: str) -> HttpResponse:
    """Let everybody know of a case again who could before."""
    case = case_for(request, reference)
    user, now = require(request, Action.RESTRICT_CASE), timezone.now()
    form = LiftForm(typed(request))
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: lift_restriction(case, reason=reason, by=user, now=now)):
            messages.success(request, f"{case.reference} is not restricted any more.")
            return redirect("case_page", case.reference)
    context = {"case": case, "restriction": restriction_of(case), "named": named_on(case)}
    return form_page(request, "casework/case_unrestrict.html", form, context)
