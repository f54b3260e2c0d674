"""Reads of the diary."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.models import Case
from asbcases.deadlines import rules
from asbcases.deadlines.choices import Nature, State, Step
from asbcases.deadlines.models import Deadline

OPEN = Q(met_at__isnull=True, cancelled_at__isnull=True)
# How far ahead the board looks; a matter of display, no policy.
AHEAD = timedelta(days=7)


def owed() -> QuerySet[Deadline]:
    """Return what is still to be done, late or not, the oldest promise first; a window is owed by nobody."""
    return Deadline.objects.filter(OPEN, nature=Nature.OBLIGATION).order_by("due_at", "pk")


def outstanding_on(case: Case) -> QuerySet[Deadline]:
    """Return what is still to be done on a case, the earliest first."""
    return owed().filter(case=case).select_related("owner")


def overdue(deadlines: QuerySet[Deadline], now: datetime) -> QuerySet[Deadline]:
    """Return those that are late at this instant."""
    return deadlines.filter(OPEN, due_at__lte=now)


def open_for_owner(owner: User) -> QuerySet[Deadline]:
    """Return what a person owes, the earliest first."""
    return owed().filter(owner=owner)


def board_for(user: User, *, now: datetime) -> QuerySet[Deadline]:
    """Return what is late or due within a week: of the county, of a supervisor's district, or one's own."""
    soon = owed().filter(due_at__lte=now + AHEAD)
    if works_for_county(user):
        return soon
    if user.role == Role.SUPERVISOR:
        return soon.filter(district__in=districts_of(user))
    return soon.filter(owner=user)


def state_at(deadline: Deadline, now: datetime) -> State:
    """Return the state of a deadline at an instant."""
    return rules.state_of(
        nature=Nature(deadline.nature),
        due_at=deadline.due_at,
        warn_at=rules.read(deadline.steps).get(Step.WARN),
        met_at=deadline.met_at,
        cancelled_at=deadline.cancelled_at,
        now=now,
    )
