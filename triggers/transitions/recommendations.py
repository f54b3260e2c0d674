"""What a panel recommends to a body, what the body answers, and that it was carried out (ACR-14)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from triggers.choices import RecommendationAnswer
from triggers.models import Panel, Recommendation
from triggers.queries.standing import FOLLOWED, standing_of
from triggers.transitions import clocks
from triggers.transitions.holding import refuse_before, under_review
from triggers.transitions.later_clocks import follow
from triggers.transitions.shared import must_be_past, record_on, said


@transaction.atomic
def recommend(
    review: CaseReview,
    *,
    panel: Panel | None = None,
    body: str,
    agency: Agency | None = None,
    words: str,
    owner_name: str,
    answer_by: date,
    due_on: date | None = None,
    sent_at: datetime,
    by: User,
    now: datetime,
) -> Recommendation:
    """Record what the panel recommends to whom, who does it there and by when it is answered, and return it."""
    review = under_review(review)
    must_be_past(sent_at, now, "the recommendation")
    decided = standing_of(review).decided
    if decided is None:
        raise Refused(
            "Record what the panel decided first; once the outcome was told, nothing is added to it."
        )
    if answer_by < london_day(now) or (due_on and due_on < london_day(now)):
        raise Refused("An answer is asked for by a day to come, and so is the action: correct the days.")
    one = Recommendation.objects.create(
        review=review,
        panel=panel or Panel.objects.get(pk=decided.pk),
        number=next_number(Recommendation.objects.filter(review=review)),
        body=said(body, "Say to whom the panel recommends it."),
        agency=agency,
        words=said(words, "Write what the panel recommends."),
        owner_name=said(owner_name, "Name who is to do it there."),
        due_on=due_on,
        answer_by=answer_by,
        sent_at=sent_at,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, Any] = {"body": one.body, "answer_by": day_words(answer_by)}
    _record(Verb.RECOMMENDATION_MADE, one, by=by, now=now, happened_at=sent_at, **told)
    follow(review, why="A recommendation was made", by=by, now=now)
    return one


@transaction.atomic
def answer_recommendation(
    recommendation: Recommendation,
    *,
    answer: RecommendationAnswer,
    words: str = "",
    answered_at: datetime,
    by: User,
    now: datetime,
) -> Recommendation:
    """Record what a body answered, and return the recommendation; it is not bound, but says why it does not follow."""
    one = _held(recommendation)
    must_be_past(answered_at, now, "the answer")
    if one.answer:
        raise Refused(f"The answer to recommendation {one.number} was recorded already: load the page again.")
    if answer == RecommendationAnswer.NONE:
        raise Refused("Choose what the body answered.")
    if answer == RecommendationAnswer.NOT_FOLLOWED:
        said(words, "Write why the body does not follow the recommendation (ACR-14).")
    refuse_before(answered_at, one.sent_at or one.recorded_at, "the answer lies before the recommendation")
    one.answer, one.answer_words, one.answered_at = answer, words.strip(), answered_at
    one.version += 1
    one.save(update_fields=["answer", "answer_words", "answered_at", "version"])
    told: dict[str, Any] = {"answer": RecommendationAnswer(answer).label.lower()}
    _record(Verb.RECOMMENDATION_ANSWERED, one, by=by, now=now, happened_at=answered_at, **told)
    subject = f"recommendation {one.number}"
    clocks.met(Kind.ACR_RECOMMENDATION, one.review, subject=subject, at=answered_at, by=by, now=now)
    follow(one.review, why="A recommendation was answered", by=by, now=now)
    return one


@transaction.atomic
def recommendation_done(
    recommendation: Recommendation, *, words: str, done_at: datetime, by: User, now: datetime
) -> Recommendation:
    """Record that a recommendation was carried out, with what shows it, and return it."""
    one = _held(recommendation)
    must_be_past(done_at, now, "what was done")
    if one.answer not in FOLLOWED or one.done_at:
        raise Refused("Only a recommendation that was accepted and is not done yet can be noted as done.")
    one.done_at, one.done_words = done_at, said(words, "Write what was done, and what shows it.")
    one.version += 1
    one.save(update_fields=["done_at", "done_words", "version"])
    _record(Verb.RECOMMENDATION_DONE, one, by=by, now=now, happened_at=done_at)
    subject = f"recommendation {one.number}"
    clocks.met(Kind.ACR_ACTION, one.review, subject=subject, at=done_at, by=by, now=now)
    return one


def _held(recommendation: Recommendation) -> Recommendation:
    """Return a recommendation locked after its review; what a body does with it is recorded on a closed one too."""
    review = locked(recommendation.review)
    one = locked(recommendation)
    one.review = review
    return one


def _record(
    verb: Verb, one: Recommendation, *, by: User, now: datetime, happened_at: datetime, **more: Any
) -> None:
    record_on(verb, one.review, by=by, now=now, happened_at=happened_at, id=one.pk, number=one.number, **more)
