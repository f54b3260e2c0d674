"""What happens to cases, people and the diary, and orders of courts go on all the same: each is set anew after it."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Person
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.transitions.order_clocks import follow_case, follow_person


def keep_watch(event: AuditEvent, now: datetime, by: User | None) -> None:
    """An order binds although its case is closed: its hearings, its end and its reviews stay in the diary."""
    if event.case and by:
        follow_case(event.case, why="The case was closed", by=by, now=now)


def next_period(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A review that was let go is one of many: the next period has its own."""
    deadline = Deadline.objects.filter(pk=event.data["deadline"]).first()
    if event.case and by and deadline and deadline.kind == Kind.ORDER_REVIEW:
        follow_case(event.case, why="The review was let go", by=by, now=now)


def by_age(event: AuditEvent, now: datetime, by: User | None) -> None:
    """What hangs on the age of somebody under an order is set anew when it turns out to be another."""
    named = [str(event.data[name]) for name in ("person", "other") if name in event.data]
    for person in Person.objects.filter(reference__in=named):
        if by:
            follow_person(person, by=by, now=now)
