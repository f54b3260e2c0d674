"""Saving many deadlines by one statement."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from asbcases.deadlines.models import Deadline

SAVE = """
UPDATE deadlines_deadline AS d
SET due_at = v.due_at, basis = v.basis, skipped = v.skipped::jsonb, policy_id = v.policy, nature = v.nature,
    rings = v.rings, steps = v.steps::jsonb, taken = v.taken::jsonb, told = v.told::jsonb, round = v.round,
    next_step_at = v.next_step_at, version = d.version + 1
FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::boolean[], %s::text[],
    %s::text[], %s::text[], %s::smallint[], %s::timestamptz[])
    AS v(id, due_at, basis, skipped, policy, nature, rings, steps, taken, told, round, next_step_at)
WHERE d.id = v.id AND d.met_at IS NULL AND d.cancelled_at IS NULL
"""


def save_plans(rows: Sequence[Deadline]) -> None:
    """Save what `plan` gave to these open deadlines, which the caller has locked."""
    if not rows:
        return
    columns: list[Any] = [
        [row.pk for row in rows],
        [row.due_at for row in rows],
        [row.basis for row in rows],
        [json.dumps(row.skipped) for row in rows],
        [row.policy_id for row in rows],
        [row.nature for row in rows],
        [row.rings for row in rows],
        [json.dumps(row.steps) for row in rows],
        [json.dumps(row.taken) for row in rows],
        [json.dumps(row.told) for row in rows],
        [row.round for row in rows],
        [row.next_step_at for row in rows],
    ]
    with connection.cursor() as cursor:
        cursor.execute(SAVE, columns)
        if cursor.rowcount != len(rows):
            raise RuntimeError(f"{len(rows)} deadlines were planned anew and {cursor.rowcount} saved.")
