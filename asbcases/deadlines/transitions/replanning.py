"""After a change of policy or calendar: every open deadline is reckoned anew, in batches, and says what moved and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import event_of
from asbcases.cases.queries import locked
from asbcases.deadlines.bulk import save_plans
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Replan
from asbcases.deadlines.planning import PLANNED, Almanac, plan
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions.recording import told_of
from asbcases.errors import Refused

BATCH = 5_000
# Steps matter to every deadline, whatever its date follows from.
STEPS = "deadline."
# All that planning reads and writes, and what is told of a row; the rest of 200,000 rows is not fetched.
READ = (
    *(
        "kind",
        "subject",
        "rank",
        "owner",
        "district",
        "anchored_at",
        "because",
        "rule",
        "qualifier",
        "promised_for",
    ),
    *("pauses", "extension", *PLANNED),
)
# What happened to how many of a kind in a district.
Count = Counter[tuple[str, int | None, str]]


def request_replan(*, why: str, rule: str = "", by: User | None, now: datetime) -> Replan:
    """Ask for open deadlines to be reckoned anew, and return the request.

    Those of one rule are, or all for a rule of nature and steps; without a rule those in working days.
    """
    return Replan.objects.create(requested_at=now, requested_by=by, why=why, rule=rule)


@transaction.atomic
def replan(request: Replan, *, now: datetime) -> Replan:
    """Reckon every open deadline that a change may touch, and return the request with what moved.

    What was promised or put off has a date of its own. Only open deadlines move; each moved one leaves a ruling, and
    each whose date or sentence changes an event with the date before and after. All of it is one transaction: a re-plan that is killed is done again whole.
    """
    request = locked(request)
    if request.done_at:
        return request
    almanac, counted = Almanac.whole(), Count()
    for batch in _batches(touched_by(request)):
        request.examined += len(batch)
        counted.update(_move(batch, almanac, request, now))
    request.moved = sum(number for (*_, what), number in counted.items() if what == "moved")
    request.done_at, request.summary = now, _summary(counted)
    request.save(update_fields=["done_at", "examined", "moved", "summary"])
    return request


def touched_by(request: Replan) -> QuerySet[Deadline]:
    """Return the open deadlines whose date or steps may follow from what changed, in a total order."""
    open_ones = Deadline.objects.filter(OPEN).order_by("pk")
    if request.rule.startswith(STEPS):
        return open_ones
    if request.rule:
        return open_ones.filter(rule=request.rule)
    return open_ones.filter(policy__unit="working_days")


def _batches(touched: QuerySet[Deadline]) -> Iterator[list[Deadline]]:
    last, rows = 0, touched.only(*READ).select_for_update(of=("self",))
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        yield batch


def _move(
    batch: Sequence[Deadline], almanac: Almanac, request: Replan, now: datetime
) -> Iterator[tuple[str, int | None, str]]:
    """Reckon a batch anew and keep what changed of it; yield kind, district and what happened to each that counts."""
    changed: list[Deadline] = []
    reworded: dict[int, dict[str, Any]] = {}
    for row in batch:
        before, basis, look = row.due_at, row.basis, _look(row)
        try:
            moves = plan(row, almanac)
        except Refused:
            # Policy has become silent on it: no number is guessed, and it stays as it is.
            yield row.kind, row.district_id, "left"
            continue
        if moves or row.basis != basis:
            reworded[row.pk] = {**told_of(row), "basis": row.basis, "due_before": before.isoformat()}
        if moves:
            yield row.kind, row.district_id, "moved"
        if moves or _look(row) != look:
            changed.append(row)
    event = event_of(Verb.DEADLINE_REPLANNED, by=None, now=now, reason=request.why, data={})
    save_plans(changed, reworded, request, event)


def _look(row: Deadline) -> tuple[object, ...]:
    """Return what a change of policy may change of a row beside its date."""
    return row.basis, row.nature, row.policy_id, row.rings, row.skipped, row.steps


def _summary(counted: Count) -> list[dict[str, object]]:
    """Return how many of each kind moved in each district, and how many stayed because policy is silent on them."""
    names: dict[int | None, str] = dict(District.objects.values_list("pk", "name"))
    places = {(kind, district) for kind, district, _ in counted}
    lines = [
        {
            "kind": Kind(kind).label,
            "district": names.get(district, "No district"),
            "moved": counted[kind, district, "moved"],
            "left": counted[kind, district, "left"],
        }
        for kind, district in places
    ]
    return sorted(lines, key=lambda line: (str(line["kind"]), str(line["district"])))
