"""What waits for a supervisor's decision, and how often what stood in the way of closing was let go."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import ApprovalKind, Blocking
from asbcases.cases.models import Approval, ClosingWaiver
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN


class Counted(NamedTuple):
    """How often one kind of thing was let go on the cases of a team."""

    item: str
    team: str
    number: int


# A matter of display: who counts waivers looks at a year.
COUNTED = timedelta(days=365)


def waiting_for(user: User) -> QuerySet[Approval]:
    """Return what waits for a decision that this rank may take; what one asked oneself is for somebody else."""
    ranks = [rank.value for rank in Rank if rank.order <= Rank(user.rank).order]
    able = Q(rank__in=ranks) if user.role == Role.SUPERVISOR else Q(pk__in=[])
    if user.role == Role.ASB_OFFICER:
        able |= Q(kind=ApprovalKind.MEASURE)
    waiting = Approval.objects.filter(able, verdict="")
    return waiting.exclude(recorded_by=user)


def with_all(approvals: QuerySet[Approval]) -> QuerySet[Approval]:
    """Return the approvals with their cases and people at hand, the oldest first."""
    return approvals.select_related("case__district", "case__lead", "recorded_by").order_by("asked_at", "pk")


def clocks_of(approvals: Iterable[Approval]) -> dict[int, Deadline]:
    """Return the clock by which each of these has to be decided, in one query."""
    found = {(approval.case_id, str(approval.number)): approval.pk for approval in approvals}
    cases = {case for case, _ in found}
    clocks = Deadline.objects.filter(OPEN, kind=Kind.APPROVAL, case__in=cases).select_related("owner")
    keys = {(clock.case_id, clock.subject): clock for clock in clocks}
    return {pk: keys[key] for key, pk in found.items() if key in keys}


def waivers_counted(waivers: QuerySet[ClosingWaiver], now: datetime) -> list[Counted]:
    """Return how often each kind of thing was let go by each team within a year, the most first."""
    lately = waivers.filter(waived_at__gt=now - COUNTED).order_by()
    counted = lately.values_list("item", "case__team__name").annotate(number=Count("pk"))
    rows = counted.order_by("-number", "item", "case__team__name")
    return [Counted(Blocking(item).label, team or "No team", number) for item, team, number in rows]
