"""The review of a plan by a supervisor."""

from django.http import HttpRequest, HttpResponse

from asbcases.sara.choices import ReviewDecision
from asbcases.sara.forms.reviewing import ReviewForm
from asbcases.sara.transitions.reviewing import review_plan
from asbcases.sara.views.asked import Asked
from asbcases.web.form_pages import acts
from asbcases.web.once import once

DONE = {
    ReviewDecision.ESCALATE: "The review is kept, and an inspector is told.",
    ReviewDecision.CLOSE: "The review is kept. Next: close the plan.",
}


@acts
@once
def plan_review(request: HttpRequest, reference: str) -> HttpResponse:
    """Review a plan: continue, change, escalate or close."""
    asked = Asked(request, reference)
    form = ReviewForm(asked.typed)
    decision = form.cleaned_data.get("decision") if form.is_valid() else None
    done = DONE.get(ReviewDecision(decision), "") if decision else ""
    return asked.answer(
        form,
        lambda: review_plan(asked.plan, **form.cleaned_data, **asked.act),
        title="Review the plan",
        button="Keep the review",
        done=done or "The review is kept, and the next one stands in the diary.",
        part="reviews",
    )
