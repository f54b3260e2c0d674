-- An instant as the basis of a deadline names the first at which it is late.
CREATE OR REPLACE FUNCTION pg_temp.late_words(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE to_char(clock, 'HH24MI') WHEN '0000' THEN 'midnight at the start of' WHEN '1200' THEN 'midday on'
            ELSE to_char(clock, CASE to_char(clock, 'MI') WHEN '00' THEN 'FMHH12am' ELSE 'FMHH12:MIam' END) || ' on' END
        || to_char(clock, ' FMDD FMMonth YYYY')
    FROM (SELECT at AT TIME ZONE 'Europe/London' AS clock) AS london
$$;

-- Each time that the victim was spoken to, and the next.
CREATE TEMP TABLE spoken ON COMMIT DROP AS
SELECT *, lead(at) OVER (PARTITION BY case_id ORDER BY at) AS met_at
FROM (
    SELECT case_id, at, 'assessment:' || assessment_id AS origin, '' AS because FROM assessed
    UNION ALL
    SELECT case_id, happened_at, 'journal:' || j.id, 'victim 1 was spoken to' FROM cases_journalentry j JOIN victim USING (case_id)
) AS contact;

-- Everything that was ever owed. What a closed case still had was cancelled; that of an open case is owed.
CREATE TEMP TABLE owed ON COMMIT DROP AS
SELECT row_number() OVER () AS debt, v.case_id, v.district_id, o.kind, o.rank, o.owner_id, o.origin, o.subject,
    coalesce(nullif(o.because, ''), 'the risk to victim 1 was assessed as ' || v.level) AS because,
    p.unit = 'hours' OR p.qualifier = 'high' AS rings, o.anchored_at, pg_temp.over(o.anchored_at, p.value, p.unit) AS due_at,
    o.met_at, CASE WHEN o.met_at IS NOT NULL THEN o.met_by_id END AS met_by_id,
    CASE WHEN o.met_at IS NULL THEN coalesce(o.cancelled_at, o.ends_at) END AS cancelled_at,
    CASE WHEN o.met_at IS NOT NULL THEN '' WHEN o.cancelled_at IS NOT NULL THEN 'The risk was assessed again: planned anew'
        WHEN o.ends_at IS NOT NULL THEN 'The case was closed' ELSE '' END AS cancel_reason,
    p.id AS policy_id
FROM (
    SELECT case_id, 'first_assessment' AS kind, '' AS rank, lead_id AS owner_id, 'party:' || party_id AS origin,
        '1' AS subject, 'the case was opened, not assessed being treated as a medium risk' AS because, opened_at AS anchored_at,
        assessed_at AS met_at, lead_id AS met_by_id, NULL::timestamptz AS cancelled_at, ended_at AS ends_at,
        'risk.first_assessment' AS rule, 'medium' AS qualifier
    FROM victim
    -- The reviews of every rank, by an assessment and again by a review that met them: planned anew by the next assessment.
    UNION ALL
    SELECT case_id, 'risk_review', r.rank, r.owner_id, 'assessment:' || assessment_id, '1', '', at,
        CASE WHEN r.height <= a.height THEN reviewed_at END, reviewer_id, next_at, ended_at, 'risk.review.' || r.rank, level
    FROM assessed a JOIN victim USING (case_id) CROSS JOIN LATERAL (VALUES (1, 'sergeant', sergeant_id),
        (2, 'inspector', inspector_id), (3, 'chief_inspector', chief_id)) AS r (height, rank, owner_id)
    UNION ALL
    SELECT case_id, 'risk_review', r.rank, r.owner_id, 'review:' || review_id, '1',
        'the risk to victim 1 was reviewed as ' || level, reviewed_at, NULL, NULL, next_at, ended_at, 'risk.review.' || r.rank, level
    FROM assessed a JOIN victim USING (case_id) JOIN LATERAL (VALUES (1, 'sergeant', sergeant_id), (2, 'inspector', inspector_id))
        AS r (height, rank, owner_id) ON r.height <= a.height
    -- A review is a sign-off too.
    UNION ALL
    SELECT case_id, 'sign_off', 'sergeant', sergeant_id, 'assessment:' || assessment_id, '1', '', at,
        coalesce(reviewed_at, at + interval '2 hours'), coalesce(reviewer_id, sergeant_id), NULL, ended_at, 'risk.sign_off', level
    FROM assessed JOIN victim USING (case_id)
    WHERE turn > 0
    UNION ALL
    SELECT c.case_id, c.kind, c.rank, c.doer_id, 'assessment:' || assessment_id, '1', '', at, done_at, c.doer_id, NULL, v.ended_at,
        p.rule, p.qualifier
    FROM chores c JOIN assessed a USING (case_id) JOIN victim v USING (case_id) JOIN policies_policyrow p ON p.id = c.policy_id
    WHERE a.turn = 0
    UNION ALL
    SELECT case_id, 'victim_contact', '', lead_id, origin, '1', because, at, met_at, lead_id, NULL, ended_at, 'risk.contact', level
    FROM spoken JOIN victim USING (case_id)
    UNION ALL
    SELECT case_id, 'approval', a.rank, sergeant_id, 'approval:' || a.id, '1', 'the decision was asked for', asked_at, decided_at,
        decided_by_id, NULL, ended_at, 'approval.decide', a.kind
    FROM cases_approval a JOIN victim USING (case_id)
    UNION ALL
    SELECT case_id, 'retention_review', 'inspector', inspector_id, 'case_closing:' || c.id, '', 'the case was closed', c.closed_at,
        NULL, NULL, NULL, NULL, 'retention.review', c.retention_class
    FROM cases_caseclosing c JOIN victim USING (case_id)
) AS o
JOIN victim v USING (case_id)
JOIN policies_policyrow p USING (rule, qualifier);

ANALYZE owed;

-- When each kind warns, is late and climbs.
CREATE TEMP TABLE rungs ON COMMIT DROP AS
SELECT qualifier AS kind, CASE rule WHEN 'deadline.warn' THEN 'warn' ELSE split_part(rule, '.', 3) END AS name, unit,
    CASE rule WHEN 'deadline.warn' THEN -value::int ELSE value::int END AS after
FROM policies_policyrow
WHERE rule LIKE 'deadline.%%' AND unit <> 'choice'
UNION ALL
SELECT DISTINCT kind, 'miss', 'hours', 0 FROM owed;

ANALYZE rungs;

-- The steps of each by the policy, whom each tells, and which of them the sweep has taken.
CREATE TEMP TABLE steps ON COMMIT DROP AS
SELECT o.debt, step.name AS step, planned.at, told.id AS recipient_id,
    planned.at <= least(o.met_at, o.cancelled_at, %(end)s) AS taken
FROM owed o
JOIN victim m USING (case_id)
JOIN rungs step USING (kind)
CROSS JOIN LATERAL (SELECT CASE step.unit
    WHEN 'days' THEN ((o.due_at AT TIME ZONE 'Europe/London') + after * interval '1 day') AT TIME ZONE 'Europe/London'
    ELSE o.due_at + after * interval '1 hour' END AS at) AS planned
-- A rung tells its own rank, or the next above the one who owes it; above the chief inspector there is nobody.
CROSS JOIN LATERAL (SELECT CASE
    WHEN step.name IN ('warn', 'miss') THEN o.owner_id
    WHEN o.rank = '' AND step.name = 'sergeant' THEN m.sergeant_id
    WHEN o.rank = 'chief_inspector' THEN m.inspector_id
    WHEN o.rank = 'inspector' OR step.name = 'chief_inspector' THEN m.chief_id
    ELSE m.inspector_id END AS id) AS told;

ANALYZE steps;

INSERT INTO deadlines_deadline (case_id, district_id, kind, nature, origin, subject, rank, owner_id, anchored_at, due_at,
    next_step_at, because, rule, qualifier, policy_id, pauses, extension, skipped, basis, rings, round, steps, taken, told,
    set_at, met_at, met_by_id, cancelled_at, cancelled_by_id, cancel_reason, waived, version)
SELECT o.case_id, o.district_id, o.kind, 'obligation', o.origin, o.subject, o.rank, o.owner_id, o.anchored_at, o.due_at,
    CASE WHEN o.met_at IS NULL AND o.cancelled_at IS NULL THEN s.next END, o.because, p.rule, p.qualifier, p.id, '[]', '{}',
    '[]',
    p.value::int || ' ' || p.unit || CASE p.unit
        WHEN 'hours' THEN ' after ' || replace(pg_temp.late_words(o.anchored_at), ' at the start of ', ' on ')
        ELSE to_char(o.anchored_at AT TIME ZONE 'Europe/London', ' "following" FMDD FMMonth YYYY') END
        || ', when ' || o.because || ' (' || (regexp_split_to_array(p.source, '[,;]'))[1] || '), so late from '
        || pg_temp.late_words(o.due_at),
    o.rings, 1, s.plan, s.taken, s.told, o.anchored_at, o.met_at, o.met_by_id,
    o.cancelled_at, CASE WHEN o.cancelled_at IS NOT NULL THEN m.lead_id END,
    o.cancel_reason, false,
    CASE WHEN o.met_at IS NULL AND o.cancelled_at IS NULL THEN 1 ELSE 2 END
FROM owed o
JOIN victim m USING (case_id)
JOIN policies_policyrow p ON p.id = o.policy_id
JOIN (
    SELECT debt, jsonb_object_agg(step, at) AS plan,
        coalesce(jsonb_object_agg(step, at) FILTER (WHERE taken), '{}') AS taken,
        coalesce(jsonb_object_agg(step, recipient_id) FILTER (WHERE taken), '{}') AS told,
        min(at) FILTER (WHERE NOT taken) AS next
    FROM steps GROUP BY debt
) AS s USING (debt)
ORDER BY o.anchored_at, o.case_id, p.rule;

-- Each report was graded before anybody was reminded of it.
INSERT INTO deadlines_deadline (report_id, district_id, kind, nature, origin, subject, rank, owner_id, anchored_at, due_at,
    next_step_at, because, rule, qualifier, policy_id, pauses, extension, skipped, basis, rings, round, steps, taken, told,
    set_at, met_at, met_by_id, cancel_reason, waived, version)
SELECT m.report_id, m.district_id, 'triage', 'obligation', 'report:' || m.report_id, '', '', m.lead_id, g.received_at, g.due_at,
    NULL, g.because, p.rule, p.qualifier, p.id, '[]', '{}', '[]',
    p.value::int || ' minutes after ' || replace(pg_temp.late_words(g.received_at), ' at the start of ', ' on ')
        || ', when ' || g.because || ' (' || (regexp_split_to_array(p.source, '[,;]'))[1] || '), so late from '
        || pg_temp.late_words(g.due_at),
    true, 1, s.plan, '{}', '{}', m.opened_at, m.opened_at, m.lead_id, '', false, 2
FROM victim m
JOIN policies_policyrow p ON p.rule = 'report.triage' AND p.qualifier = '101'
CROSS JOIN LATERAL (SELECT m.opened_at - interval '20 minutes' AS received_at,
    m.opened_at + (p.value::int - 20) * interval '1 minute' AS due_at, 'a report by 101 call was received' AS because) AS g
CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(step, at) AS plan FROM (
        SELECT 'miss' AS step, g.due_at AS at
        UNION ALL
        SELECT CASE w.rule WHEN 'deadline.warn' THEN 'warn' ELSE split_part(w.rule, '.', 3) END,
            g.due_at + w.value::int * CASE w.rule WHEN 'deadline.warn' THEN -1 ELSE 1 END
                * CASE w.unit WHEN 'minutes' THEN interval '1 minute' ELSE interval '1 hour' END
        FROM policies_policyrow w
        WHERE w.qualifier = 'triage' AND w.unit <> 'choice' AND w.rule LIKE 'deadline.%%'
    ) AS step
) AS s
ORDER BY g.received_at, m.report_id
