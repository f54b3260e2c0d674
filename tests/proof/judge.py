"""The judge: what ought to have been told, worked out by PostgreSQL from due times alone, beside what was told.

It knows the policy by heart and asks nothing of the engine: neither the plan that stands in a row nor its code.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from tests.tools.report import Line

# Every step that has come by now, against what was stamped, recorded and told: each must be it, once, with its planned
# time, and noticed between that and now.
COMPARE = """
WITH policy (kind, step, days, hours) AS (VALUES
    ('risk_review', 'warn', -3, 0), ('risk_review', 'miss', 0, 0), ('risk_review', 'sergeant', 0, 0),
    ('risk_review', 'inspector', 0, 72), ('risk_review', 'chief_inspector', 0, 168),
    ('share_expiry', 'warn', -7, 0), ('share_expiry', 'pass', 0, 0)),
own AS MATERIALIZED (SELECT * FROM deadlines_deadline WHERE subject LIKE %(series)s || ':%%'),
due AS (
    SELECT d.id, p.step, CASE
        WHEN p.days <> 0 THEN (d.due_at AT TIME ZONE 'Europe/London' + p.days * interval '1 day') AT TIME ZONE 'Europe/London'
        ELSE d.due_at + p.hours * interval '1 hour' END AS at
    FROM own d JOIN policy p USING (kind) WHERE d.met_at IS NULL AND d.cancelled_at IS NULL),
come AS (SELECT * FROM due WHERE at <= %(now)s),
found AS (
    SELECT 'stamps' AS what, d.id, s.key AS step, NULL::timestamptz AS planned, s.value::timestamptz AS noticed
        FROM own d, jsonb_each_text(d.taken) s
    UNION ALL SELECT 'events', d.id, data->>'step', happened_at, recorded_at
        FROM audit_auditevent e JOIN own d ON d.id = (e.data->>'deadline')::bigint WHERE actor_key = 'system:sweep'
    UNION ALL SELECT 'messages', d.id, split_part(key, ':', 3), (context->>'planned_at')::timestamptz,
        (context->>'noticed_at')::timestamptz
        FROM notify_message m JOIN own d ON d.id = split_part(m.key, ':', 2)::bigint WHERE m.key LIKE 'deadline:%%'),
counted AS (
    SELECT what, id, step, count(*) AS times, min(planned) AS planned, min(noticed) AS noticed
    FROM found GROUP BY what, id, step)
SELECT coalesce(k.what, c.what), count(come.id),
       count(*) FILTER (WHERE come.id IS NOT NULL AND c.id IS NULL),
       count(*) FILTER (WHERE c.times > 1),
       count(*) FILTER (WHERE come.id IS NULL),
       count(*) FILTER (WHERE c.planned <> come.at OR c.noticed NOT BETWEEN come.at AND %(now)s)
FROM (VALUES ('stamps'), ('events'), ('messages')) AS k (what)
CROSS JOIN come FULL JOIN counted c ON c.what = k.what AND c.id = come.id AND c.step = come.step
GROUP BY 1
ORDER BY 1
"""
WAITING = """
SELECT count(*) FILTER (WHERE next_step_at <= %(now)s), count(*) FILTER (WHERE taken <> '{}')
FROM deadlines_deadline WHERE subject LIKE %(series)s || ':%%'
"""


def judged(series: str, now: datetime) -> Iterator[Line]:
    """Yield a line for how many steps of a series had come, and one each for stamps, events and messages."""
    rows = _asked(COMPARE, series, now)
    yield Line("steps due", f"{rows[0][1]:,}", all(row[1] for row in rows) and len(rows) == 3)
    for what, _, lost, twice, unfounded, misdated in rows:
        found = f"{lost} lost, {twice} twice, {unfounded} without cause, {misdated} at a wrong time"
        yield Line(f"{what} of these steps", found, not any((lost, twice, unfounded, misdated)))


def waiting_and_stamped(series: str, now: datetime) -> tuple[int, int]:
    """Return how many deadlines of a series wait for a step, and how many have a stamp."""
    [(waiting, stamped)] = _asked(WAITING, series, now)
    return int(waiting), int(stamped)


def _asked(question: str, series: str, now: datetime) -> list[tuple[object, ...]]:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(question, {"series": series, "now": now})
        return list(cursor.fetchall())
