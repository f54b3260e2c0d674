"""Saving many deadlines by one statement, with the ruling and the event that each moved one leaves."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from asbcases.audit.models import AuditEvent
from asbcases.deadlines.choices import RulingVerb
from asbcases.deadlines.models import Deadline, Replan

# One document for all rows: an array of each column would be written out element by element.
SAVE = """
WITH planned AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(rows)s::json) AS row(
        id bigint, due_at timestamptz, basis text, skipped jsonb, policy bigint, nature text, rings boolean,
        steps jsonb, taken jsonb, told jsonb, round smallint, next_step_at timestamptz, due_before timestamptz,
        data jsonb)
), saved AS (
    UPDATE deadlines_deadline AS d
    SET due_at = p.due_at, basis = p.basis, skipped = p.skipped, policy_id = p.policy, nature = p.nature,
        rings = p.rings, steps = p.steps, taken = p.taken, told = p.told, round = p.round,
        next_step_at = p.next_step_at, version = d.version + 1
    FROM planned p
    WHERE d.id = p.id AND d.met_at IS NULL AND d.cancelled_at IS NULL
    RETURNING d.id, d.case_id, d.incident_id, d.report_id, d.review_id, d.plan_id, p.due_before, p.due_at, p.data
), ruled AS (
    INSERT INTO deadlines_ruling (deadline_id, case_id, incident_id, report_id, review_id, plan_id, verb, at, rank, reason,
                                  due_before, due_after, replan_id)
    SELECT id, case_id, incident_id, report_id, review_id, plan_id, %(ruling)s, %(at)s, '', %(reason)s, due_before, due_at,
           %(replan)s
    FROM saved WHERE due_before <> due_at ORDER BY id
), recorded AS (
    INSERT INTO audit_auditevent (case_id, incident_id, report_id, review_id, plan_id, verb, actor_key, actor_name,
                                  actor_role, actor_agency, reason, data, request_id, happened_at, recorded_at)
    SELECT case_id, incident_id, report_id, review_id, plan_id, %(verb)s, %(actor_key)s, %(actor_name)s, %(actor_role)s,
           '', %(reason)s, data, %(request_id)s, %(at)s, %(at)s
    FROM saved WHERE data IS NOT NULL ORDER BY id
)
SELECT count(*) FROM saved
"""


def save_plans(
    rows: Sequence[Deadline], told: Mapping[int, Mapping[str, Any]], request: Replan, event: AuditEvent
) -> None:
    """Save what `plan` gave to these open deadlines, which the caller has locked.

    `told` holds what the event says of each one whose date or sentence changed; `event`, unsaved, says the rest of them all.
    """
    if not rows:
        return
    document = json.dumps([_planned(row, told.get(row.pk)) for row in rows])
    common = {
        name: getattr(event, name) for name in ("verb", "actor_key", "actor_name", "actor_role", "request_id")
    }
    about: dict[str, Any] = {
        "ruling": RulingVerb.REPLANNED,
        "at": event.recorded_at,
        "reason": event.reason,
        "replan": request.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(SAVE, {"rows": document, **common, **about})
        saved = cursor.fetchone()[0]
    if saved != len(rows):
        raise RuntimeError(f"{len(rows)} deadlines were planned anew and {saved} saved.")


def _planned(row: Deadline, data: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "id": row.pk,
        "due_at": row.due_at.isoformat(),
        "basis": row.basis,
        "skipped": row.skipped,
        "policy": row.policy_id,
        "nature": row.nature,
        "rings": row.rings,
        "steps": row.steps,
        "taken": row.taken,
        "told": row.told,
        "round": row.round,
        "next_step_at": _written(row.next_step_at),
        "due_before": data and data["due_before"],
        "data": data,
    }


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
