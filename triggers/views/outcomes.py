"""What follows a panel: recommendations and their answers, the plan that is put to the victim, the outcome letter."""

from django.http import HttpRequest, HttpResponse

from asbcases.web.form_pages import acts
from asbcases.web.once import once
from triggers.choices import RecommendationAnswer
from triggers.forms.outcomes import (
    AnsweredForm,
    CommentForm,
    DoneForm,
    FinalForm,
    PlanForm,
    PutForm,
    RecommendForm,
)
from triggers.forms.receiving import LetterForm
from triggers.models import DraftPlan, Recommendation
from triggers.queries.letters import route_now
from triggers.queries.outcomes import outcome_words
from triggers.transitions.clocks import is_holiday
from triggers.transitions.outcomes import comment_plan, draft_plan, make_plan_final, put_plan, send_outcome
from triggers.transitions.recommendations import answer_recommendation, recommend, recommendation_done
from triggers.views.asked import Asked


@acts
@once
def review_recommend(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what the panel recommends to whom."""
    asked = Asked(request, reference)
    form = RecommendForm(asked.typed, now=asked.now)
    return asked.answer(
        form,
        lambda: recommend(asked.review, **form.said, sent_at=form.at or asked.now, **asked.act),
        title="Record a recommendation",
        button="Record it",
        done="The recommendation is recorded, and its answer is waited for.",
    )


def _recommendation(asked: Asked, number: int) -> Recommendation:
    return asked.row(Recommendation.objects.filter(recorded_in_error_at=None), number=number)


@acts
@once
def review_recommendation_answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record what a body answered."""
    asked = Asked(request, reference)
    one = _recommendation(asked, number)
    form = AnsweredForm(asked.typed, now=asked.now, after=one.sent_at or one.recorded_at)

    def act() -> Recommendation:
        answer, words = RecommendationAnswer(form.cleaned_data["answer"]), form.cleaned_data["words"]
        at = form.at or asked.now
        return answer_recommendation(one, answer=answer, words=words, answered_at=at, **asked.act)

    return asked.answer(
        form,
        act,
        title=f"Answer to recommendation {number}",
        button="Record the answer",
        done="The answer is recorded.",
        quoted=f"To {one.body}: {one.words}",
    )


@acts
@once
def review_recommendation_done(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that a recommendation was carried out."""
    asked = Asked(request, reference)
    one = _recommendation(asked, number)
    form = DoneForm(asked.typed, now=asked.now, after=one.answered_at)
    return asked.answer(
        form,
        lambda: recommendation_done(one, **form.said, done_at=form.at or asked.now, **asked.act),
        title=f"Recommendation {number} was carried out",
        button="Record it",
        done=f"Recommendation {number} is noted as carried out.",
        quoted=f"To {one.body}: {one.words}",
    )


@acts
@once
def review_plan_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft an action plan."""
    asked = Asked(request, reference)
    form = PlanForm(asked.typed)
    return asked.answer(
        form,
        lambda: draft_plan(asked.review, words=form.cleaned_data["words"], **asked.act),
        title="Draft a plan",
        button="Keep the draft",
        done="The draft is kept. Next: put it to the victim.",
    )


def _plan(asked: Asked, number: int) -> DraftPlan:
    return asked.row(DraftPlan.objects.all(), number=number)


@acts
@once
def review_plan_put(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that a draft was put to the victim."""
    asked = Asked(request, reference)
    plan = _plan(asked, number)
    form = PutForm(asked.typed, now=asked.now, after=plan.recorded_at)
    return asked.answer(
        form,
        lambda: put_plan(plan, **form.said, put_at=form.at or asked.now, **asked.act),
        title=f"Plan {number} was put to the victim",
        button="Record it",
        done="It is recorded that the plan was put to the victim.",
        quoted=plan.words,
    )


@acts
@once
def review_plan_comment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record what the victim said to a draft."""
    asked = Asked(request, reference)
    plan = _plan(asked, number)
    form = CommentForm(asked.typed, now=asked.now, after=plan.put_at)
    return asked.answer(
        form,
        lambda: comment_plan(plan, **form.said, commented_at=form.at or asked.now, **asked.act),
        title=f"What the victim said to plan {number}",
        button="Record it",
        done="It is recorded what the victim said.",
        quoted=plan.words,
    )


@acts
@once
def review_plan_final(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Make a plan final."""
    asked = Asked(request, reference)
    plan = _plan(asked, number)
    form = FinalForm(asked.typed, was_put=plan.put_at is not None, initial={"final_words": plan.words})
    return asked.answer(
        form,
        lambda: make_plan_final(plan, **form.cleaned_data, **asked.act),
        title=f"Plan {number} is final",
        button="Make it final",
        done=f"Plan {number} is final.",
        record=plan,
        shown=("words", "put_at", "comments", "final_words"),
        quoted=f"The victim said: {plan.comments}" if plan.comments else "",
    )


@acts
@once
def review_outcome(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep the letter that told the applicant the outcome."""
    asked = Asked(request, reference)
    form = LetterForm(asked.typed, now=asked.now, initial={"words": outcome_words(asked.review)})
    return asked.answer(
        form,
        lambda: send_outcome(asked.review, **form.said, sent_at=form.at or asked.now, **asked.act),
        title="Tell the applicant the outcome",
        button="Keep the letter",
        done="The letter is kept.",
        added=route_now(asked.review, asked.now, is_holiday()),
    )
