"""The reviews in the order in which something falls due on them, and the bodies whose replies are waited for."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from asbcases.accounts.models import Council
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from triggers.models import BodyReply
from triggers.queries.reviews import owner_gone

ENDED = (ReviewStage.CLOSED, ReviewStage.WITHDRAWN)
OWNER = "owner__agency__council"
WITH = ("owner", f"review__{OWNER}", "review__council", "review__district")


def next_of_each(reviews: QuerySet[CaseReview]) -> QuerySet[Deadline]:
    """Return what is owed first on each of these reviews; one on which nothing is owed is not among them.

    Once the threshold is decided nobody waits for a body that has not replied: that stays owed, and is not what is next.
    """
    waits = ~Q(kind=Kind.ACR_REPLY) | Q(review__stage=ReviewStage.RECEIVED)
    earlier = _owed().filter(
        waits,
        Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk")),
        review=OuterRef("review_id"),
    )
    return _owed().filter(waits, ~Exists(earlier), review__in=reviews).select_related(*WITH)


def with_next(reviews: QuerySet[CaseReview], kind: str) -> QuerySet[CaseReview]:
    """Return those of these reviews on which something of this kind is what is owed first."""
    return reviews.filter(Exists(next_of_each(reviews).filter(kind=kind, review=OuterRef("pk"))))


def left_behind(reviews: QuerySet[CaseReview], today: date) -> QuerySet[CaseReview]:
    """Return those of these reviews that go on, or on which something is owed still, whose owner can do nothing for them."""
    goes_on = ~Q(stage__in=ENDED) | Q(Exists(_owed().filter(review=OuterRef("pk"))))
    return reviews.filter(owner_gone(today)).filter(goes_on)


def replies_owed(reviews: QuerySet[CaseReview], kind: str) -> QuerySet[Deadline]:
    """Return the replies that bodies of a kind owe on these reviews."""
    numbered = BodyReply.objects.annotate(as_subject=Cast("number", TextField()))
    asked = numbered.filter(review=OuterRef("review_id"), as_subject=OuterRef("subject"), kind=kind)
    owed = _owed().filter(Exists(asked), kind=Kind.ACR_REPLY, review__in=reviews)
    return owed.select_related(*WITH)


def _owed() -> QuerySet[Deadline]:
    return Deadline.objects.filter(OPEN, nature=Nature.OBLIGATION, review__isnull=False)


def clocks_on(reviews: Collection[CaseReview]) -> dict[int, list[Deadline]]:
    """Return what is owed on each of these reviews, in one query: what is next first, replies for which nobody waits last."""
    rows = _owed().filter(review__in=reviews).select_related("owner").order_by("due_at", "pk")
    found: dict[int, list[Deadline]] = {}
    for row in rows:
        found.setdefault(row.review_id or 0, []).append(row)
    return {one.pk: _in_order(one, found[one.pk]) for one in reviews if one.pk in found}


def with_owed(reviews: QuerySet[CaseReview]) -> QuerySet[CaseReview]:
    """Return these reviews with what is owed on each as `owed`, read for all of them in one query more."""
    rows = _owed().select_related("owner", "policy").order_by("due_at", "pk")
    return reviews.prefetch_related(Prefetch("deadlines", queryset=rows, to_attr="owed"))


def first_of(review: CaseReview) -> Deadline | None:
    """Return what is next on a review that was read with what is owed on it; None where nothing is."""
    return next(iter(_in_order(review, review.owed)), None)  # type: ignore[attr-defined]


def _in_order(review: CaseReview, clocks: Iterable[Deadline]) -> list[Deadline]:
    """Return what is owed on a review by its days, with replies for which nobody waits last."""
    waits = review.stage == ReviewStage.RECEIVED
    return sorted(clocks, key=lambda clock: clock.kind == Kind.ACR_REPLY and not waits)


def bodies_on(reviews: Collection[CaseReview]) -> dict[int, list[BodyReply]]:
    """Return the bodies that were told of each of these reviews, in one query."""
    found: dict[int, list[BodyReply]] = {}
    for row in BodyReply.objects.filter(review__in=reviews).order_by("number"):
        found.setdefault(row.review_id, []).append(row)
    return found


def late_replies(reviews: Collection[CaseReview], now: datetime) -> dict[int, set[str]]:
    """Return by number which bodies are late with their reply on each of these reviews, in one query."""
    found: dict[int, set[str]] = {}
    rows = _owed().filter(review__in=reviews, kind=Kind.ACR_REPLY, due_at__lte=now)
    for review, subject in rows.values_list("review_id", "subject"):
        found.setdefault(review or 0, set()).add(subject)
    return found


def names_of_areas(areas: Collection[str]) -> Mapping[str, str]:
    """Return the names of areas by their codes; one that is no council here keeps its own words."""
    known = dict(Council.objects.filter(code__in=set(areas)).values_list("code", "name"))
    return {area: known.get(area) or area.replace("-", " ").capitalize() for area in areas}
