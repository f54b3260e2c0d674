"""The reviews in the order in which something falls due on them, and the bodies whose replies are waited for."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from asbcases.accounts.models import Council
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from triggers.models import BodyReply

ENDED = (ReviewStage.CLOSED, ReviewStage.WITHDRAWN)
WITH = ("owner", "review__owner", "review__council", "review__district")


def next_of_each(reviews: QuerySet[CaseReview]) -> QuerySet[Deadline]:
    """Return what is owed first on each of these reviews; one on which nothing is owed is not among them."""
    earlier = _owed().filter(
        Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk")),
        review=OuterRef("review_id"),
    )
    return _owed().filter(~Exists(earlier), review__in=reviews).select_related(*WITH)


def replies_owed(reviews: QuerySet[CaseReview], kind: str) -> QuerySet[Deadline]:
    """Return the replies that bodies of a kind owe on these reviews."""
    numbered = BodyReply.objects.annotate(as_subject=Cast("number", TextField()))
    asked = numbered.filter(review=OuterRef("review_id"), as_subject=OuterRef("subject"), kind=kind)
    owed = _owed().filter(Exists(asked), kind=Kind.ACR_REPLY, review__in=reviews)
    return owed.select_related(*WITH)


def _owed() -> QuerySet[Deadline]:
    return Deadline.objects.filter(OPEN, nature=Nature.OBLIGATION, review__isnull=False)


def clocks_on(reviews: Collection[CaseReview]) -> dict[int, list[Deadline]]:
    """Return what is owed on each of these reviews, the earliest first, in one query."""
    rows = _owed().filter(review__in=reviews).select_related("owner").order_by("due_at", "pk")
    found: dict[int, list[Deadline]] = {}
    for row in rows:
        found.setdefault(row.review_id or 0, []).append(row)
    return found


def bodies_on(reviews: Collection[CaseReview]) -> dict[int, list[BodyReply]]:
    """Return the bodies that were told of each of these reviews, in one query."""
    found: dict[int, list[BodyReply]] = {}
    for row in BodyReply.objects.filter(review__in=reviews).order_by("number"):
        found.setdefault(row.review_id, []).append(row)
    return found


def names_of_areas(areas: Collection[str]) -> Mapping[str, str]:
    """Return the names of areas by their codes; one that is no council here keeps its own words."""
    known = dict(Council.objects.filter(code__in=set(areas)).values_list("code", "name"))
    return {area: known.get(area) or area.replace("-", " ").capitalize() for area in areas}
