"""The pages of risk: assess it with the victim, see what it came to, review it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseParty
from asbcases.law.periods import london_day
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners.access import may
from partners.choices import Action
from risk import queries
from risk.forms import AssessmentForm, ReviewForm
from risk.models import Answer, Assessment, Review
from risk.transitions import complete_assessment, review_risk

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
    form = AssessmentForm(typed(request), version=version, last=last)
    context = {"case": case, "party": party, "version": version, "last": last, "closed": _closed(case)}
    if form.is_valid() and (done := tried(form, lambda: _assessed(form, case, party, user, now))):
        return redirect("risk_assessment", case.reference, done.pk)
    return form_page(request, "risk/risk_assess.html", form, context)


def _assessed(form: AssessmentForm, case: Case, party: CaseParty, by: User, now: datetime) -> Assessment:
    asked = form.cleaned_data["with_victim"]
    return complete_assessment(case, party=party, answers=form.answers, with_victim=asked, by=by, now=now)


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
    form = ReviewForm(typed(request), shown=assessment.pk)

    def review() -> Review:
        note = form.cleaned_data["note"]
        return review_risk(case, party=party, note=note, by=user, now=now, read=assessment)

    if form.is_valid() and (done := tried(form, review)):
        return redirect("risk_assessment", case.reference, done.assessment_id)
    return form_page(request, "risk/risk_review.html", form, _shown(assessment, case, user, now))


def _shown(assessment: Assessment, case: Case, user: User, now: datetime) -> dict[str, Any]:
    party = assessment.victim
    earlier = list(queries.earlier_than(assessment).select_related("recorded_by")[:EARLIER])
    before = earlier[0] if earlier else None
    newest = queries.current_assessment(party)
    is_newest, is_open = newest == assessment, not _closed(case)
    return {
        "case": case,
        "party": party,
        "assessment": assessment,
        "answers": side_by_side(assessment, before),
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


def side_by_side(assessment: Assessment, before: Assessment | None) -> list[tuple[Answer, str]]:
    """Return each answer with what was answered to the same question the time before."""
    said = queries.answers_of(before) if before else []
    earlier = {answer.question.code: answer.option.label for answer in said}
    return [(answer, earlier.get(answer.question.code, "")) for answer in queries.answers_of(assessment)]


def _closed(case: Case) -> bool:
    return case.stage == Stage.CLOSED
