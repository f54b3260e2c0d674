-- Everything that was ever owed: the first assessment, which was made in time, and the reviews one after the other.
-- Those of a closed case were held a day before they were due, the last was cancelled; that of an open case is owed.
CREATE TEMP TABLE owed ON COMMIT DROP AS
SELECT m.case_id, m.district_id, 'first_assessment' AS kind, '' AS rank, m.lead_id AS owner_id, 0 AS turn,
    m.opened_at AS anchored_at, m.opened_at + p.value::int * interval '1 hour' AS due_at, m.assessed_at AS met_at,
    NULL::timestamptz AS cancelled_at, p.id AS policy_id,
    'Within ' || p.value::int || ' hours of opening the case' AS basis
FROM made m
JOIN policies_policyrow p ON p.rule = 'risk.first_assessment' AND p.qualifier = 'medium'
UNION ALL
SELECT m.case_id, m.district_id, 'risk_review', 'sergeant', m.sergeant_id, turn, anchor.at, due.at,
    CASE WHEN turn < held.times THEN anchor.at + (p.value::int - 1) * interval '1 day' END,
    CASE WHEN turn = held.times THEN m.ended_at END, p.id,
    'Reviewed by a sergeant every ' || p.value::int || ' days for a ' || m.level || ' risk'
FROM made m
JOIN policies_policyrow p ON p.rule = 'risk.review.sergeant' AND p.qualifier = m.level
CROSS JOIN LATERAL (SELECT CASE WHEN m.closed THEN floor(39 / (p.value - 1))::int ELSE 0 END AS times) AS held
CROSS JOIN LATERAL generate_series(0, held.times) AS turn
CROSS JOIN LATERAL (SELECT m.assessed_at + turn * (p.value::int - 1) * interval '1 day' AS at) AS anchor
CROSS JOIN LATERAL (
    SELECT ((anchor.at AT TIME ZONE 'Europe/London')::date + p.value::int + 1)::timestamp AT TIME ZONE 'Europe/London' AS at
) AS due;

-- The steps of each by the policy, whom each tells, and which of them the sweep has taken.
CREATE TEMP TABLE steps ON COMMIT DROP AS
SELECT o.case_id, o.kind, o.turn, step.name AS step, step.at,
    CASE WHEN step.name IN ('warn', 'miss') THEN o.owner_id ELSE inspector.id END AS recipient_id,
    step.at <= least(o.met_at, o.cancelled_at, %(end)s) AS taken
FROM owed o
JOIN accounts_user inspector ON inspector.username = 'bench-inspector'
CROSS JOIN LATERAL (
    SELECT 'miss' AS name, o.due_at AS at
    UNION ALL
    SELECT CASE p.rule WHEN 'deadline.warn' THEN 'warn' ELSE split_part(p.rule, '.', 3) END,
        CASE
            WHEN p.unit = 'days' THEN ((o.due_at AT TIME ZONE 'Europe/London') + signed * interval '1 day') AT TIME ZONE 'Europe/London'
            ELSE o.due_at + signed * interval '1 hour' END
    FROM policies_policyrow p
    CROSS JOIN LATERAL (SELECT CASE p.rule WHEN 'deadline.warn' THEN -p.value::int ELSE p.value::int END AS signed) AS s
    WHERE p.qualifier = o.kind AND p.rule LIKE 'deadline.%%'
) AS step;

INSERT INTO deadlines_deadline (case_id, district_id, kind, subject, rank, owner_id, anchored_at, due_at,
    next_step_at, basis, facts, policy_id, steps, taken, told, set_at, met_at, met_by_id, cancelled_at, cancel_reason, version)
SELECT o.case_id, o.district_id, o.kind, '1', o.rank, o.owner_id, o.anchored_at, o.due_at,
    CASE WHEN o.met_at IS NULL AND o.cancelled_at IS NULL THEN s.next END, o.basis, '{}', o.policy_id, s.plan, s.taken,
    s.told, o.anchored_at, o.met_at, CASE WHEN o.met_at IS NOT NULL THEN o.owner_id END, o.cancelled_at,
    CASE WHEN o.cancelled_at IS NULL THEN '' ELSE 'The case was closed' END,
    CASE WHEN o.met_at IS NULL AND o.cancelled_at IS NULL THEN 1 ELSE 2 END
FROM owed o
JOIN (
    SELECT case_id, kind, turn, jsonb_object_agg(step, at) AS plan,
        coalesce(jsonb_object_agg(step, at) FILTER (WHERE taken), '{}') AS taken,
        coalesce(jsonb_object_agg(step, recipient_id) FILTER (WHERE taken), '{}') AS told,
        min(at) FILTER (WHERE NOT taken) AS next
    FROM steps GROUP BY case_id, kind, turn
) AS s USING (case_id, kind, turn)
ORDER BY o.anchored_at;

INSERT INTO risk_review (case_id, assessment_id, rank, note, reviewed_at, recorded_at, recorded_by_id)
SELECT o.case_id, a.id, 'sergeant', 'The level stands', o.met_at, o.met_at, o.owner_id
FROM owed o JOIN risk_assessment a USING (case_id)
WHERE o.kind = 'risk_review' AND o.met_at IS NOT NULL
