-- What every event says of a deadline.
CREATE TEMP TABLE told_of ON COMMIT DROP AS
SELECT o.*, d.id AS deadline_id, d.basis, jsonb_build_object(
    'deadline', d.id, 'kind', %(kinds)s::jsonb ->> o.kind, 'subject', o.subject, 'rank', replace(initcap(o.rank), '_I', ' i'), 'due_at', o.due_at, 'round', 1, 'owner_id', o.owner_id) AS data
FROM owed o JOIN deadlines_deadline d USING (case_id, kind, rank, anchored_at);

ANALYZE told_of;

-- The events that the officers' verbs would have left, in the order in which they happened.
INSERT INTO audit_auditevent (verb, report_id, incident_id, case_id, actor_id, actor_key, actor_name, actor_role,
    actor_agency, reason, data, request_id, happened_at, recorded_at)
SELECT verb, report_id, incident_id, case_id, %(officer)s, %(officer)s::text, 'Built for measuring', 'ASB officer',
    'Essex Police', reason, data, '', at, at
FROM (
    SELECT 'report.received' AS verb, report_id, NULL::bigint AS incident_id, NULL::bigint AS case_id, '' AS reason,
        '{"channel": "101 call"}'::jsonb AS data, opened_at - interval '20 minutes' AS at
    FROM made
    UNION ALL
    SELECT 'incident.recorded', NULL, incident_id, NULL, '', jsonb_build_object('category', initcap(category)), opened_at
    FROM made
    UNION ALL
    SELECT 'incident.triaged', NULL, incident_id, NULL, '',
        '{"grade": "Scheduled", "handling": "resolved without attendance", "triage": 1}', opened_at
    FROM made
    UNION ALL
    SELECT verb, d.report_id, NULL, NULL, '', jsonb_build_object('deadline', d.id, 'kind', 'triage of a report', 'subject', '',
        'rank', '', 'due_at', d.due_at, 'round', 1, 'owner_id', d.owner_id) || CASE verb
            WHEN 'deadline.met' THEN '{"late": false}'
            ELSE jsonb_build_object('basis', d.basis, 'origin', d.origin, 'anchored_at', d.anchored_at) END, d.set_at
    FROM deadlines_deadline d JOIN made USING (report_id)
    CROSS JOIN (VALUES ('deadline.set'), ('deadline.met')) AS done (verb)
    WHERE d.kind = 'triage'
    UNION ALL
    SELECT 'case.opened', NULL, NULL, case_id, '', '{"lead": "the officer"}', opened_at FROM made
    UNION ALL
    SELECT 'assessment.completed', NULL, NULL, case_id, '', jsonb_build_object('party', 'victim 1', 'level', level,
        'result', 'assessed', 'assessment', assessment_id), at
    FROM assessed JOIN victim USING (case_id)
    UNION ALL
    SELECT 'assessment.signed', NULL, NULL, case_id, '', jsonb_build_object('party', 'victim 1', 'level', level,
        'result', 'assessed', 'assessment', s.assessment_id, 'sign_off', s.id), s.signed_at
    FROM risk_signoff s JOIN victim USING (case_id)
    UNION ALL
    SELECT 'risk.reviewed', NULL, NULL, case_id, '', jsonb_build_object('party', 'victim 1', 'level', level,
        'assessment', assessment_id, 'review', review_id), reviewed_at
    FROM assessed JOIN victim USING (case_id)
    WHERE review_id IS NOT NULL
    UNION ALL
    SELECT 'plan.made', NULL, NULL, case_id, '', jsonb_build_object('party', 'victim 1', 'kind', p.kind || ' plan', 'plan', p.id),
        p.made_at
    FROM cases_victimplan p JOIN victim USING (case_id)
    UNION ALL
    SELECT 'panel.decided', NULL, NULL, case_id, p.reason, jsonb_build_object('party', 'victim 1', 'decision', p.id,
        'words', CASE WHEN referred THEN 'referred to ' || panel ELSE 'not referred' END), p.decided_at
    FROM cases_paneldecision p JOIN victim USING (case_id)
    UNION ALL
    SELECT 'journal.written', NULL, NULL, case_id, '', jsonb_build_object('kind', j.kind, 'number', j.number, 'entry', j.id,
        'party', '1'), j.happened_at
    FROM cases_journalentry j JOIN victim USING (case_id)
    UNION ALL
    SELECT a.verb, NULL, NULL, case_id, a.reason, jsonb_build_object('what', 'a lower level of risk', 'approval', q.id,
        'number', q.number), a.at
    FROM cases_approval q JOIN victim USING (case_id)
    JOIN LATERAL (VALUES ('approval.asked', q.reason, q.asked_at), ('approval.returned', q.decision, q.decided_at))
        AS a (verb, reason, at) ON a.at IS NOT NULL
    UNION ALL
    SELECT 'deadline.set', NULL, NULL, case_id, '', data || jsonb_build_object('basis', basis, 'origin', origin,
        'anchored_at', anchored_at), anchored_at
    FROM told_of
    UNION ALL
    SELECT 'deadline.met', NULL, NULL, case_id, '', data || jsonb_build_object('late', met_at >= due_at), met_at FROM told_of WHERE met_at IS NOT NULL
    UNION ALL
    SELECT 'deadline.cancelled', NULL, NULL, case_id, cancel_reason, data, cancelled_at
    FROM told_of WHERE cancelled_at IS NOT NULL
    UNION ALL
    SELECT 'case.closed', NULL, NULL, case_id, c.reason, jsonb_build_object('outcome', 'The behaviour has stopped', 'closing', c.id,
        'level', c.level, 'retention_class', c.retention_class, 'asked', NULL), c.closed_at
    FROM cases_caseclosing c JOIN victim USING (case_id)
) AS event
ORDER BY at, verb
