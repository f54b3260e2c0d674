"""What was recorded in error about a breach: it stays, marked so with the reason, and its clocks end."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.models import Breach, FixedPenalty, Measure, RemedialWork, Seizure
from asbcases.enforcement.transitions.breach_clocks import end, part_of
from asbcases.enforcement.transitions.standing import held, refuse_blank
from asbcases.errors import Refused

Struck = Breach | RemedialWork | Seizure
CLOCKS = (Kind.PROSECUTION_LIMIT, Kind.WORKS_APPEAL, Kind.WARRANT_ENTRY, Kind.SEIZED_ITEM)


@transaction.atomic
def part_in_error(row: Struck, *, reason: str, by: User, now: datetime) -> Struck:
    """Say that a breach, works or a warrant was recorded in error, and why; return it."""
    measure = held(row.breach.measure if isinstance(row, Seizure) else row.measure, work=False)
    row = locked(row)
    if row.recorded_in_error_at:
        raise Refused("This was marked as recorded in error already: load the page again.")
    reason = refuse_blank(reason, "Say why it is wrong: the reason stays beside it.")
    if isinstance(row, Breach):
        _refuse_while_it_bears(row)
    row.recorded_in_error_at, row.recorded_in_error_by, row.recorded_in_error_why = now, by, reason
    row.version += 1
    row.save(
        update_fields=["recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why", "version"]
    )
    what = f"{part_of(row)} of {measure.reference}"
    told: dict[str, object] = {"what": what, "kind": str(row._meta.model_name), "id": row.pk}
    record(Verb.PART_WRONG, by=by, now=now, reason=reason, case=measure.case, data=told)
    _stop(row, measure, what, by=by, now=now)
    return row


def _refuse_while_it_bears(breach: Breach) -> None:
    stands = {"recorded_in_error_at__isnull": True}
    if breach.filed_at:
        raise Refused("The file went to the prosecutor: tell them, and record what came of it.")
    if FixedPenalty.objects.filter(breach=breach, cancelled_at__isnull=True).exists():
        raise Refused("A fixed penalty stands for this breach: cancel it first.")
    if Seizure.objects.filter(breach=breach, **stands).exists():
        raise Refused("A warrant hangs on this breach: mark it as recorded in error first.")


def _stop(row: Struck, measure: Measure, what: str, *, by: User, now: datetime) -> None:
    for kind in CLOCKS:
        end(kind, measure, row, reason=f"{what} was recorded in error", by=by, now=now)
