"""Writing the events and the messages of many steps by one statement."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from asbcases.audit.choices import Verb
from asbcases.audit.transitions import event_of
from asbcases.deadlines.telling import Notice, event_for, message_for

# One document for all: an array of each column, or a parameter for each value, would cost more than the writing itself.
# A key that is there is told already; where two put the same key at once, only one of them gets in.
ANNOUNCE = """
WITH noticed AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(notices)s::json) AS notice(
        case_id bigint, incident_id bigint, report_id bigint, review_id bigint, plan_id bigint, verb text, planned_at timestamptz, data jsonb,
        key text, recipient_id bigint, template text, context jsonb, rings boolean, place bigint)
), recorded AS (
    INSERT INTO audit_auditevent (case_id, incident_id, report_id, review_id, plan_id, verb, actor_key, actor_name,
                                  actor_role, actor_agency, reason, data, request_id, happened_at, recorded_at)
    SELECT case_id, incident_id, report_id, review_id, plan_id, verb, %(actor_key)s, %(actor_name)s, %(actor_role)s, '',
           '', data, %(request_id)s, planned_at, %(now)s
    FROM noticed ORDER BY place
), queued AS (
    INSERT INTO notify_message (case_id, incident_id, report_id, review_id, plan_id, key, recipient_id, template, context,
                                queued_at, next_try_at, tries, error)
    SELECT case_id, incident_id, report_id, review_id, plan_id, key, recipient_id, template, context, %(now)s,
           CASE WHEN rings THEN %(now)s END, 0, ''
    FROM noticed ORDER BY place
    ON CONFLICT (key) DO NOTHING RETURNING id
)
SELECT count(*) FROM queued
"""


def announce(notices: Sequence[Notice], now: datetime) -> int:
    """Record each step and put its message into the outbox, in the caller's transaction; return how many are new."""
    about = event_of(Verb.DEADLINE_WARNED, by=None, now=now, data={})
    common = {name: getattr(about, name) for name in ("actor_key", "actor_name", "actor_role", "request_id")}
    document = json.dumps([{"place": place, **_written(notice, now)} for place, notice in enumerate(notices)])
    with connection.cursor() as cursor:
        cursor.execute(ANNOUNCE, {"notices": document, "now": now, **common})
        [new] = cursor.fetchone()
    return int(new)


def _written(notice: Notice, now: datetime) -> dict[str, object]:
    deadline = notice.deadline
    root = {
        name: getattr(deadline, name)
        for name in ("case_id", "incident_id", "report_id", "review_id", "plan_id")
    }
    return {**root, **event_for(notice), **message_for(notice, now)}
