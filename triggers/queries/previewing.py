"""Which applications of an area would change under another version of its procedure; a service reads them all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from asbcases.policies.queries import calendar, limits_in_force
from triggers.choices import LetterKind
from triggers.models import (
    LocalProcedure,
    Panel,
    ReviewAppeal,
    ReviewComplaint,
    ReviewLetter,
    ThresholdDecision,
)
from triggers.queries.figures import SERVICE
from triggers.queries.worksheets import as_ruled
from triggers.rules.complaints import Complaint
from triggers.rules.figures import DAY
from triggers.rules.preview import Application, Change, preview
from triggers.rules.reading import read
from triggers.rules.shapes import Anchor, Procedure

# The newest of an area; a year brings some tens to a whole county.
MOST = 500
OVER = (ReviewStage.CLOSED, ReviewStage.WITHDRAWN)


def received_last(area: str) -> date | None:
    """Return the London day on which the newest application of an area was received."""
    with transaction.atomic(), acting(SERVICE):
        row = CaseReview.objects.filter(area=area).order_by("-received_at", "-id").first()
    return london_day(row.received_at) if row else None


def would_change(new: Procedure, now: datetime) -> list[Change]:
    """Return which of the newest applications of an area would change under a version, compared with what governs else."""
    rows = LocalProcedure.objects.filter(area=new.area).exclude(in_force_from=new.in_force_from)
    others = [_without(new, as_it_stands(row)) for row in rows]
    with transaction.atomic(), acting(SERVICE):
        applications = list(_applications(new.area))
    return preview(new, others, applications, calendar().__contains__, limits_in_force(now))


def as_it_stands(row: LocalProcedure) -> Procedure:
    """Return what a version states, with the day on which it really ends."""
    return replace(read(row.content), in_force_to=row.in_force_to)


def _without(new: Procedure, other: Procedure) -> Procedure:
    """Return a version as it would stand if the new one had not followed it."""
    followed = other.in_force_to == new.in_force_from - DAY
    return replace(other, in_force_to=None) if followed else other


def _applications(area: str) -> Iterator[Application]:
    reviews = list(
        CaseReview.objects.filter(area=area, recorded_in_error_at__isnull=True).order_by(
            "-received_at", "-id"
        )[:MOST]
    )
    keys = [review.pk for review in reviews]
    complaints, anchors = _complaints(keys), _anchors(keys)
    for review in reviews:
        yield Application(
            review.reference,
            london_day(review.received_at),
            complaints[review.pk],
            review.stage not in OVER,
            anchors[review.pk],
        )


def _complaints(reviews: Iterable[int]) -> Mapping[int, list[Complaint]]:
    found: defaultdict[int, list[Complaint]] = defaultdict(list)
    rows = ReviewComplaint.objects.filter(review__in=reviews, recorded_in_error_at__isnull=True)
    for row in rows.order_by("number"):
        found[row.review_id].append(as_ruled(row))
    return found


def _anchors(reviews: Iterable[int]) -> Mapping[int, dict[Anchor, date]]:
    """Return of each review the days that clocks run from, the latest of each."""
    mine = {"review__in": reviews}
    outcomes = ReviewLetter.objects.filter(kind=LetterKind.OUTCOME, **mine)
    happened: dict[Anchor, Any] = {
        Anchor.THRESHOLD_DECISION: ThresholdDecision.objects.filter(**mine).values_list(
            "review", "decided_at"
        ),
        Anchor.PANEL: Panel.objects.filter(cancelled_at__isnull=True, **mine).values_list(
            "review", "meets_at"
        ),
        Anchor.OUTCOME_LETTER: outcomes.values_list("review", "sent_at"),
        Anchor.APPEAL: ReviewAppeal.objects.filter(**mine).values_list("review", "asked_at"),
    }
    found: defaultdict[int, dict[Anchor, date]] = defaultdict(dict)
    for anchor, rows in happened.items():
        for review, at in rows.order_by("pk"):
            found[review][anchor] = london_day(at)
    return found
