"""What happens to cases, people and the diary, and orders of courts go on all the same: each is set anew after it."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Person
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.order_clocks import follow_case, follow_person
from asbcases.enforcement.transitions.order_notices import end_notice, follow_notices


def keep_watch(event: AuditEvent, now: datetime, by: User | None) -> None:
    """An order binds although its case is closed: its hearings, its end and its reviews stay in the diary."""
    if event.case and by:
        follow_case(event.case, why="The case was closed", by=by, now=now)
        follow_notices(event.case, by=by, now=now)


def none_applies(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Of an application that nobody makes any more no notice is owed."""
    dropped = Measure.objects.filter(pk=event.data["id"], kind=MeasureKind.CBO).select_related("case").first()
    if dropped and by:
        end_notice(dropped, reason="The request was dropped", by=by, now=now)


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
