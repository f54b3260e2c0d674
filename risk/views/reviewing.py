"""The pages on which a supervisor signs an assessment off or reviews the risk, with what changed in view."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asbcases.cases.models import Case, CaseParty
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners.choices import Action
from risk import queries
from risk.choices import Level
from risk.forms import ReviewForm, SignOffForm
from risk.models import Assessment, Review, SignOff
from risk.transitions import review_risk, sign_off
from risk.views.cases import shown, side_by_side


@acts
@once
def risk_review(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Review the newest assessment of one victim, with what changed since the last review in view."""
    case = case_for(request, reference)
    user, now = require(request, Action.REVIEW_RISK), timezone.now()
    party = get_object_or_404(queries.victims_of(case), number=number)
    assessment = queries.assessment_to_review(party)
    form = ReviewForm(typed(request), shown=assessment.pk)

    def review() -> Review:
        note = form.cleaned_data["note"]
        return review_risk(case, party=party, note=note, by=user, now=now, read=assessment)

    if form.is_valid() and (done := tried(form, review)):
        return redirect("risk_assessment", case.reference, done.assessment_id)
    context = {**shown(assessment, case, user, now), **changes_since_review(assessment, party)}
    return form_page(request, "risk/risk_review.html", form, context)


def changes_since_review(assessment: Assessment, party: CaseParty) -> dict[str, Any]:
    """Return what is different since the last review, in answers and level; since the first assessment where there is none."""
    last = queries.last_review_of(party)
    then = last.assessment if last else queries.earlier_than(assessment).filter(queries.ASSESSED).first()
    now = queries.assessed_of(party)
    comparable = now and then and now != then and now.version_id == then.version_id
    lines = side_by_side(now, then) if now and then and comparable else []
    return {
        "last_review": last,
        "then": then,
        "level_then": _level_then(party, last, then),
        "changed_lines": [line for line in lines if line.changed],
        "same_lines": [line for line in lines if not line.changed],
        "other_form": bool(now and then and now.version_id != then.version_id),
    }


def _level_then(party: CaseParty, last: Review | None, then: Assessment | None) -> Level | None:
    at = last.reviewed_at if last else then.completed_at if then else None
    return queries.level_at(party, at) if at else None


@acts
@once
def risk_sign_off(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Agree with an assessment as a supervisor, or return it with what has to be asked again."""
    case = case_for(request, reference)
    user, now = require(request, Action.REVIEW_RISK), timezone.now()
    asked = get_object_or_404(queries.readable().filter(queries.DONE, case=case), pk=pk)
    assessment = _newest(asked, case)
    form = SignOffForm(typed(request), shown=assessment.pk)

    def sign() -> SignOff:
        said = {"agreed": form.cleaned_data["agreed"], "note": form.cleaned_data["note"]}
        return sign_off(assessment, **said, by=user, now=now)

    if form.is_valid() and (done := tried(form, sign)):
        words = "It is signed off." if done.agreed else "It is returned: the risk has to be assessed again."
        messages.success(request, words)
        return redirect("risk_assessment", case.reference, done.assessment_id)
    return form_page(request, "risk/risk_sign_off.html", form, shown(assessment, case, user, now))


def _newest(asked: Assessment, case: Case) -> Assessment:
    """Return the assessment that is signed off now: the page shows it where another has come since."""
    party = asked.party
    assert party is not None  # noqa: S101 - the assessment of a case
    return queries.assessment_to_sign(party) or asked
