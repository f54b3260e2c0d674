"""What happens to people and approvals, and warnings and notices follow: the packages of work do not know each other."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Stage
from asbcases.cases.models import Approval, CaseAction, Person
from asbcases.casework.transitions import plan_action
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.ages import follow_age
from asbcases.enforcement.transitions.approving import take_back
from asbcases.law.periods import london_day

TOO_YOUNG = (
    "{reference} was issued to somebody who was too young for it on the day of issue, by the date of birth as it was "
    "corrected (2014 Act s.43(1), CPN-1): discharge it, or take legal advice."
)


def draft_again(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A warning or notice whose approval was withdrawn is a draft again."""
    for approval in Approval.objects.filter(pk=event.data["approval"]):
        take_back(approval)


def look_at_age(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Whoever leads the case of a notice to somebody who turns out to have been too young is given it to see to."""
    named = [str(event.data[name]) for name in ("person", "other") if name in event.data]
    for person in Person.objects.filter(reference__in=named):
        for measure in follow_age(person, by=by, now=now) if by else ():
            _give_task(measure, by=by or measure.case.lead, now=now)


def _give_task(measure: Measure, *, by: User, now: datetime) -> None:
    case, words = measure.case, TOO_YOUNG.format(reference=measure.reference)
    waits = CaseAction.objects.filter(case=case, words=words, done_at__isnull=True, dropped_at__isnull=True)
    if case.stage != Stage.CLOSED and not waits.exists():
        plan_action(case, words=words, owner=_owner(measure, by), due_on=london_day(now), by=by, now=now)


def _owner(measure: Measure, by: User) -> User:
    """The lead sees to it; one who has left the force does not."""
    return measure.case.lead if measure.case.lead.is_active else by
