-- What was done for each victim, with the facts that it left.
CREATE OR REPLACE FUNCTION pg_temp.over(since timestamptz, value numeric, unit text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE unit
        WHEN 'hours' THEN since + value::int * interval '1 hour'
        ELSE (CASE unit
                WHEN 'months' THEN ((since AT TIME ZONE 'Europe/London')::date + value::int * interval '1 month')::date
                ELSE (since AT TIME ZONE 'Europe/London')::date + value::int END
            + 1)::timestamp AT TIME ZONE 'Europe/London' END
$$;

CREATE TEMP TABLE victim ON COMMIT DROP AS
SELECT m.*, y.id AS party_id, m.ended_at - interval '20 hours' AS again_at,
    coalesce(m.ended_at - interval '20 hours', %(end)s) AS until
FROM made m JOIN cases_caseparty y USING (case_id);

ANALYZE victim;

-- The risk was assessed at the start, half a day before each review by a supervisor, and for the closing. A closed case was
-- reviewed a day before the sergeant's review was due, at a high risk the second time by the inspector.
CREATE TEMP TABLE rounds ON COMMIT DROP AS
SELECT *, lead(at) OVER (PARTITION BY case_id ORDER BY at) AS next_at FROM (
    SELECT case_id, 0 AS turn, assessed_at AS at, NULL::timestamptz AS reviewed_at FROM victim
    UNION ALL
    SELECT case_id, turn, held.at - interval '10 hours', held.at
    FROM victim v
    JOIN policies_policyrow p ON p.rule = 'risk.review.sergeant' AND p.qualifier = v.level
    CROSS JOIN LATERAL generate_series(1, CASE WHEN v.closed THEN floor(38 / (p.value - 1))::int ELSE 0 END) AS turn
    CROSS JOIN LATERAL (SELECT v.assessed_at + turn * (p.value::int - 1) * interval '1 day' AS at) AS held
    UNION ALL
    SELECT case_id, 9, again_at, NULL FROM victim WHERE closed
) AS round;

ANALYZE rounds;

INSERT INTO risk_assessment (case_id, party_id, version_id, with_victim, score, band_level, floor_level, could_be,
    floor_reasons, level, completed_at, recorded_at, recorded_by_id)
SELECT case_id, party_id, (SELECT min(id) FROM risk_instrumentversion), true,
    CASE level WHEN 'high' THEN 20 WHEN 'medium' THEN 10 ELSE 3 END, level, '', '', '[]', level, r.at, r.at, lead_id
FROM rounds r JOIN victim USING (case_id)
ORDER BY r.at, case_id;

INSERT INTO risk_review (case_id, assessment_id, rank, note, reviewed_at, recorded_at, recorded_by_id)
SELECT case_id, a.id, CASE turn WHEN 2 THEN 'inspector' ELSE 'sergeant' END, 'The level stands', reviewed_at, reviewed_at,
    CASE turn WHEN 2 THEN inspector_id ELSE sergeant_id END
FROM rounds r JOIN victim USING (case_id) JOIN risk_assessment a USING (case_id)
WHERE a.completed_at = r.at AND reviewed_at IS NOT NULL
ORDER BY reviewed_at, case_id;

-- What each assessment set going, and who reviewed it.
CREATE TEMP TABLE assessed ON COMMIT DROP AS
SELECT r.*, a.id AS assessment_id, w.id AS review_id, w.recorded_by_id AS reviewer_id,
    CASE w.rank WHEN 'sergeant' THEN 1 WHEN 'inspector' THEN 2 ELSE 0 END AS height
FROM rounds r
JOIN risk_assessment a ON a.case_id = r.case_id AND a.completed_at = r.at
LEFT JOIN risk_review w ON w.assessment_id = a.id;

ANALYZE assessed;

-- What was to be done once, by whom: most in time, one in fourteen five hours late, and of open cases some not at all.
CREATE TEMP TABLE chores ON COMMIT DROP AS
SELECT *, CASE WHEN planned_at < until AND NOT (forgotten AND NOT closed) THEN planned_at END AS done_at FROM (
    SELECT v.case_id, v.closed, v.until, kind, doer.rank, doer.id AS doer_id, p.id AS policy_id, o.due_at, luck, luck %% 56 = 0 AS forgotten,
        CASE WHEN luck %% 14 = 0 THEN o.due_at + interval '5 hours'
            ELSE v.assessed_at + (o.due_at - v.assessed_at) * (0.1 + 0.1 * (luck %% 7)) END AS planned_at
    FROM victim v
    CROSS JOIN (VALUES ('sign_off', 'risk.sign_off', 3), ('action_plan', 'risk.plan.action', 4),
        ('safety_plan', 'risk.plan.safety', 5), ('panel_decision', 'risk.plan.panel', 6)) AS c (kind, rule, salt)
    JOIN policies_policyrow p ON p.rule = c.rule AND p.qualifier = v.level
    CROSS JOIN LATERAL (SELECT pg_temp.over(v.assessed_at, p.value, p.unit) AS due_at,
        hashint8extended(v.n, %(seed)s + c.salt) & 2147483647 AS luck) AS o
    CROSS JOIN LATERAL (SELECT CASE kind WHEN 'sign_off' THEN 'sergeant' ELSE '' END AS rank,
        CASE kind WHEN 'sign_off' THEN v.sergeant_id ELSE v.lead_id END AS id) AS doer
) AS chore;

ANALYZE chores;

INSERT INTO risk_signoff (case_id, assessment_id, agreed, note, rank, signed_at, recorded_at, recorded_by_id)
SELECT case_id, assessment_id, true, '', 'sergeant', at, at, sergeant_id
FROM (
    SELECT case_id, assessment_id, done_at AS at FROM chores JOIN assessed USING (case_id) WHERE kind = 'sign_off' AND turn = 0
    UNION ALL
    SELECT case_id, assessment_id, at + interval '2 hours' FROM assessed WHERE turn = 9
) AS signed
JOIN victim USING (case_id)
WHERE at IS NOT NULL
ORDER BY at, case_id;

INSERT INTO cases_victimplan (case_id, party_id, kind, words, shared_with_victim, made_at, recorded_at, recorded_by_id)
SELECT case_id, party_id, replace(kind, '_plan', ''), 'Patrols in the evening, a camera at the door', true, done_at, done_at, lead_id
FROM chores JOIN victim USING (case_id)
WHERE kind LIKE '%%_plan' AND done_at IS NOT NULL
ORDER BY done_at, case_id;

INSERT INTO cases_paneldecision (case_id, party_id, panel, referred, reason, decided_at, exit_words, version, recorded_at,
    recorded_by_id)
SELECT case_id, party_id, CASE WHEN referred THEN 'Community safety panel' ELSE '' END, referred,
    CASE WHEN referred THEN 'It takes several agencies' ELSE 'The plans are enough' END, done_at, '', 1, done_at, lead_id
FROM chores JOIN victim USING (case_id) CROSS JOIN LATERAL (SELECT NOT victim.closed AND luck %% 3 = 0 AS referred) AS so
WHERE kind = 'panel_decision' AND done_at IS NOT NULL
ORDER BY done_at, case_id;

-- The victim was rung some days before it was owed, once in fourteen times a day after it; of some open cases no more.
INSERT INTO cases_journalentry (case_id, number, kind, happened_at, said_by, agency, words, is_view, party_id, way, reached,
    new_harm, recorded_at, recorded_by_id, recorded_in_error_why)
SELECT case_id, turn, 'contact', at, 'The victim', '', 'It has been quieter than the week before', false, party_id, 'phone',
    'yes', '', at, lead_id, ''
FROM (
    SELECT v.*, turn, assessed_at + sum(CASE luck %% 14 WHEN 0 THEN value + 1 ELSE value - 2 - luck %% 2 END)
            OVER (PARTITION BY case_id ORDER BY turn)::int * interval '1 day' AS at,
        until - CASE WHEN NOT closed AND (hashint8extended(n, %(seed)s + 9) & 2147483647) %% 14 = 0
            THEN value::int * interval '36 hours' ELSE interval '0' END AS before
    FROM victim v
    JOIN policies_policyrow p ON p.rule = 'risk.contact' AND p.qualifier = v.level
    CROSS JOIN LATERAL generate_series(1, 1 + extract(day FROM until - assessed_at)::int / (value::int - 3)) AS turn
    CROSS JOIN LATERAL (SELECT hashint8extended(n * 1000 + turn, %(seed)s + 7) & 2147483647 AS luck) AS l
) AS rung
WHERE at < before
ORDER BY at, case_id;

-- Of some who are at medium or high risk a lower level was asked for: returned on cases that are closed, waiting on others.
INSERT INTO cases_approval (case_id, number, kind, rank, subject, proposal, reason, asked_at, verdict, decided_at, decided_by_id,
    decision, version, recorded_at, recorded_by_id)
SELECT case_id, 1, 'lower_risk', 'sergeant', '1', jsonb_build_object('assessment', assessment_id, 'party', 1, 'before', level,
        'level', CASE level WHEN 'high' THEN 'medium' ELSE 'standard' END, 'floor', ''),
    'There was nothing since', asked_at, CASE WHEN closed THEN 'returned' ELSE '' END, decided_at,
    CASE WHEN closed THEN sergeant_id END, CASE WHEN closed THEN 'The answers speak for this level' ELSE '' END,
    CASE WHEN closed THEN 2 ELSE 1 END, asked_at, lead_id
FROM victim v
JOIN assessed a USING (case_id)
CROSS JOIN LATERAL (SELECT hashint8extended(n, %(seed)s + 8) & 2147483647 AS luck) AS l
CROSS JOIN LATERAL (SELECT CASE WHEN closed THEN assessed_at + interval '3 days'
    ELSE greatest(assessed_at + interval '1 hour', %(end)s - luck %% 50 * interval '1 hour') END AS asked_at) AS o
CROSS JOIN LATERAL (SELECT CASE WHEN closed THEN asked_at + CASE luck %% 14 WHEN 0 THEN 53 ELSE 20 END * interval '1 hour' END
    AS decided_at) AS d
WHERE turn = 0 AND level <> 'standard' AND luck %% CASE WHEN closed THEN 10 ELSE 8 END = 0
ORDER BY asked_at, case_id;

INSERT INTO cases_caseclosing (case_id, number, outcome, reason, identifiable_victim, somerton_reason, victim_told, told_words,
    support_offered, support_words, level, rank, retention_class, clear_from, closed_at, recorded_at, recorded_by_id)
SELECT case_id, 1, 'resolved', 'No further report', true, '', true, 'By telephone on the day', true, 'Victim support', level,
    closer.rank, 'other', (ended_at AT TIME ZONE 'Europe/London')::date, ended_at, ended_at, closer.id
FROM victim
JOIN LATERAL (VALUES ('standard', 'constable', lead_id), ('medium', 'sergeant', sergeant_id), ('high', 'inspector', inspector_id))
    AS closer (level, rank, id) USING (level)
WHERE closed
ORDER BY ended_at, case_id
