"""The case reviews of a case or of a person, each with what is owed on it next."""

from typing import NamedTuple

from django.db.models import QuerySet

from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import owed

# So many stand on a page, the newest first.
SHOWN = 20


class Shown(NamedTuple):
    """A review, and what is owed on it next; nothing where nothing is."""

    review: CaseReview
    next: Deadline | None


def reviews_shown(reviews: QuerySet[CaseReview]) -> list[Shown]:
    """Return these reviews, the newest first, as far as a page shows them."""
    found = list(reviews.order_by("-received_at", "-pk")[:SHOWN])
    first: dict[int | None, Deadline] = {}
    if found:
        for deadline in owed().filter(review__in=found).order_by("due_at", "pk"):
            first.setdefault(deadline.review_id, deadline)
    return [Shown(review, first.get(review.pk)) for review in found]
