-- One row of facts for each case to make; one in twenty, at a standard risk, was never closed.
-- hashint8extended() gives the same numbers for the same seed.
CREATE TEMP TABLE bench ON COMMIT DROP AS
WITH places AS (
    SELECT d.id AS district_id, row_number() OVER (ORDER BY d.code) - 1 AS place, lead.id AS lead_id,
        sergeant.id AS sergeant_id, inspector.id AS inspector_id, chief.id AS chief_id
    FROM accounts_district d
    JOIN accounts_user lead ON lead.username = 'bench-' || d.code
    JOIN accounts_user sergeant ON sergeant.username = 'bench-sergeant-' || d.code
    JOIN accounts_user inspector ON inspector.username = 'bench-inspector'
    JOIN accounts_user chief ON chief.username = 'bench-chief-inspector'
), dice AS (
    SELECT n,
        hashint8extended(n, %(seed)s) & 2147483647 AS a,
        hashint8extended(n, %(seed)s + 1) & 2147483647 AS b,
        hashint8extended(n, %(seed)s + 2) & 2147483647 AS c,
        string_to_array('Ada Amit Ana Ben Carl Chloe Dean Dora Ella Eric Fay Femi Gail Glen Hana Hugh Ivy Jack Jean Joan Kofi '
            'Lena Liam Lucy Mark Mia Nina Noor Omar Owen Pam Paul Rosa Ruth Sam Sean Tess Tom Uma Zoe', ' ') AS first,
        string_to_array('Abbott Adeyemi Ahmed Akhtar Allen Bailey Barker Begum Bell Brown Carter Chapman Clarke Cole Cook '
            'Davies Dixon Edwards Ellis Evans Fisher Foster Gibson Green Hall Harris Hughes Hunt Iqbal Jackson Jones Kaur '
            'Khan King Lee Lewis Marsh Mason Miller Moore Murphy Nowak Osei Palmer Parker Patel Price Reed Roberts Shaw '
            'Silva Singh Stone Taylor Turner Walker Ward West Wood Young', ' ') AS last
    FROM generate_series(1, %(cases)s) AS n
)
SELECT dice.n, places.district_id, places.lead_id, places.sergeant_id, places.inspector_id, places.chief_id,
    %(end)s::timestamptz - make_interval(mins => 1440 + (dice.b %% 1575360)::int) AS opened_at,
    (ARRAY['personal', 'nuisance', 'environmental'])[1 + dice.a %% 3] AS category,
    CASE WHEN dice.c %% 10 = 0 THEN 'high' WHEN dice.c %% 10 < 4 THEN 'medium' ELSE 'standard' END AS level,
    dice.c %% 20 <> 7 AND dice.b %% 1575360 > 129600 AS closed,
    first[1 + dice.a / 3 %% cardinality(first)] || ' ' || last[1 + dice.b / 7 %% cardinality(last)] AS name,
    nextval('asb_rpt') AS rpt, nextval('asb_inc') AS inc, nextval('asb_asb') AS asb, nextval('asb_per') AS per
FROM dice JOIN places ON places.place = dice.a %% (SELECT count(*) FROM places);

ANALYZE bench;

-- Callers share names and some their homes; no two a number, nor were two reports of one place, which would be linked.
INSERT INTO cases_report (reference, channel, narrative, caller_name, name_key, caller_phone, phone_key, caller_address,
    address_key, caller_contact, place_text, district_id, happened_from, happened_until, happened_precision, received_at,
    recorded_at, recorded_by_id)
SELECT 'RPT-' || extract(year FROM opened_at) || '-' || lpad(rpt::text, 6, '0'), '101', 'Reported matter ' || n,
    name, lower(name), '07' || lpad(rpt::text, 9, '0'), '+447' || lpad(rpt::text, 9, '0'), 1 + n %% 31 || ' Street ' || (n %% 997),
    1 + n %% 31 || ' street ' || (n %% 997), '', 'Street ' || (n %% 997), district_id, opened_at - interval '3 hours',
    opened_at - interval '3 hours', 'exact', opened_at - interval '20 minutes', opened_at, lead_id
FROM bench;

INSERT INTO cases_incident (reference, source, category, summary, place_text, lsoa_code, lsoa_name, district_id,
    outside_area, happened_from, happened_until, happened_precision, recorded_at, recorded_by_id,
    recorded_in_error_why, grade, handling, graded_at, version)
