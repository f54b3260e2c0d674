"""The sweep: notices what has fallen due, stamps each step once and tells it once (docs/decisions/0006).

It may be killed at any instant, run by ten workers at once, or not run for a week. Every state is computed when
read, so the pages are right without it; the sweep only records and tells. Stamp, event and message of a step
stand in one transaction, and the unique key of the message is the last guard.
"""

import json
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, cast

import pghistory
import structlog
from django.db import connection, transaction
from django.db.models import F, Prefetch, QuerySet, prefetch_related_objects
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from asbcases.accounts.duty import Roster
from asbcases.cases.models import Case, CaseReview, Incident, ProblemPlan, Report
from asbcases.db.actor import acting
from asbcases.deadlines import rules
from asbcases.deadlines.announcing import announce
from asbcases.deadlines.choices import RUNGS, Step
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.telling import Notice, notices_of

BATCH = 500
COUNTED_AS = {
    Step.WARN: "warned",
    Step.MISS: "missed",
    Step.PASS: "passed",
    **dict.fromkeys(RUNGS, "escalated"),
}
STAMP = """
UPDATE deadlines_deadline AS d
SET taken = d.taken || v.taken, told = d.told || v.told,
    next_step_at = v.next_step_at, version = d.version + 1
FROM json_to_recordset(%s::json) AS v(id bigint, taken jsonb, told jsonb, next_step_at timestamptz)
WHERE d.id = v.id AND d.met_at IS NULL AND d.cancelled_at IS NULL
"""
Place = tuple[datetime, int]
log = structlog.get_logger(__name__)


@dataclass
class SweepResult:
    """What one sweep did; `failed` are the deadlines that could not be looked after, each with its error."""

    now: datetime
    examined: int = 0
    warned: int = 0
    missed: int = 0
    passed: int = 0
    escalated: int = 0
    messages: int = 0
    failed: list[dict[str, object]] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, rows: Sequence[Deadline], notices: Sequence[Notice], messages: int) -> None:
        """Count what a committed batch did."""
        self.examined += len(rows)
        self.messages += messages
        for notice in notices:
            name = COUNTED_AS[notice.step]
            setattr(self, name, getattr(self, name) + 1)

    def as_json(self) -> dict[str, Any]:
        """Return the result as commands print it."""
        return {**asdict(self), "now": self.now.isoformat(), "seconds": round(self.seconds, 3)}


def sweep(now: datetime, *, limit: int | None = None) -> SweepResult:
    """Take every step whose time has come, the oldest first; the same `now` again finds nothing to do."""
    began = time.monotonic()
    result = SweepResult(now)
    with acting("system:sweep"), pghistory.context(task="sweep"):
        roster = Roster.on(now)
        place: Place | None = None
        while size := BATCH if limit is None else min(BATCH, limit - result.examined):
            place = _sweep_batch(result, roster, place, size)
            if place is None:
                break
    result.seconds = time.monotonic() - began
    return result


def _sweep_batch(result: SweepResult, roster: Roster, after: Place | None, size: int) -> Place | None:
    """Look after the next batch; return how far it reached where more may follow. One that raises is redone row by row."""
    rows: list[Deadline] = []
    try:
        with transaction.atomic():
            rows = list(_claimed(_due(result.now, after))[:size])
            done = _take(rows, result.now, roster)
    except Exception:
        if not rows:
            raise
        _row_by_row(rows, result, roster)
    else:
        result.add(rows, *done)
    if len(rows) < size:
        # Nothing is left, but for what others hold.
        return None
    # The rows in hand still say when each was to be looked at; in the table that has moved on.
    return cast(datetime, rows[-1].next_step_at), rows[-1].pk


def _row_by_row(rows: Sequence[Deadline], result: SweepResult, roster: Roster) -> None:
    for row in rows:
        try:
            with transaction.atomic():
                again = list(_claimed(_due(result.now).filter(pk=row.pk)))
                done = _take(again, result.now, roster)
        except Exception as error:
            # A database that is gone is no fault of the row: then this raises, and the sweep ends.
            connection.ensure_connection()
            result.examined += 1
            result.failed.append({"deadline": row.pk, "error": _reason(error)})
            log.error("deadline not swept", deadline=row.pk, error=_reason(error), at=_frames(error))
        else:
            result.add(again, *done)


def _due(now: datetime, after: Place | None = None) -> QuerySet[Deadline]:
    """Return the deadlines that wait for a step, the longest waiting first, from a place on."""
    due = Deadline.objects.filter(next_step_at__lte=now).order_by("next_step_at", "pk")
    if after is None:
        return due
    return due.filter(TupleGreaterThan(Tuple(F("next_step_at"), F("pk")), after))


def _claimed(due: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Return the rows locked; what another sweep or an officer holds is left to the next minute."""
    return due.select_for_update(of=("self",), skip_locked=True)


def _take(rows: Sequence[Deadline], now: datetime, roster: Roster) -> tuple[list[Notice], int]:
    """Stamp, record and queue every step of these deadlines that has come; return the notices and new messages."""
    prefetch_related_objects(
        rows, "owner", *(Prefetch(name, _references(model)) for name, model in ROOTS.items())
    )
    notices = {row.pk: list(notices_of(row, now, roster)) for row in rows}
    _stamp(rows, notices, now)
    flat = [notice for row in rows for notice in notices[row.pk]]
    return flat, announce(flat, now)


ROOTS: dict[str, Any] = {
    **{"case": Case, "incident": Incident, "report": Report},
    **{"review": CaseReview, "plan": ProblemPlan},
}


def _references(model: Any) -> QuerySet[Any]:
    """Return the rows without what people said: the sweep needs no more than a reference, and the area of a review."""
    more = ["area"] if model is CaseReview else []
    return model.objects.only("pk", "reference", *more)  # type: ignore[no-any-return]


def _stamp(rows: Sequence[Deadline], notices: dict[int, list[Notice]], now: datetime) -> None:
    document = json.dumps([_stamped(row, notices[row.pk], now) for row in rows])
    with connection.cursor() as cursor:
        cursor.execute(STAMP, [document])
        if cursor.rowcount != len(rows):
            raise RuntimeError(f"{len(rows)} deadlines were claimed and {cursor.rowcount} stamped.")


def _stamped(row: Deadline, notices: Sequence[Notice], now: datetime) -> dict[str, object]:
    """Return what the sweep adds to a row: the steps taken, whom they tell, and when to look again."""
    taken = dict.fromkeys((notice.step for notice in notices), now)
    after = rules.next_step(rules.read(row.steps), {**rules.read(row.taken), **taken})
    told = {notice.step.value: notice.recipient.pk for notice in notices}
    written = {"taken": rules.written(taken), "told": told}
    return {"id": row.pk, **written, "next_step_at": after.isoformat() if after else None}


def _reason(error: Exception) -> str:
    """Return the first line of an error: the lines after it may quote the row."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"


def _frames(error: Exception) -> str:
    return "".join(traceback.format_tb(error.__traceback__))
