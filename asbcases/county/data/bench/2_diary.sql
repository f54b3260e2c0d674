-- An instant as the basis of a deadline names the first at which it is late.
CREATE OR REPLACE FUNCTION pg_temp.late_words(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE to_char(clock, 'HH24MI') WHEN '0000' THEN 'midnight at the start of' WHEN '1200' THEN 'midday on'
            ELSE to_char(clock, CASE to_char(clock, 'MI') WHEN '00' THEN 'FMHH12am' ELSE 'FMHH12:MIam' END) || ' on' END
        || to_char(clock, ' FMDD FMMonth YYYY')
    FROM (SELECT at AT TIME ZONE 'Europe/London' AS clock) AS london
$$;

-- A closed case was reviewed a day before the sergeant's review was due, at a high risk the second time by the inspector.
INSERT INTO risk_review (case_id, assessment_id, rank, note, reviewed_at, recorded_at, recorded_by_id)
SELECT case_id, a.id, CASE turn WHEN 2 THEN 'inspector' ELSE 'sergeant' END, 'The level stands', at, at,
    CASE turn WHEN 2 THEN inspector_id ELSE sergeant_id END
FROM made m
JOIN risk_assessment a USING (case_id)
JOIN policies_policyrow p ON p.rule = 'risk.review.sergeant' AND p.qualifier = m.level
CROSS JOIN LATERAL generate_series(1, CASE WHEN m.closed THEN floor(39 / (p.value - 1))::int ELSE 0 END) AS turn
CROSS JOIN LATERAL (SELECT m.assessed_at + turn * (p.value::int - 1) * interval '1 day' AS at) AS held
ORDER BY at, case_id;

-- What started the clock of a review: the assessment, and every review for the ranks that it was one of.
CREATE TEMP TABLE starts ON COMMIT DROP AS
SELECT case_id, 0 AS turn, m.assessed_at AS at, 'assessment:' || a.id AS origin, 'assessed' AS done, 3 AS height,
    m.lead_id AS by_id
FROM made m JOIN risk_assessment a USING (case_id)
UNION ALL
SELECT case_id, row_number() OVER (PARTITION BY case_id ORDER BY r.reviewed_at), r.reviewed_at, 'review:' || r.id, 'reviewed',
    CASE r.rank WHEN 'sergeant' THEN 1 ELSE 2 END, r.recorded_by_id
FROM made m JOIN risk_review r USING (case_id);

-- Everything that was ever owed: the first assessment, which was made in time, and the reviews, each met by the next
-- of its rank or a higher one. What a closed case still had was cancelled; that of an open case is owed.
CREATE TEMP TABLE owed ON COMMIT DROP AS
SELECT m.case_id, m.district_id, 'first_assessment' AS kind, '' AS rank, m.lead_id AS owner_id, 0 AS turn,
    'party:' || y.id AS origin, 'the case was opened, not assessed being treated as a medium risk' AS because, true AS rings,
    m.opened_at AS anchored_at, m.opened_at + p.value::int * interval '1 hour' AS due_at, m.assessed_at AS met_at,
    m.lead_id AS met_by_id, NULL::timestamptz AS cancelled_at, p.id AS policy_id
FROM made m
JOIN cases_caseparty y USING (case_id)
JOIN policies_policyrow p ON p.rule = 'risk.first_assessment' AND p.qualifier = 'medium'
UNION ALL
SELECT m.case_id, m.district_id, 'risk_review', r.rank, r.owner_id, s.turn, s.origin,
    'the risk to victim 1 was ' || s.done || ' as ' || m.level, m.level = 'high', s.at,
    ((s.at AT TIME ZONE 'Europe/London')::date + p.value::int + 1)::timestamp AT TIME ZONE 'Europe/London', met.at,
    met.by_id, CASE WHEN met.at IS NULL THEN m.ended_at END, p.id
FROM made m
JOIN starts s USING (case_id)
JOIN LATERAL (VALUES (1, 'sergeant', m.sergeant_id), (2, 'inspector', m.inspector_id), (3, 'chief_inspector', m.chief_id))
    AS r (height, rank, owner_id) ON r.height <= s.height
JOIN policies_policyrow p ON p.rule = 'risk.review.' || r.rank AND p.qualifier = m.level
LEFT JOIN starts met ON met.case_id = m.case_id AND met.turn > s.turn
    AND met.turn = CASE r.height WHEN 1 THEN s.turn + 1 WHEN 2 THEN 2 END;

-- The steps of each by the policy, whom each tells, and which of them the sweep has taken.
CREATE TEMP TABLE steps ON COMMIT DROP AS
SELECT o.case_id, o.kind, o.turn, o.rank, step.name AS step, step.at, told.id AS recipient_id,
    step.at <= least(o.met_at, o.cancelled_at, %(end)s) AS taken
FROM owed o
JOIN made m USING (case_id)
CROSS JOIN LATERAL (
    SELECT 'miss' AS name, o.due_at AS at
    UNION ALL
    SELECT CASE p.rule WHEN 'deadline.warn' THEN 'warn' ELSE split_part(p.rule, '.', 3) END,
        CASE
            WHEN p.unit = 'days' THEN ((o.due_at AT TIME ZONE 'Europe/London') + signed * interval '1 day') AT TIME ZONE 'Europe/London'
            ELSE o.due_at + signed * interval '1 hour' END
    FROM policies_policyrow p
    CROSS JOIN LATERAL (SELECT CASE p.rule WHEN 'deadline.warn' THEN -p.value::int ELSE p.value::int END AS signed) AS s
    WHERE p.qualifier = o.kind AND p.unit <> 'choice' AND p.rule LIKE 'deadline.%%'
) AS step
-- A rung tells its own rank, or the next above the one who owes it; above the chief inspector there is nobody.
CROSS JOIN LATERAL (SELECT CASE
    WHEN step.name IN ('warn', 'miss') THEN o.owner_id
    WHEN o.rank = 'chief_inspector' THEN m.inspector_id
    WHEN o.rank = 'inspector' OR step.name = 'chief_inspector' THEN m.chief_id
    ELSE m.inspector_id END AS id) AS told;

INSERT INTO deadlines_deadline (case_id, district_id, kind, nature, origin, subject, rank, owner_id, anchored_at, due_at,
    next_step_at, because, rule, qualifier, policy_id, pauses, extension, skipped, basis, rings, round, steps, taken, told,
    set_at, met_at, met_by_id, cancelled_at, cancelled_by_id, cancel_reason, waived, version)
SELECT o.case_id, o.district_id, o.kind, 'obligation', o.origin, '1', o.rank, o.owner_id, o.anchored_at, o.due_at,
    CASE WHEN o.met_at IS NULL AND o.cancelled_at IS NULL THEN s.next END, o.because, p.rule, p.qualifier, p.id, '[]', '{}',
    '[]',
    p.value::int || ' ' || p.unit || CASE p.unit
        WHEN 'hours' THEN ' after ' || replace(pg_temp.late_words(o.anchored_at), ' at the start of ', ' on ')
        ELSE to_char(o.anchored_at AT TIME ZONE 'Europe/London', ' "following" FMDD FMMonth YYYY') END
        || ', when ' || o.because || ' (' || (regexp_split_to_array(p.source, '[,;]'))[1] || '), so late from '
        || pg_temp.late_words(o.due_at),
    o.rings, 1, s.plan, s.taken, s.told, o.anchored_at, o.met_at, CASE WHEN o.met_at IS NOT NULL THEN o.met_by_id END,
    o.cancelled_at, CASE WHEN o.cancelled_at IS NOT NULL THEN m.lead_id END,
    CASE WHEN o.cancelled_at IS NULL THEN '' ELSE 'The case was closed' END, false,
    CASE WHEN o.met_at IS NULL AND o.cancelled_at IS NULL THEN 1 ELSE 2 END
FROM owed o
JOIN made m USING (case_id)
JOIN policies_policyrow p ON p.id = o.policy_id
JOIN (
    SELECT case_id, kind, turn, rank, jsonb_object_agg(step, at) AS plan,
        coalesce(jsonb_object_agg(step, at) FILTER (WHERE taken), '{}') AS taken,
        coalesce(jsonb_object_agg(step, recipient_id) FILTER (WHERE taken), '{}') AS told,
        min(at) FILTER (WHERE NOT taken) AS next
    FROM steps GROUP BY case_id, kind, turn, rank
) AS s USING (case_id, kind, turn, rank)
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
FROM made m
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
