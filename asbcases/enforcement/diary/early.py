"""Which reviews contracts and mediation set going, told from the file alone: by policy, and again after each review."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.diary.measures import issued_of, over_of, owed_of
from asbcases.enforcement.diary.told import End, Told, ended
from asbcases.enforcement.models import Measure, MeasureReview
from asbcases.enforcement.rules.early import REVIEW_RULE, REVIEWED


def early_reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the review of each contract and mediation, and the next one after each; a review meets it."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    reviews: dict[int, list[MeasureReview]] = defaultdict(list)
    for review in MeasureReview.objects.filter(case__in=ids).order_by("pk"):
        reviews[review.measure_id].append(review)
    for measure in issued_of(ids, *(MeasureKind(kind) for kind in REVIEWED)):
        yield from _reviews_of(measure, reviews[measure.pk], told, clockwork)


def _reviews_of(
    measure: Measure, held: Sequence[MeasureReview], told: Told, clockwork: Clockwork
) -> Iterator[Expected]:
    for place in range(len(held) + 1):
        owed = owed_of(Kind.MEASURE_REVIEW, measure, told)
        owed.rule, owed.qualifier = REVIEW_RULE, measure.kind
        if place:
            before = held[place - 1]
            owed.origin = f"measurereview:{before.pk}"
            owed.anchored_at = owed.set_at = before.reviewed_at
        if not clockwork.asks(REVIEW_RULE, measure.kind, owed.anchored_at, known_at=owed.set_at):
            continue
        met = [End(one.reviewed_at, one.reviewed_at) for one in held[place : place + 1]]
        yield ended(owed, [*met, *over_of(owed, measure, told, clockwork, window=False)])
