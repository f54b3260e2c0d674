"""What becomes of a case is told to those with whom it is or was shared, and a share that is restricted away has ended."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from partners.transitions.changing import end_those_let_out
from partners.transitions.ends import SERVICE, end_shares_with
from partners.transitions.telling import tell_of_correction


def tell_of_person(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Whoever was given a case learns that somebody in it was corrected, whether or not the corrector sees that case."""
    with acting(SERVICE):
        shared = Case.objects.filter(
            parties__person__reference=event.data["person"],
            parties__recorded_in_error_at__isnull=True,
            shares__isnull=False,
        )
        for case in shared.distinct().order_by("pk"):
            tell_of_correction(case, by=None, now=now)


def tell_of_part(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Whoever was given a case learns that something in it was recorded in error."""
    if event.case:
        tell_of_correction(event.case, by=by, now=now)


def end_let_out(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A share with a person whom a restriction let out is recalled."""
    if event.case and by:
        end_those_let_out(event.case, reason="The case was restricted to others", by=by, now=now)


def end_of_moved(event: AuditEvent, now: datetime, by: User | None) -> None:
    """What was shared with somebody by name was for the work of their agency: it ends when they go to another."""
    if "agency" in event.data["changes"]:
        for user in User.objects.filter(pk=event.data["user"]):
            end_shares_with(user, now=now)
