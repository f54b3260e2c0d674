"""The page of one review: where it stands, what is next and whose, the bodies, the people, and what has happened."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.casework.views.timeline import told
from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force
from asbcases.web.keyset import page_of
from asbcases.web.scoped import require, review_for
from partners import access
from partners.choices import Action
from triggers.queries.boards import clocks_on, names_of_areas
from triggers.queries.pages import OnFile
from triggers.queries.respondents import applicant_is_respondent
from triggers.queries.reviews import why_gone
from triggers.queries.worksheets import worksheet_of
from triggers.views.asked import read_application
from triggers.views.board import COLOURS
from triggers.views.steps import next_steps, other_steps
from triggers.views.words import late_bodies, owed

RECORDED = ("-recorded_at", "-id")
EVENTS = 30


@require_safe
def review_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one review."""
    review = review_for(request, reference)
    user, now = require(request, Action.SEE_REVIEWS), timezone.now()
    application = read_application(review, "person")
    on_file = OnFile(review)
    context = {
        "review": review,
        "application": application,
        "on_file": on_file,
        "area": names_of_areas([review.area])[review.area],
        "colour": COLOURS.get(ReviewStage(review.stage), "grey"),
        "now": now,
        **_next(on_file, user, now),
        **_around(request, review, user, now),
    }
    return render(request, "triggers/review_page.html", context)


def _next(on_file: OnFile, user: User, now: datetime) -> dict[str, Any]:
    """Return what is owed, and what this person may do now."""
    review = on_file.review
    clocks = clocks_on([review]).get(review.pk, [])
    may_work = access.may(user, Action.WORK_REVIEW)
    due = [owed(clock, on_file.bodies, now) for clock in clocks]
    return {
        "due": due,
        "respondent": may_work and applicant_is_respondent(review),
        "next": due[0] if due else None,
        "late": bool(due) and due[0].late,
        "late_bodies": late_bodies(on_file.bodies, clocks, now),
        "gone": why_gone(review, london_day(now)),
        "may_work": may_work,
        "may_owe": access.may(user, Action.OWE_DEADLINES),
        "steps": next_steps(on_file, clocks) if may_work else [],
        "others": other_steps(on_file) if may_work else [],
    }


def _around(request: HttpRequest, review: CaseReview, user: User, now: datetime) -> dict[str, Any]:
    """Return the case as far as this person may know of it, what the worksheet comes to, and what has happened."""
    case = (
        access.cases_visible_to(user, now=now).filter(pk=review.case_id).first() if review.case_id else None
    )
    events = AuditEvent.objects.filter(review=review)
    page = page_of(request, events, RECORDED, size=EVENTS)
    return {
        "case": case,
        "sheet": worksheet_of(review, limits_in_force(now)),
        "events": page,
        "told": [told(event) for event in page],
    }
