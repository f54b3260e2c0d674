"""An applicant who is dissatisfied, the end of a review, and opening it again."""

from django.http import HttpRequest, HttpResponse

from asbcases.web.form_pages import acts
from asbcases.web.once import once
from triggers.choices import Ending
from triggers.forms.outcomes import AppealEndForm, AppealForm, CloseForm, ReopenForm
from triggers.models import ReviewAppeal
from triggers.queries.closing import late_recommendations, left_to_do
from triggers.queries.letters import closing_words
from triggers.transitions.appeals import decide_appeal, lodge_appeal
from triggers.transitions.closing import STAGES, close_review, reopen_review
from triggers.views.asked import Asked


@acts
@once
def review_appeal_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the applicant is dissatisfied, in time or not."""
    asked = Asked(request, reference)
    form = AppealForm(asked.typed, now=asked.now, after=asked.review.received_at)
    return asked.answer(
        form,
        lambda: lodge_appeal(asked.review, **form.said, asked_at=form.at or asked.now, **asked.act),
        title="The applicant is dissatisfied",
        button="Record the appeal",
        done="The appeal is recorded.",
    )


@acts
@once
def review_appeal_decide(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record how an appeal ended."""
    asked = Asked(request, reference)
    appeal = asked.row(ReviewAppeal.objects.all(), number=number)
    form = AppealEndForm(asked.typed, now=asked.now, after=appeal.asked_at)
    return asked.answer(
        form,
        lambda: decide_appeal(appeal, **form.said, decided_at=form.at or asked.now, **asked.act),
        title=f"How appeal {number} ended",
        button="Record it",
        done=f"How appeal {number} ended is recorded.",
        quoted=appeal.words,
    )


@acts
@once
def review_close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a review of which nothing is left to do."""
    asked = Asked(request, reference)
    review = asked.review
    form = CloseForm(
        asked.typed,
        endings=[*(ending for ending, stage in STAGES.items() if stage == review.stage), Ending.IN_ERROR],
        late=bool(late_recommendations(review, asked.now)),
        by_owner=review.owner is None or review.owner == asked.user,
        initial={"words": closing_words(review)},
    )
    left = left_to_do(review, asked.now)
    return asked.answer(
        form,
        lambda: close_review(review, **form.said, **asked.act),
        title="Close the case review",
        button="Close it",
        done="The review is closed.",
        quoted="\n".join(["Left to do first:", *left]) if left else "",
    )


@acts
@once
def review_reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a review again."""
    asked = Asked(request, reference)
    form = ReopenForm(asked.typed)
    return asked.answer(
        form,
        lambda: reopen_review(asked.review, **form.cleaned_data, **asked.act),
        title="Open the case review again",
        button="Open it again",
        done="The review is open again.",
    )