SELECT 'INC-' || extract(year FROM opened_at) || '-' || lpad(inc::text, 6, '0'), 'own', category,
    'Matter ' || n, 'Street ' || (n %% 997), '', '', district_id, false, opened_at - interval '3 hours',
    opened_at - interval '3 hours', 'exact', opened_at, lead_id, '', 'scheduled', 'no_attendance', opened_at, 2
FROM bench;

INSERT INTO cases_case (reference, summary, district_id, lead_id, stage, opened_at, closed_at, outcome,
    closing_reason, recorded_at, recorded_by_id, recorded_in_error_why, version)
SELECT 'ASB-' || extract(year FROM opened_at) || '-' || lpad(asb::text, 6, '0'), 'Problem ' || n, district_id,
    lead_id, CASE WHEN closed THEN 'closed' ELSE 'open' END, opened_at,
    CASE WHEN closed THEN opened_at + interval '40 days' END, CASE WHEN closed THEN 'resolved' ELSE '' END,
    CASE WHEN closed THEN 'No further report' ELSE '' END, opened_at, lead_id, '', 1
FROM bench;

INSERT INTO cases_person (reference, name, name_key, contact, recorded_at, recorded_by_id, recorded_in_error_why, version)
SELECT 'PER-' || extract(year FROM opened_at) || '-' || lpad(per::text, 6, '0'), name, lower(name), '', opened_at, %(officer)s,
    '', 1
FROM bench;

CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT bench.*, CASE WHEN closed THEN bench.opened_at + interval '40 days' END AS ended_at,
    bench.opened_at + interval '20 hours' AS assessed_at, i.id AS incident_id, c.id AS case_id, r.id AS report_id, p.id AS person_id
FROM bench
JOIN cases_report r ON r.reference = 'RPT-' || extract(year FROM bench.opened_at) || '-' || lpad(rpt::text, 6, '0')
JOIN cases_incident i ON i.reference = 'INC-' || extract(year FROM bench.opened_at) || '-' || lpad(inc::text, 6, '0')
JOIN cases_case c ON c.reference = 'ASB-' || extract(year FROM bench.opened_at) || '-' || lpad(asb::text, 6, '0')
JOIN cases_person p ON p.reference = 'PER-' || extract(year FROM bench.opened_at) || '-' || lpad(per::text, 6, '0');

INSERT INTO cases_classification (incident_id, at_stage, category, reason, recorded_at, recorded_by_id)
SELECT incident_id, 'opening', category, '', opened_at, lead_id FROM made;

INSERT INTO cases_incidentreport (incident_id, report_id, recorded_at, recorded_by_id)
SELECT incident_id, report_id, opened_at, lead_id FROM made;

-- Each was graded when it was recorded, as one to which nobody was sent.
INSERT INTO cases_triage (incident_id, number, template_id, trigger, answers, reported_facts, view, history_checked_at,
    history_hits, repeat_rule, interim_level, interim_risk, interim_measures, proposed_grade, proposed_facts, proposed_why,
    grade, grade_reason, bars, supervisor_reason, handling, suggested_category, review_told, review_told_how,
    expectations, channel, desk, recorded_at, recorded_by_id)
SELECT incident_id, 1, (SELECT max(id) FROM cases_triagetemplate), 'first',
    '{"threat": {"state": "answered", "threat_to": ["household"], "immediacy": "pattern", "violence": "none"},
      "harm": {"state": "answered", "severity": "1"}, "risk": {"state": "answered", "likelihood": "2"},
      "investigation": {"state": "answered", "possible_crime": "no", "offender": "unknown"},
      "vulnerability": {"state": "none_known"}, "engagement": {"state": "none_known"}}'::jsonb,
    'Reported matter ' || n, '', opened_at, '[]', '', 'medium', 'It may go on until the visit', '{}', 'scheduled',
    '{personal_target}', 'It is aimed at somebody.', 'scheduled', '', '{}', '', 'no_attendance', 'personal', 'explained',
    '', '', '101', '', opened_at, lead_id
FROM made;

INSERT INTO cases_caseincident (case_id, incident_id, recorded_at, recorded_by_id, recorded_in_error_why)
SELECT case_id, incident_id, opened_at, lead_id, '' FROM made;

INSERT INTO cases_caseparty (case_id, number, person_id, role, recorded_at, recorded_by_id, recorded_in_error_why)
SELECT case_id, 1, person_id, 'victim', opened_at, lead_id, '' FROM made;

INSERT INTO cases_accessgrant (case_id, user_id, source, starts_at, granted_at, granted_by_id)
SELECT case_id, lead_id, 'assignment', opened_at, opened_at, lead_id FROM made;
