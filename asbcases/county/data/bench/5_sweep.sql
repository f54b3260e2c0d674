-- The events and messages of the steps that the sweep has taken; each message was sent long ago.
CREATE TEMP TABLE notices ON COMMIT DROP AS
SELECT s.step, s.at, t.case_id, t.deadline_id, t.due_at, t.rings, t.data, u.id AS recipient_id, u.name, u.rank
FROM steps s JOIN told_of t USING (debt) JOIN accounts_user u ON u.id = s.recipient_id
WHERE s.taken;

INSERT INTO audit_auditevent (verb, case_id, actor_key, actor_name, actor_role, actor_agency, reason, data, request_id,
    happened_at, recorded_at)
SELECT CASE step WHEN 'warn' THEN 'deadline.warned' WHEN 'miss' THEN 'deadline.missed' ELSE 'deadline.escalated' END,
    case_id, 'system:sweep', 'sweep', 'Service', '', '',
    data || jsonb_build_object('step', step, 'told', name, 'told_id', recipient_id, 'rank', replace(rank, '_', ' ')), '', at, at
FROM notices
ORDER BY at, case_id, step;

INSERT INTO notify_message (key, recipient_id, template, context, case_id, queued_at, next_try_at, tries, sent_at, error)
SELECT 'deadline:' || deadline_id || ':' || step || ':' || recipient_id, recipient_id,
    CASE step WHEN 'warn' THEN 'deadline_due_soon' WHEN 'miss' THEN 'deadline_missed' ELSE 'deadline_escalated' END,
    jsonb_build_object('kind', data ->> 'kind', 'reference', c.reference, 'path', '/cases/' || c.reference || '/',
        'due_at', due_at, 'planned_at', at, 'noticed_at', at),
    case_id, at, CASE WHEN rings THEN at END, 1, at + interval '5 seconds', ''
FROM notices JOIN cases_case c ON c.id = case_id
ORDER BY at, case_id, step;

DROP TABLE bench, made, victim, rounds, assessed, chores, spoken, owed, rungs, steps, told_of, notices
