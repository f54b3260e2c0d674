"""The pages of risk on a case: assess it with the victim, or say why not, and see what it came to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

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
from risk.choices import Result
from risk.forms import AssessmentForm, NotAssessedForm, label_of
from risk.models import Answer, Assessment, InstrumentVersion
from risk.transitions import complete_assessment, record_not_assessed
from risk.transitions.clocks import open_lowering

# As many earlier assessments as a page lists; each of them leads to the ones before it.
EARLIER = 10
# In the address of a page on which one goes on with an assessment that is not complete.
GOING_ON = "go_on"


@acts
@once
def risk_assess(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask the questions of the instrument in use about one victim."""
    case = case_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    party = get_object_or_404(queries.victims_of(case), number=number)
    version, last = queries.version_to_use(london_day(now)), queries.current_assessment(party)
    form = asking_form(request, version, last)
    context = {"case": case, "party": party, **asking(version, last), "closed": is_closed(case)}
    if form.is_valid() and (done := tried(form, lambda: _assessed(form, case, party, user, now))):
        return redirect("risk_assessment", case.reference, done.pk)
    return form_page(request, "risk/risk_assess.html", form, context)


def asking_form(request: HttpRequest, version: InstrumentVersion, last: Assessment | None) -> AssessmentForm:
    """Return the questions, with the answers of one that is not complete where somebody goes on with it."""
    going_on = GOING_ON in request.GET and is_to_go_on(version, last)
    return AssessmentForm(typed(request), version=version, last=last, going_on=going_on)


def asking(version: InstrumentVersion, last: Assessment | None) -> dict[str, Any]:
    """Return what a page says beside its questions."""
    return {"version": version, "last": last, "to_go_on": is_to_go_on(version, last)}


def is_to_go_on(version: InstrumentVersion, last: Assessment | None) -> bool:
    """Return whether the last assessment was not completed, and asked the same questions."""
    return last is not None and last.result == Result.INCOMPLETE and last.version_id == version.pk


def _assessed(form: AssessmentForm, case: Case, party: CaseParty, by: User, now: datetime) -> Assessment:
    return complete_assessment(case, party=party, **form.said, by=by, now=now)


@acts
@once
def risk_not_assessed(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say that a victim refused to be assessed, or could not be reached."""
    case = case_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    party = get_object_or_404(queries.victims_of(case), number=number)
    form = NotAssessedForm(typed(request))

    def keep() -> Assessment:
        result, reason = Result(form.cleaned_data["result"]), form.cleaned_data["reason"]
        return record_not_assessed(case, party=party, result=result, reason=reason, by=user, now=now)

    if form.is_valid() and (done := tried(form, keep)):
        return redirect("risk_assessment", case.reference, done.pk)
    context = {"case": case, "party": party, "last": queries.current_assessment(party)}
    return form_page(request, "risk/not_assessed.html", form, context)


@require_safe
def risk_assessment(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Show what one assessment came to and why, and what must follow by when."""
    case = case_for(request, reference)
    user, now = require(request, Action.ASSESS_RISK), timezone.now()
    assessment = get_object_or_404(queries.readable().filter(case=case), pk=pk)
    return render(request, "risk/risk_assessment.html", shown(assessment, case, user, now))


def shown(assessment: Assessment, case: Case, user: User, now: datetime) -> dict[str, Any]:
    """Return all that a page says of one assessment: what it came to, who ruled on it, what stands, what must follow."""
    party = assessment.party
    assert party is not None  # noqa: S101 - the assessment of a case
    party.case = case
    earlier = list(queries.earlier_than(assessment).select_related("recorded_by")[:EARLIER])
    before = next((one for one in earlier if one.version_id == assessment.version_id), None)
    newest, stands = queries.current_assessment(party), queries.assessed_of(party)
    signed = list(queries.sign_offs_of(assessment))
    return {
        "case": case,
        "party": party,
        "assessment": assessment,
        "answers": side_by_side(assessment, before),
        "before": before,
        "newest": newest,
        "is_newest": newest == assessment,
        "rulings": list(queries.rulings_of(assessment)),
        "signed": signed,
        "reviews": queries.reviews_of(assessment),
        "earlier": earlier,
        "stands": stands,
        "standing": queries.standing_of(stands) if stands else None,
        # Where the newest attempt came to no level, the dates may run by another than stands.
        "runs_by": None if newest == stands else queries.clock_level(party),
        "owed": queries.owed_to(party),
        "waiting": open_lowering(party),
        "closed": is_closed(case),
        "now": now,
        "may": _may(assessment, user, rules=stands == assessment, signed=bool(signed)),
    }


def _may(assessment: Assessment, user: User, *, rules: bool, signed: bool) -> Mapping[str, bool]:
    """Return which buttons to show: what the role may do, and what this assessment is good for."""
    party = assessment.party
    assert party is not None  # noqa: S101 - the assessment of a case
    is_open = not is_closed(party.case)
    assesses, reviews = is_open and may(user, Action.ASSESS_RISK), is_open and may(user, Action.REVIEW_RISK)
    signs = reviews and not signed and assessment.recorded_by_id != user.pk
    return {
        "assess": assesses,
        "review": reviews and assessment.result != Result.INCOMPLETE,
        "sign": signs and queries.assessment_to_sign(party) == assessment,
        "rule": assesses and rules,
    }


class Line(NamedTuple):
    """One question: what was answered, what the time before, and whether that is something else."""

    answer: Answer
    said: str
    before: str

    @property
    def changed(self) -> bool:
        """Return whether another answer was given than the time before."""
        return bool(self.before) and self.said != self.before


def side_by_side(assessment: Assessment, before: Assessment | None) -> list[Line]:
    """Return each answer with what was answered to the same question the time before."""
    said = queries.answers_of(before) if before else []
    earlier = {answer.question.code: label_of(answer) for answer in said}
    return [
        Line(answer, label_of(answer), earlier.get(answer.question.code, ""))
        for answer in queries.answers_of(assessment)
    ]


def is_closed(case: Case) -> bool:
    """Return whether the case is closed, so that nothing is assessed or decided on it."""
    return case.stage == Stage.CLOSED
