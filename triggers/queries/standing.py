"""What is on file of a review, as far as its clocks after the threshold hang on it."""

from datetime import datetime

from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from triggers.choices import Ending, LetterKind, RecommendationAnswer
from triggers.models import (
    AgreedDate,
    BodyReply,
    Panel,
    Recommendation,
    ReviewAppeal,
    ReviewClosing,
    ReviewLetter,
    ThresholdDecision,
)
from triggers.rules.shapes import Step
from triggers.rules.standing import Accepted, Agreed, Appealed, Recommended, Ruled, Sitting, Standing

OF_THE_THRESHOLD = (LetterKind.THRESHOLD_MET, LetterKind.THRESHOLD_NOT_MET)
FOLLOWED = (RecommendationAnswer.ACCEPTED, RecommendationAnswer.IN_PART)


def standing_of(review: CaseReview) -> Standing:
    """Return what is on file of a review now."""
    application = review.application
    ruled = ThresholdDecision.objects.filter(review=review).order_by("number").last()
    told = ReviewLetter.objects.filter(review=review, kind=LetterKind.OUTCOME).order_by("number").last()
    received_at = application.clocks_from or review.received_at
    agreed = AgreedDate.objects.filter(review=review).order_by("pk")
    return Standing(
        application=application.pk,
        stage=ReviewStage(review.stage),
        received_at=received_at,
        replied_at=replied_at(ruled) if ruled else received_at,
        closed_at=review.closed_at,
        ruled=Ruled(ruled.pk, ruled.decided_at) if ruled else None,
        sittings=_sittings(review),
        told_at=told.recorded_at if told else None,
        decision_told=decision_told(review, ruled) if ruled else False,
        void=_void(review),
        agreed={Step(one.step): Agreed(one.pk, one.on, one.agreed_at) for one in agreed},
        recommended=_recommended(review),
        accepted=_accepted(review),
        appealed=_appealed(review),
    )


def replied_at(ruled: ThresholdDecision) -> datetime:
    """Return when the last body had replied by a decision; the decision itself where one had not."""
    if ruled.silent:
        return ruled.decided_at
    bodies = BodyReply.objects.filter(review=ruled.review_id, answered_at__lte=ruled.decided_at)
    return max((at for at in bodies.values_list("replied_at", flat=True) if at), default=ruled.decided_at)


def decision_told(review: CaseReview, ruled: ThresholdDecision) -> bool:
    """Return whether the applicant was told a decision on the threshold: either way, after it was made."""
    since = ReviewLetter.objects.filter(review=review, recorded_at__gte=ruled.recorded_at)
    return since.filter(kind__in=OF_THE_THRESHOLD).exists()


def _void(review: CaseReview) -> bool:
    if review.stage != ReviewStage.CLOSED:
        return review.stage == ReviewStage.WITHDRAWN
    closing = ReviewClosing.objects.filter(review=review).order_by("pk").last()
    return closing is not None and closing.ending == Ending.IN_ERROR


def _sittings(review: CaseReview) -> tuple[Sitting, ...]:
    panels = Panel.objects.filter(review=review, cancelled_at__isnull=True).order_by("number")
    return tuple(
        Sitting(
            pk=one.pk,
            number=one.number,
            meets_at=one.meets_at,
            set_at=one.recorded_at,
            papers_sent=one.papers_sent_at is not None,
            held_at=one.held_at,
            decided_at=one.decided_at,
        )
        for one in panels
    )


def _recommended(review: CaseReview) -> tuple[Recommended, ...]:
    rows = Recommendation.objects.filter(review=review, answer="").order_by("number")
    return tuple(Recommended(one.pk, one.number, one.answer_by, one.recorded_at) for one in rows)


def _accepted(review: CaseReview) -> tuple[Accepted, ...]:
    rows = Recommendation.objects.filter(review=review, answer__in=FOLLOWED, done_at=None).order_by("number")
    return tuple(
        Accepted(one.pk, one.number, one.due_on, one.answered_at)
        for one in rows
        if one.due_on and one.answered_at
    )


def _appealed(review: CaseReview) -> tuple[Appealed, ...]:
    rows = ReviewAppeal.objects.filter(review=review, outcome="").order_by("number")
    return tuple(Appealed(one.pk, one.number, one.asked_at, one.recorded_at, one.hears_on) for one in rows)
