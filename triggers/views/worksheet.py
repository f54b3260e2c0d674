"""The worksheet of the threshold: each complaint and why it counts or not, and what may be decided."""

from typing import Any, NamedTuple

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.policies.queries import limits_in_force
from asbcases.web.form_pages import acts, taken_off
from asbcases.web.once import once
from asbcases.web.scoped import require, review_for
from partners import access
from partners.choices import Action
from triggers.choices import Origin
from triggers.forms.receiving import LetterForm
from triggers.forms.worksheets import (
    STATED,
    ComplaintForm,
    CorrectForm,
    DuplicateForm,
    ReasonForm,
    ThresholdForm,
)
from triggers.models import BodyReply, ReviewComplaint, ThresholdDecision
from triggers.queries.letters import route_now, threshold_words
from triggers.queries.procedures import procedure_of
from triggers.queries.since_decided import since
from triggers.queries.worksheets import complaints_on, worksheet_of
from triggers.rules.procedures import warnings
from triggers.rules.worksheet import Row, Worksheet
from triggers.transitions.clocks import is_holiday
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.shared import ENDED
from triggers.transitions.threshold_letters import tell_threshold
from triggers.transitions.worksheets import (
    add_complaint,
    correct_complaint,
    decide_duplicate,
    mark_complaint_wrong,
)
from triggers.views.asked import Asked, read_application
from triggers.views.found import shown

STANDS = Q(recorded_in_error_at__isnull=True)
STANDING = ReviewComplaint.objects.filter(STANDS)
HERE = "review_worksheet"


class Line(NamedTuple):
    """A complaint as it was written, and what the rule says of it."""

    complaint: ReviewComplaint
    row: Row


def sheet_parts(review: CaseReview, limits: Any) -> tuple[list[Line], Worksheet]:
    """Return the lines of a worksheet, and what they come to."""
    sheet = worksheet_of(review, limits)
    written = {str(one.number): one for one in complaints_on(review)}
    return [Line(written[row.complaint.id], row) for row in sheet.rows], sheet


@require_safe
def review_worksheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the worksheet of a review."""
    review = review_for(request, reference)
    user, now = require(request, Action.SEE_REVIEWS), timezone.now()
    read_application(review)
    limits = limits_in_force(now)
    lines, sheet = sheet_parts(review, limits)
    procedure = procedure_of(review.application)
    may_work = access.may(user, Action.WORK_REVIEW) and review.stage not in ENDED
    context = {
        "review": review,
        "lines": lines,
        "sheet": sheet,
        "procedure": procedure,
        "warnings": warnings(procedure, limits) if procedure else [],
        "decisions": (decisions := list(_decisions(review))),
        "since": since(decisions[0], sheet) if decisions else None,
        "struck": ReviewComplaint.objects.filter(review=review, recorded_in_error_at__isnull=False).order_by(
            "number"
        ),
        "found": shown(review, user, limits, now) if may_work else None,
        "may_work": may_work,
        "may_decide": may_work and review.stage == ReviewStage.RECEIVED,
    }
    return render(request, "triggers/worksheet.html", context)


def _decisions(review: CaseReview) -> Any:
    rows = ThresholdDecision.objects.filter(review=review).select_related("recorded_by")
    return rows.order_by("-number")


@acts
@once
def review_complaint_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a complaint on the worksheet by hand."""
    asked = Asked(request, reference)
    form = ComplaintForm(asked.typed)
    return asked.answer(
        form,
        lambda: add_complaint(asked.review, origin=Origin.BY_HAND, **form.said, **asked.act),
        title="Add a complaint",
        button="Put it on the worksheet",
        done="The complaint stands on the worksheet.",
        to=HERE,
    )


@acts
@once
def review_complaint_correct(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Correct what is known of a complaint."""
    asked = Asked(request, reference)
    complaint = asked.row(STANDING.all(), number=number)
    form = CorrectForm(asked.typed, initial=CorrectForm.initial_of(complaint))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return correct_complaint(complaint, reason=reason, **form.said, **asked.act)

    return asked.answer(
        form,
        act,
        title=f"Correct complaint {number}",
        button="Correct it",
        done=f"Complaint {number} is corrected.",
        record=complaint,
        shown=STATED,
        to=HERE,
    )


@acts
@once
def review_complaint_wrong(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Mark a complaint as recorded in error."""
    asked = Asked(request, reference)
    complaint = asked.row(taken_off(request, ReviewComplaint.objects.all(), STANDS), number=number)
    form = ReasonForm(asked.typed)
    return asked.answer(
        form,
        lambda: mark_complaint_wrong(complaint, reason=form.cleaned_data["reason"], **asked.act),
        title=f"Complaint {number} was recorded in error",
        button="Take it off the worksheet",
        done=f"Complaint {number} is off the worksheet and stays on file.",
        record=None if complaint.recorded_in_error_at else complaint,
        shown=STATED,
        to=HERE,
    )


@acts
@once
def review_complaint_duplicate(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Decide whether a complaint is a duplicate of another."""
    asked = Asked(request, reference)
    complaint = asked.row(STANDING.all(), number=number)
    others = [one for one in complaints_on(asked.review) if one.pk != complaint.pk]
    form = DuplicateForm(asked.typed, others=others)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return decide_duplicate(complaint, of=form.chosen, reason=reason, **asked.act)

    return asked.answer(
        form,
        act,
        title=f"Is complaint {number} a duplicate?",
        button="Decide",
        done=f"It is decided whether complaint {number} is a duplicate.",
        record=complaint,
        shown=("is_duplicate", "duplicate_of", "duplicate_why"),
        quoted=complaint.words,
        to=HERE,
    )


@acts
@once
def review_threshold(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide whether the threshold is met; where the number is reached only met can be decided."""
    asked = Asked(request, reference)
    lines, sheet = sheet_parts(asked.review, limits_in_force(asked.now))
    form = ThresholdForm(asked.typed, reached=sheet.reached is not None)
    procedure = procedure_of(asked.review.application)
    silent = BodyReply.objects.filter(review=asked.review, answer="").order_by("number")
    return asked.answer(
        form,
        lambda: decide_threshold(asked.review, **form.said, **asked.act),
        title="Decide the threshold",
        button="Decide",
        done="The threshold is decided. Next: tell the applicant.",
        template="triggers/threshold.html",
        sheet=sheet,
        counted=sum(line.row.counts for line in lines),
        ask=[line for line in lines if line.row.complaint.id in sheet.ask],
        factors=procedure.factors if procedure else (),
        silent=list(silent),
    )


@acts
@once
def review_threshold_told(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep the letter that told the applicant whether the threshold is met."""
    asked = Asked(request, reference)
    decision = _decisions(asked.review).first()
    draft = threshold_words(decision) if decision else ""
    after = decision.decided_at if decision else None
    form = LetterForm(asked.typed, now=asked.now, after=after, initial={"words": draft})
    return asked.answer(
        form,
        lambda: tell_threshold(asked.review, **form.said, sent_at=form.at or asked.now, **asked.act),
        title="Tell the applicant the decision on the threshold",
        button="Keep the letter",
        done="The letter is kept.",
        added=route_now(asked.review, asked.now, is_holiday()),
    )
