"""After a change of policy or calendar: every open deadline is reckoned anew, in batches, and says what moved and why."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import event_of
from asbcases.cases.queries import locked
from asbcases.deadlines.bulk import save_plans
from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.models import Deadline, Replan, Ruling
from asbcases.deadlines.planning import Almanac, plan
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions.recording import root_of, told_of

BATCH = 5_000


def request_replan(*, why: str, rule: str = "", by: User | None, now: datetime) -> Replan:
    """Ask for open deadlines to be reckoned anew, those of one rule or all, and return the request."""
    return Replan.objects.create(requested_at=now, requested_by=by, why=why, rule=rule)


@transaction.atomic
def replan(request: Replan, *, now: datetime) -> Replan:
    """Reckon every open deadline that a change may touch, and return the request with what moved.

    What was promised or put off has a date of its own. Only open deadlines move; each moved one leaves a ruling and
    an event with the date before and after. All of it is one transaction: a re-plan that is killed is done again whole.
    """
    request = locked(request)
    if request.done_at:
        return request
    almanac, moved = Almanac.whole(), Counter[tuple[str, int | None]]()
    touched = touched_by(request)
    last = 0
    while batch := list(_batch(touched, last)):
        last = batch[-1].pk
        request.examined += len(batch)
        moved.update(_move(batch, almanac, request, now))
    request.done_at, request.moved, request.summary = now, moved.total(), _summary(moved)
    request.save(update_fields=["done_at", "examined", "moved", "summary"])
    return request


def touched_by(request: Replan) -> QuerySet[Deadline]:
    """Return the open deadlines whose date may follow from what changed, in a total order."""
    open_ones = Deadline.objects.filter(OPEN).order_by("pk")
    if request.rule.startswith("deadline."):
        return open_ones
    if request.rule:
        return open_ones.filter(rule=request.rule)
    return open_ones.filter(policy__unit="working_days")


def _batch(touched: QuerySet[Deadline], last: int) -> QuerySet[Deadline]:
    rows = touched.filter(pk__gt=last).select_for_update(of=("self",))
    return rows.select_related("case", "incident", "report")[:BATCH]


def _move(
    batch: Sequence[Deadline], almanac: Almanac, request: Replan, now: datetime
) -> list[tuple[str, int | None]]:
    """Reckon a batch anew, keep what moved with its rulings and events, and return kind and district of each."""
    before = {row.pk: row.due_at for row in batch}
    looks = {row.pk: _look(row) for row in batch}
    moved = [row for row in batch if plan(row, almanac)]
    save_plans([row for row in batch if _look(row) != looks[row.pk]])
    Ruling.objects.bulk_create([_ruling(row, before[row.pk], request, now) for row in moved])
    AuditEvent.objects.bulk_create([_event(row, before[row.pk], request, now) for row in moved])
    return [(row.kind, row.district_id) for row in moved]


def _look(row: Deadline) -> tuple[object, ...]:
    """Return what a change of policy may change of a row."""
    return row.due_at, row.basis, row.nature, row.policy_id, row.steps


def _ruling(row: Deadline, before: datetime, request: Replan, now: datetime) -> Ruling:
    return Ruling(
        deadline=row,
        verb=RulingVerb.REPLANNED,
        at=now,
        reason=request.why,
        due_before=before,
        due_after=row.due_at,
        replan=request,
        **root_of(row),
    )


def _event(row: Deadline, before: datetime, request: Replan, now: datetime) -> AuditEvent:
    data = {**told_of(row), "basis": row.basis, "due_before": before.isoformat()}
    return event_of(Verb.DEADLINE_REPLANNED, by=None, now=now, reason=request.why, data=data, **root_of(row))


def _summary(moved: Counter[tuple[str, int | None]]) -> list[dict[str, object]]:
    names: dict[int | None, str] = dict(District.objects.values_list("pk", "name"))
    return [
        {"kind": Kind(kind).label, "district": names.get(district, "No district"), "moved": number}
        for (kind, district), number in sorted(moved.items(), key=str)
    ]
