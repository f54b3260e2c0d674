"""A victim of an incident who was put there in error is owed nothing; one who is said to be a victim again is, anew."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import Incident
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel
from risk.queries import victims_at
from risk.transitions.incidents import expect_of


@transaction.atomic
def end_of_struck_out(incident: Incident, number: int, *, by: User, now: datetime) -> None:
    """Cancel the first assessment of a victim who was recorded in error."""
    for owed in _of(incident, number).filter(OPEN).order_by("pk"):
        cancel(owed, reason="The victim was recorded in error", by=by, now=now)


@transaction.atomic
def expect_said_again(
    incident: Incident, number: int, *, taken: Collection[int], origin: str, by: User, now: datetime
) -> Deadline | None:
    """Set the first assessment of a victim who is said to be one again, unless a case answers or it was made before."""
    incident = locked(incident)
    party = victims_at(incident).filter(number=number).exclude(person__in=taken).first()
    if party is None or _of(incident, number).exclude(cancelled_at__isnull=False).exists():
        return None
    return expect_of(party, origin=origin, by=by, now=now)


def _of(incident: Incident, number: int) -> QuerySet[Deadline]:
    return Deadline.objects.filter(kind=Kind.FIRST_ASSESSMENT, incident=incident, subject=str(number))
