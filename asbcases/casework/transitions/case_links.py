"""What a case is about beside its people and incidents: premises, operations, and other cases."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseLink, CaseOperation, CasePremises, Operation, Premises
from asbcases.cases.queries import locked
from asbcases.errors import Refused

Part = CasePremises | CaseOperation
Row = TypeVar("Row", bound=CasePremises | CaseOperation | CaseLink)
STANDS = Q(recorded_in_error_at__isnull=True)


@transaction.atomic
def place_case(case: Case, premises: Premises, *, note: str = "", by: User, now: datetime) -> CasePremises:
    """Say that a case is about premises, and return their part in it."""
    case = _open(case)
    if premises.recorded_in_error_at:
        raise Refused(f"{premises.reference} was recorded in error: choose the right premises.")
    if case.premises_links.filter(STANDS, premises=premises).exists():
        raise Refused(f"{premises.reference} stands on {case.reference} already.")
    part = CasePremises.objects.create(
        case=case, premises=premises, note=note.strip(), recorded_at=now, recorded_by=by
    )
    told: dict[str, object] = {"premises": premises.reference, "part": part.pk}
    record(Verb.CASE_PLACED, by=by, now=now, case=case, data=told)
    return part


@transaction.atomic
def join_case_operation(case: Case, operation: Operation, *, by: User, now: datetime) -> CaseOperation:
    """Put a case under a named operation, and return the link."""
    case = _open(case)
    if operation.recorded_in_error_at:
        raise Refused(f"{operation.name} was recorded in error: choose another operation.")
    if case.operation_links.filter(STANDS, operation=operation).exists():
        raise Refused(f"{case.reference} stands under {operation.name} already.")
    part = CaseOperation.objects.create(case=case, operation=operation, recorded_at=now, recorded_by=by)
    told: dict[str, object] = {"operation": operation.name, "part": part.pk}
    record(Verb.CASE_OPERATION_JOINED, by=by, now=now, case=case, data=told)
    return part


@transaction.atomic
def mark_part_wrong(part: Part, *, why: str, by: User, now: datetime) -> Part:
    """Take premises or an operation off a case to which they do not belong; the row stays, with the reason."""
    case = _open(part.case)
    part = _marked(part, why, by, now)
    what = part.premises.reference if isinstance(part, CasePremises) else part.operation.name
    told: dict[str, object] = {"what": what, "part": part.pk}
    record(Verb.CASE_PART_WRONG, by=by, now=now, reason=why, case=case, data=told)
    return part


@transaction.atomic
def link_cases(case: Case, other: Case, *, reason: str, by: User, now: datetime) -> CaseLink:
    """Say that two cases belong together, and why; the other may be closed. Return the link.

    The event names no reference: whoever may not see the other case is not to learn of it.
    """
    if case.pk == other.pk:
        raise Refused("A case is not linked with itself: enter the reference of another.")
    # Both, in one order: who links them the other way round at this moment waits.
    for one in sorted((case, other), key=lambda one: one.pk):
        locked(one)
    case = _open(case)
    if not reason.strip():
        raise Refused("Say why the cases belong together: the reason is kept with the link.")
    either = Q(case=case, other=other) | Q(case=other, other=case)
    if CaseLink.objects.filter(STANDS, either).exists():
        raise Refused(f"{other.reference} is linked with {case.reference} already.")
    link = CaseLink.objects.create(
        case=case, other=other, reason=reason.strip(), recorded_at=now, recorded_by=by
    )
    told: dict[str, object] = {"reason": link.reason, "link": link.pk}
    record(Verb.CASE_LINKED, by=by, now=now, case=case, data=told)
    return link


@transaction.atomic
def unlink_cases(link: CaseLink, *, why: str, by: User, now: datetime) -> CaseLink:
    """Take a link between two cases back, with the reason; the row stays."""
    case = _open(link.case)
    link = _marked(link, why, by, now)
    told: dict[str, object] = {"link": link.pk}
    record(Verb.CASE_UNLINKED, by=by, now=now, reason=why, case=case, data=told)
    return link


def _marked(row: Row, why: str, by: User, now: datetime) -> Row:
    row = locked(row)
    if row.recorded_in_error_at:
        raise Refused("This was taken off the case already: load the page again.")
    if not why.strip():
        raise Refused("Say why it does not belong there: the reason is kept.")
    row.recorded_in_error_at, row.recorded_in_error_by, row.recorded_in_error_why = now, by, why
    row.save(update_fields=["recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why"])
    return row


def _open(case: Case) -> Case:
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again before anything is added or taken off.")
    return case
