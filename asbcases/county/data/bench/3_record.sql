-- What every event says of a deadline.
CREATE TEMP TABLE told_of ON COMMIT DROP AS
SELECT o.*, d.id AS deadline_id, d.basis, jsonb_build_object(
    'deadline', d.id, 'kind', CASE o.kind WHEN 'risk_review' THEN 'risk review' ELSE 'first risk assessment' END,
    'subject', '1', 'rank', replace(initcap(o.rank), '_I', ' i'), 'due_at', o.due_at, 'round', 1, 'owner_id', o.owner_id) AS data
FROM owed o JOIN deadlines_deadline d USING (case_id, kind, rank, anchored_at);

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
    SELECT 'assessment.completed', NULL, NULL, case_id, '', jsonb_build_object('party', 'victim 1', 'level', level),
        assessed_at
    FROM made
    UNION ALL
    SELECT 'risk.reviewed', NULL, NULL, r.case_id, '', jsonb_build_object('party', 'victim 1', 'level', level,
        'assessment', r.assessment_id, 'review', r.id), r.reviewed_at
    FROM risk_review r JOIN made USING (case_id)
    UNION ALL
    SELECT 'deadline.set', NULL, NULL, case_id, '', data || jsonb_build_object('basis', basis, 'origin', origin,
        'anchored_at', anchored_at), anchored_at
    FROM told_of
    UNION ALL
    SELECT 'deadline.met', NULL, NULL, case_id, '', data || '{"late": false}', met_at FROM told_of WHERE met_at IS NOT NULL
    UNION ALL
    SELECT 'deadline.cancelled', NULL, NULL, case_id, 'The case was closed', data, cancelled_at
    FROM told_of WHERE cancelled_at IS NOT NULL
    UNION ALL
    SELECT 'case.closed', NULL, NULL, case_id, 'No further report', '{"outcome": "The behaviour has stopped"}', ended_at
    FROM made WHERE closed
) AS event
ORDER BY at, verb
