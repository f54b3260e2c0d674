"""The pages of risk: assess it with the victim, see what it came to, review it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from asbcases.accounts.models import User
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners.access import may
from partners.choices import Action
from risk import queries
from risk.forms import AssessmentForm, ReviewForm, ShownForm
from risk.models import Answer, Assessment
from risk.transitions import complete_assessment, review_risk

acts = require_http_methods(["GET", "HEAD", "POST"])
# As many earlier assessments as a page lists; each of them leads to the ones before it.
EARLIER = 10


@acts
@once
def risk_assess(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask the questions of the instrument in use about one victim."""
    case = case_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    party = get_object_or_404(queries.victims_of(case), number=number)
    version, last = queries.version_to_use(london_day(now)), queries.current_assessment(party)
    form = AssessmentForm(_typed(request), version=version, last=last)
    context = {"case": case, "party": party, "version": version, "last": last, "closed": _closed(case)}
    if not form.is_valid():
        return _form_page(request, "risk/risk_assess.html", form, context)
    try:
        assessment = complete_assessment(
            case,
            party=party,
            answers=form.answers,
            with_victim=form.cleaned_data["with_victim"],
            by=user,
            now=now,
        )
    except Refused as refusal:
        return _form_page(request, "risk/risk_assess.html", form, context, refusal)
    return redirect("risk_assessment", case.reference, assessment.pk)


@require_safe
def risk_assessment(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Show what one assessment came to and why, and what must follow by when."""
    case = case_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    assessment = get_object_or_404(queries.readable().filter(case=case), pk=pk)
    return render(request, "risk/risk_assessment.html", _shown(assessment, case, user, now))


@acts
@once
def risk_review(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Review the newest assessment of one victim, with its answers in view."""
    case = case_for(request, reference)
    user, now = require(request, Action.REVIEW_RISK), timezone.now()
    party = get_object_or_404(queries.victims_of(case), number=number)
    assessment = queries.assessment_to_review(party)
    form = ReviewForm(_typed(request), shown=assessment.pk)
    context = _shown(assessment, case, user, now)
    if not form.is_valid():
        return _form_page(request, "risk/risk_review.html", form, context)
    try:
        note = form.cleaned_data["note"]
        review_risk(case, party=party, note=note, by=user, now=now, read=assessment)
    except Refused as refusal:
        return _form_page(request, "risk/risk_review.html", form, context, refusal)
    return redirect("risk_assessment", case.reference, assessment.pk)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(
    request: HttpRequest,
    template: str,
    form: ShownForm,
    context: dict[str, Any],
    refusal: Refused | None = None,
) -> HttpResponse:
    """Return the page of a form with everything that was typed: 400 when it has faults, 409 when a rule refuses."""
    status = 400 if form.is_bound else 200
    if refusal:
        form.add_error(None, refusal.reason)
        status = 409
    return render(request, template, {**context, "form": form}, status=status)


def _shown(assessment: Assessment, case: Case, user: User, now: datetime) -> dict[str, Any]:
    party = assessment.party
    earlier = list(queries.earlier_than(assessment).select_related("recorded_by")[:EARLIER])
    before = earlier[0] if earlier else None
    newest = queries.current_assessment(party)
    is_newest, is_open = newest == assessment, not _closed(case)
    return {
        "case": case,
        "party": party,
        "assessment": assessment,
        "answers": _side_by_side(assessment, before),
        "before": before,
        "newest": newest,
        "is_newest": is_newest,
        "owed": queries.owed_to(party) if is_newest else (),
        "reviews": queries.reviews_of(assessment),
        "earlier": earlier,
        "closed": not is_open,
        "may_review": is_newest and is_open and may(user, Action.REVIEW_RISK),
        "may_assess": is_newest and is_open,
        "now": now,
    }


def _side_by_side(assessment: Assessment, before: Assessment | None) -> list[tuple[Answer, str]]:
    """Return each answer with what was answered to the same question the time before."""
    said = queries.answers_of(before) if before else []
    earlier = {answer.question.code: answer.option.label for answer in said}
    return [(answer, earlier.get(answer.question.code, "")) for answer in queries.answers_of(assessment)]


def _closed(case: Case) -> bool:
    return case.stage == Stage.CLOSED
