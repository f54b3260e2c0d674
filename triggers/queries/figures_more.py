"""What is told of an area beside the figures of the Act: days per step, the share on time, who answered, and outcomes."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day
from triggers.choices import AppealOutcome, BodyAnswer, Ending, LetterKind, RecommendationAnswer
from triggers.models import (
    BodyReply,
    Panel,
    Recommendation,
    ReviewAppeal,
    ReviewClosing,
    ReviewLetter,
    ThresholdDecision,
)
from triggers.queries.figures import SERVICE, Wanted, applied_in, reviews_of
from triggers.queries.standing import OF_THE_THRESHOLD
from triggers.rules.how_it_went import (
    Asked,
    Clocked,
    Course,
    answers,
    days_per_step,
    on_time,
    outcomes,
    share,
)

CLOCKS = (
    *(Kind.ACR_ACKNOWLEDGE, Kind.ACR_REPLY, Kind.ACR_THRESHOLD, Kind.ACR_AGREE_DATE, Kind.ACR_PAPERS),
    *(
        Kind.ACR_TOLD,
        Kind.ACR_PANEL,
        Kind.ACR_OUTCOME,
        Kind.ACR_RECOMMENDATION,
        Kind.ACR_ACTION,
        Kind.ACR_APPEAL,
    ),
)


def how_it_went(wanted: Wanted) -> dict[str, Any]:
    """Return how the reviews of an area went in a period, as it is shown, published and given out."""
    with transaction.atomic(), acting(SERVICE):
        clocks = on_time(_clocks(wanted), wanted.as_at)
        return {
            "days_per_step": days_per_step(_courses(wanted)),
            "on_time": clocks,
            "in_time_of_100": share(clocks),
            "bodies": answers(_asked(wanted)),
            "outcomes": outcomes(_outcomes(wanted)),
        }


def _courses(wanted: Wanted) -> Iterator[Course]:
    """Yield the course of each application of the period; one that waited for consent is counted from that day."""
    made = list(applied_in(wanted).values_list("review", "clocks_from", "acknowledged_at"))
    mine = {"review__in": [review for review, *_ in made]}
    decided = ThresholdDecision.objects.filter(recorded_at__lte=wanted.as_at, **mine)
    held = Panel.objects.filter(wanted.sound, decided_at__lte=wanted.as_at, **mine)
    letters = ReviewLetter.objects.filter(recorded_at__lte=wanted.as_at, **mine)
    told, of_threshold = letters.filter(kind=LetterKind.OUTCOME), letters.filter(kind__in=OF_THE_THRESHOLD)
    ruled = _first(decided.order_by("-number").values_list("review", "decided_at", "met"))
    held_at = _first(held.order_by("-number").values_list("review", "held_at"))
    told_at = _first(told.order_by("-number").values_list("review", "sent_at"))
    decision_told_at = _first(of_threshold.order_by("-number").values_list("review", "sent_at"))
    for review, begun, acknowledged in made:
        decided_at, met = ruled.get(review, (None, False))
        yield Course(
            london_day(begun or wanted.as_at),
            _day(acknowledged, wanted.as_at),
            _day(decided_at, wanted.as_at),
            met,
            _day(decision_told_at.get(review, (None,))[0], wanted.as_at),
            _day(held_at.get(review, (None,))[0], wanted.as_at),
            _day(told_at.get(review, (None,))[0], wanted.as_at),
        )


def _first(rows: Iterable[Any]) -> dict[int, Any]:
    """Return what stands first of each review, of rows that come the last first."""
    return {review: tuple(stated) for review, *stated in rows}


def _day(at: datetime | None, as_at: datetime) -> Any:
    return london_day(at) if at and at <= as_at else None


def _clocks(wanted: Wanted) -> Iterator[Clocked]:
    rows = Deadline.objects.filter(
        wanted.during("due_at"),
        review__in=reviews_of(wanted),
        kind__in=CLOCKS,
        set_at__lte=wanted.as_at,
        cancelled_at__isnull=True,
    )
    for kind, due_at, met_at in rows.values_list("kind", "due_at", "met_at"):
        yield Clocked(Kind(kind).label, due_at, met_at)


def _asked(wanted: Wanted) -> Iterator[Asked]:
    told = BodyReply.objects.filter(
        review__in=applied_in(wanted).values("review"), recorded_at__lte=wanted.as_at
    )
    for name, answer, answered_at in told.values_list("name", "answer", "answered_at"):
        replied = answered_at is not None and answered_at <= wanted.as_at
        yield Asked(name, replied, replied and answer == BodyAnswer.REFUSED)


def _outcomes(wanted: Wanted) -> Iterator[str]:
    """Yield the outcome of each decision, closing, appeal and recommendation of the period, in words."""
    mine = {"review__in": reviews_of(wanted)}
    known = {"recorded_at__lte": wanted.as_at, **mine}
    decided = ThresholdDecision.objects.filter(wanted.during("decided_at"), **known)
    for met in decided.values_list("met", flat=True):
        yield f"Threshold: {'met' if met else 'not met'}"
    closed = ReviewClosing.objects.filter(wanted.during("closed_at"), **known)
    for ending in closed.values_list("ending", flat=True):
        yield f"Ended: {Ending(ending).label.lower()}"
    heard = ReviewAppeal.objects.filter(
        wanted.during("decided_at"), decided_at__lte=wanted.as_at, **mine
    ).exclude(outcome=AppealOutcome.OPEN)
    for outcome in heard.values_list("outcome", flat=True):
        yield f"Appeal: {AppealOutcome(outcome).label.lower()}"
    answered = Recommendation.objects.filter(
        wanted.sound, wanted.during("answered_at"), answered_at__lte=wanted.as_at, **mine
    )
    for answer in answered.values_list("answer", flat=True):
        yield f"Recommendation: {RecommendationAnswer(answer).label.lower()}"
