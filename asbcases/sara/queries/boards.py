"""The plans in the order in which they are reviewed next, which of them are stuck, and what is owed on each."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from asbcases.audit.models import AuditEvent
from asbcases.cases.models import ProblemPlan
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on

# A plan of which nobody owes a review stands behind all others.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def still_open(plans: QuerySet[ProblemPlan], *, now: datetime) -> QuerySet[ProblemPlan]:
    """Return those of these plans that go on, each with its `next_review` and with what is behind on it."""
    reviews = _owed().filter(plan=OuterRef("pk"), kind=Kind.PLAN_REVIEW).order_by("due_at")
    first = Subquery(reviews.values("due_at")[:1], output_field=DateTimeField())
    next_review = Coalesce(first, Value(NEVER), output_field=DateTimeField())
    return plans.filter(closed_at__isnull=True).annotate(
        next_review=next_review,
        review_missed=Exists(_late(Kind.PLAN_REVIEW, now)),
        response_late=Exists(_late(Kind.PLAN_RESPONSE, now)),
        is_quiet=~Exists(_acts_since(now - quiet_for(now))),
    )


def stuck(plans: QuerySet[ProblemPlan]) -> QuerySet[ProblemPlan]:
    """Return those of these open plans on which a review was missed, a response is late, or nobody did anything for long."""
    return plans.filter(Q(review_missed=True) | Q(response_late=True) | Q(is_quiet=True))


def quiet_for(now: datetime) -> timedelta:
    """Return after how long without an act a plan counts as stuck, by policy."""
    return timedelta(days=int(limit_on("plan.quiet", "", london_day(now)).value))


def clocks_on(plans: Collection[ProblemPlan]) -> dict[int, list[Deadline]]:
    """Return what is owed on each of these plans, in one query, what is due first at the top."""
    rows = _owed().filter(plan__in=plans).select_related("owner").order_by("due_at", "pk")
    found: dict[int, list[Deadline]] = {}
    for row in rows:
        found.setdefault(row.plan_id or 0, []).append(row)
    return found


def _owed() -> QuerySet[Deadline]:
    return Deadline.objects.filter(OPEN, nature=Nature.OBLIGATION)


def _late(kind: Kind, now: datetime) -> QuerySet[Deadline]:
    return _owed().filter(plan=OuterRef("pk"), kind=kind, due_at__lte=now)


def _acts_since(then: datetime) -> QuerySet[AuditEvent]:
    """Return what people did on a plan since an instant; what the service noted of a clock is no act."""
    return AuditEvent.objects.filter(plan=OuterRef("pk"), actor__isnull=False, recorded_at__gte=then)
