"""The case reviews of a case or of a person, each with what is owed on it next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.queries import owed

# So many stand on a page, the newest first.
SHOWN = 20


class Shown(NamedTuple):
    """A review, and what is owed on it next; nothing where nothing is."""

    reference: str
    stage: str
    received_at: datetime
    next: str
    due_at: datetime | None


def reviews_shown(reviews: QuerySet[CaseReview]) -> list[Shown]:
    """Return these reviews, the newest first, as far as a page shows them."""
    return [shown(row["row"]) for row in rows_of(reviews)]


def rows_of(reviews: QuerySet[CaseReview]) -> QuerySet[Any, Any]:
    """Return what a page shows of them, a row each, by itself or within a statement about more."""
    first = owed().filter(review=OuterRef("pk"))
    newest = reviews.order_by("-received_at", "-pk").annotate(
        next_kind=Subquery(first.values("kind")[:1]), next_due=Subquery(first.values("due_at")[:1])
    )
    shown = {"received_at": "received_at", "next": "next_kind", "due_at": "next_due"}
    return newest.values(row=JSONObject(reference="reference", stage="stage", **shown))[:SHOWN]


def shown(row: Mapping[str, Any]) -> Shown:
    """Return what a page shows of a row."""
    due_at = datetime.fromisoformat(row["due_at"]) if row["due_at"] else None
    return Shown(
        row["reference"],
        ReviewStage(row["stage"]).label,
        datetime.fromisoformat(row["received_at"]),
        Kind(row["next"]).label if row["next"] else "",
        due_at,
    )
