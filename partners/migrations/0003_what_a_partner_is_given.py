"""What a partner is given of a case: a projection, made here of named fields and of nothing else (docs/partners.md).

This is the second lock on shares. It asks by itself who acts, which shares are in force at this moment and which items
lie within the tier of each; what it answers with names every field, so that a new column of a table is given to nobody.
"""

from django.db import migrations

HEAD = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$"

# Tier 4 (intelligence, sources, the journal, what was asked of supervisors) stands in no line, so it is never given.
ITEMS = """
CREATE FUNCTION asb_items_given(case_key bigint) RETURNS text[] {HEAD}
DECLARE reader bigint := asb_open_account();
BEGIN
    IF NOT asb_has_role('partner', 'coordinator') OR case_key = ANY (asb_hidden_from('case', reader)) THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT DISTINCT given.item
        FROM partners_share s
        JOIN cases_accessgrant g ON g.id = s.grant_id AND g.case_id = s.case_id
        JOIN cases_case c ON c.id = s.case_id AND c.recorded_in_error_at IS NULL
        CROSS JOIN unnest(s.items) AS given (item)
        JOIN (VALUES ('summary', 1), ('contact', 1), ('people', 1), ('premises', 1), ('actions', 1),
                     ('reaching', 2), ('incidents', 2), ('measures', 2),
                     ('risk', 3), ('safety', 3), ('health', 3)) AS known (item, tier) ON known.item = given.item
        WHERE s.case_id = case_key AND g.source = 'share' AND known.tier <= coalesce(g.tier, 1)
          AND (g.user_id = reader OR g.team_id = asb_team() OR g.agency_id = asb_partner_agency())
          AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()));
END $$
"""
# Who asked not to be named: recognised as the caller of such a report, or told of this case so under the same name.
UNNAMED = """
CREATE FUNCTION asb_unnamed_in(case_key bigint) RETURNS bigint[] {HEAD}
BEGIN RETURN ARRAY(
    SELECT DISTINCT p.id FROM cases_caseparty q JOIN cases_person p ON p.id = q.person_id
    WHERE q.case_id = case_key AND q.role <> 'respondent'
      AND (EXISTS (
              SELECT 1 FROM cases_recognition k JOIN cases_report r ON r.id = k.report_id AND r.caller_anonymous
              WHERE k.recorded_in_error_at IS NULL AND k.person_id IN (
                  SELECT w.id FROM cases_person w
                  WHERE p.id IN (w.id, w.same_as_id) OR p.same_as_id IN (w.id, w.same_as_id)))
          OR EXISTS (
              SELECT 1 FROM cases_caseincident l
              JOIN cases_incidentreport t ON t.incident_id = l.incident_id
              JOIN cases_report r ON r.id = t.report_id AND r.caller_anonymous
              WHERE l.case_id = case_key AND r.name_key <> '' AND r.name_key = p.name_key)));
END $$
"""
# A pattern of what tells of them: the words of their names, their numbers, addresses and homes. Empty: nothing to hide.
TELLING = r"""
CREATE FUNCTION asb_telling_of(case_key bigint, unnamed bigint[]) RETURNS text {HEAD}
BEGIN RETURN (
    WITH told AS (
        SELECT r.caller_name, r.caller_phone, r.caller_email, r.caller_contact, r.caller_address
        FROM cases_caseincident l
        JOIN cases_incidentreport t ON t.incident_id = l.incident_id
        JOIN cases_report r ON r.id = t.report_id AND r.caller_anonymous
        WHERE l.case_id = case_key
    ), names AS (
        SELECT p.name AS said FROM cases_person p WHERE p.id = ANY (unnamed) UNION SELECT caller_name FROM told
    ), said AS (
        SELECT regexp_split_to_table(n.said, '[^[:alpha:]'']+') AS words FROM names n
        UNION SELECT unnest(ARRAY[t.caller_phone, t.caller_email, t.caller_contact, t.caller_address]) FROM told t
        UNION SELECT p.contact FROM cases_person p WHERE p.id = ANY (unnamed)
        UNION SELECT k.value FROM cases_personcontact k WHERE k.person_id = ANY (unnamed)
        UNION SELECT m.address FROM cases_personaddress a JOIN cases_premises m ON m.id = a.premises_id
              WHERE a.person_id = ANY (unnamed)
    )
    SELECT coalesce('\y(' || string_agg(regexp_replace(trim(words), '([^[:alnum:][:space:]])', '\\\1', 'g'), '|') || ')\y', '')
    FROM said WHERE length(trim(words)) > 2);
END $$
"""
# A text is given whole or, where it tells of somebody who asked not to be named, not at all: null.
UNTOLD = """
CREATE FUNCTION asb_untold(words text, telling text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN telling = '' OR words !~* telling THEN words END
$$
"""


def untold(column):
    """Return the text of a column, or null where it would tell who asked not to be named."""
    return f"asb_untold({column}, telling)"


WHO = """'person', p.id, 'number', q.number, 'role', q.role, 'unnamed', p.id = ANY (unnamed),
    'name', CASE WHEN 'people' = ANY (items) AND NOT p.id = ANY (unnamed) THEN p.name END"""
PARTY = """cases_caseparty q JOIN cases_person p ON p.id = q.person_id
    WHERE q.case_id = case_key AND q.recorded_in_error_at IS NULL AND p.recorded_in_error_at IS NULL
      AND NOT p.id = ANY (hidden_people)"""
HARMED = "q.role IN ('complainant', 'victim', 'witness')"


def of_party(source, fields, condition="TRUE"):
    """Return the list, in the order of the people, of what a source says of each."""
    return f"""SELECT coalesce(jsonb_agg(jsonb_build_object({WHO}, {fields}) ORDER BY q.number), '[]')
        FROM {PARTY.replace(" WHERE", f" {source} WHERE", 1)} AND {condition}"""


# The newest of its kind for each of the people.
PLAN = """LEFT JOIN LATERAL (SELECT k.way, k.times, k.words FROM cases_contactplan k
    WHERE k.party_id = q.id ORDER BY k.agreed_at DESC, k.id DESC LIMIT 1) k ON TRUE"""
SAFE = """LEFT JOIN LATERAL (SELECT f.phone, f.email, f.from_hour, f.until_hour, f.note, f.discreet
    FROM cases_recognition g JOIN cases_safecontact f ON f.report_id = g.report_id
    WHERE g.person_id = p.id AND g.recorded_in_error_at IS NULL AND f.withdrawn_at IS NULL
    ORDER BY f.recorded_at DESC, f.id DESC LIMIT 1) f ON TRUE"""
ASSESSED = """JOIN LATERAL (SELECT a.id, a.level, a.completed_at, a.floor_reasons, a.raise_reason FROM risk_assessment a
    WHERE a.party_id = q.id AND a.result = 'assessed' ORDER BY a.completed_at DESC, a.id DESC LIMIT 1) a ON TRUE
    LEFT JOIN LATERAL (SELECT v.level FROM risk_levelruling v
    WHERE v.assessment_id = a.id ORDER BY v.ruled_at DESC, v.id DESC LIMIT 1) v ON TRUE"""
SAFETY = """LEFT JOIN LATERAL (SELECT s.words, s.made_at FROM cases_victimplan s
    WHERE s.party_id = q.id AND s.kind = 'safety' ORDER BY s.made_at DESC, s.id DESC LIMIT 1) s ON TRUE"""
NEEDS = """JOIN LATERAL (SELECT n.needs, n.words, n.assessed_at FROM cases_needsassessment n
    WHERE n.party_id = q.id ORDER BY n.assessed_at DESC, n.id DESC LIMIT 1) n ON TRUE"""

GIVEN = {
    "summary": f"""SELECT jsonb_build_object('reference', c.reference, 'words', {untold("c.summary")},
            'stage', c.stage, 'district', d.name, 'opened_at', c.opened_at, 'closed_at', c.closed_at, 'outcome', c.outcome)
        FROM cases_case c JOIN accounts_district d ON d.id = c.district_id WHERE c.id = case_key""",
    "contact": """SELECT jsonb_build_object('lead', u.name, 'lead_email', u.email, 'team', coalesce(t.name, ''),
            'spoc', coalesce(s.name, ''), 'spoc_email', coalesce(s.email, ''))
        FROM cases_case c JOIN accounts_user u ON u.id = c.lead_id LEFT JOIN accounts_team t ON t.id = c.team_id
        LEFT JOIN accounts_user s ON s.id = c.spoc_id WHERE c.id = case_key""",
    "people": f"SELECT coalesce(jsonb_agg(jsonb_build_object({WHO}) ORDER BY q.number), '[]') FROM {PARTY}",
    "premises": f"""SELECT coalesce(jsonb_agg(jsonb_build_object('address', {untold("m.address")},
            'postcode', CASE WHEN {untold("m.address")} IS NULL THEN '' ELSE m.postcode END) ORDER BY l.id), '[]')
        FROM cases_casepremises l JOIN cases_premises m ON m.id = l.premises_id
        WHERE l.case_id = case_key AND l.recorded_in_error_at IS NULL AND m.recorded_in_error_at IS NULL""",
    "reaching": of_party(
        f"{PLAN} {SAFE}",
        f"""'way', k.way, 'times', {untold("k.times")}, 'words', {untold("k.words")},
            'phone', f.phone, 'email', f.email, 'from_hour', f.from_hour, 'until_hour', f.until_hour,
            'note', {untold("f.note")}, 'discreet', f.discreet""",
        f"{HARMED} AND NOT p.id = ANY (unnamed) AND (k.way IS NOT NULL OR f.phone IS NOT NULL)",
    ),
    "incidents": f"""SELECT coalesce(jsonb_agg(jsonb_build_object('reference', i.reference,
            'happened_from', i.happened_from, 'happened_until', i.happened_until, 'precision', i.happened_precision,
            'place', {untold("i.place_text")}, 'category', i.category, 'words', {untold("i.summary")})
            ORDER BY i.happened_from DESC, i.id DESC), '[]')
        FROM cases_caseincident l JOIN cases_incident i ON i.id = l.incident_id
        WHERE l.case_id = case_key AND l.recorded_in_error_at IS NULL AND i.recorded_in_error_at IS NULL
          AND NOT i.id = ANY (hidden_incidents)""",
    "measures": f"""SELECT coalesce(jsonb_agg(jsonb_build_object('person', p.id, 'number', NULL, 'role', 'respondent',
            'unnamed', FALSE, 'name', CASE WHEN 'people' = ANY (items) THEN p.name END,
            'reference', m.reference, 'kind', m.kind, 'issued_on', m.issued_on, 'ends_on', m.ends_on,
            'terms', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', t.number, 'kind', t.kind,
                    'words', {untold("t.words")}, 'place', {untold("t.place")}, 'until_on', t.until_on) ORDER BY t.number), '[]')
                FROM enforcement_measureterm t WHERE t.measure_id = m.id AND t.ended_at IS NULL
                  AND (t.court_in_on IS NULL OR t.court_in_on <= today)
                  AND (t.court_out_on IS NULL OR t.court_out_on > today))) ORDER BY m.id), '[]')
        FROM enforcement_measure m JOIN cases_person p ON p.id = m.subject_id
        WHERE m.case_id = case_key AND m.state = 'issued' AND m.recorded_in_error_at IS NULL
          AND (m.ends_on IS NULL OR m.ends_on >= today) AND NOT p.id = ANY (hidden_people)""",
    "actions": f"""SELECT coalesce(jsonb_agg(jsonb_build_object('number', x.number, 'words', {untold("x.words")},
            'doer', coalesce(nullif(x.doer, ''), u.name), 'due_on', x.due_on, 'done_at', x.done_at)
            ORDER BY x.due_on, x.number), '[]')
        FROM cases_caseaction x JOIN accounts_user u ON u.id = x.owner_id
        WHERE x.case_id = case_key AND x.dropped_at IS NULL AND x.recorded_in_error_at IS NULL""",
    "risk": of_party(
        ASSESSED,
        f"""'level', coalesce(v.level, a.level), 'assessed_at', a.completed_at, 'reasons', a.floor_reasons,
            'words', CASE WHEN v.level IS NULL THEN {untold("a.raise_reason")} ELSE '' END""",
    ),
    "safety": of_party(
        SAFETY,
        f"""'plan', {untold("s.words")}, 'made_at', s.made_at,
            'adjustments', {untold("p.adjustments")}, 'language', p.language""",
        f"{HARMED} AND (s.words IS NOT NULL OR p.adjustments <> '' OR p.language <> '')",
    ),
    "health": of_party(
        NEEDS, f"""'needs', n.needs, 'words', {untold("n.words")}, 'assessed_at', n.assessed_at""", HARMED
    ),
}
EACH = "\n".join(
    f"    IF '{item}' = ANY (items) THEN\n        given := given || jsonb_build_object('{item}', ({sql}));\n    END IF;"
    for item, sql in GIVEN.items()
)
SHARED_CASE = f"""
CREATE FUNCTION asb_shared_case(case_key bigint) RETURNS jsonb {HEAD}
#variable_conflict use_variable
DECLARE
    items text[] := asb_items_given(case_key);
    given jsonb := '{{}}';
    today date := (now() AT TIME ZONE 'Europe/London')::date;
    hidden_incidents bigint[];
    hidden_people bigint[];
    unnamed bigint[];
    telling text;
BEGIN
    IF items = '{{}}' THEN RETURN NULL; END IF;
    hidden_incidents := asb_hidden_from('incident', asb_open_account());
    hidden_people := asb_hidden_from('person', asb_open_account());
    unnamed := asb_unnamed_in(case_key);
    telling := asb_telling_of(case_key, unnamed);
{EACH}
    RETURN given;
END $$
"""
# The line of a list: the summary alone, by the same answer.
SUMMARY = """
CREATE FUNCTION asb_shared_summary(case_key bigint) RETURNS text {HEAD}
BEGIN
    IF NOT 'summary' = ANY (asb_items_given(case_key)) THEN RETURN NULL; END IF;
    RETURN (SELECT asb_untold(c.summary, asb_telling_of(case_key, asb_unnamed_in(case_key)))
            FROM cases_case c WHERE c.id = case_key);
END $$
"""
# A share that has ended hides its case and itself; whoever had it may read who recalled it.
ENDED_BY = """
CREATE FUNCTION asb_share_recalled_by(grant_key bigint) RETURNS text {HEAD}
BEGIN RETURN (
    SELECT u.name FROM cases_accessgrant g
    JOIN partners_share s ON s.grant_id = g.id JOIN accounts_user u ON u.id = s.recalled_by_id
    WHERE g.id = grant_key AND g.revoked_at <= now()
      AND (g.user_id = asb_open_account() OR g.team_id = asb_team() OR g.agency_id = asb_partner_agency()));
END $$
"""
# What others ask of it and what it asks of itself. The rights of the runtime role follow from the name of the role.
INSIDE = ("asb_items_given", "asb_unnamed_in", "asb_telling_of")
ASKED = ("asb_shared_case(bigint)", "asb_shared_summary(bigint)", "asb_share_recalled_by(bigint)")


def name_of(sql):
    """Return the name of the function that a statement makes."""
    return sql.split("FUNCTION ")[1].split("(")[0]


def let_runtime_ask(apps, schema_editor):
    """Let the runtime role ask for the projection, and nobody else."""
    role = schema_editor.connection.app_role
    for function in ASKED:
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC", params=None)
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0002_who_sees_agreements_and_shares"),
        ("risk", "0010_who_sees_decided_levels"),
        ("enforcement", "0011_from_which_day_a_court_varied_it"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                # A percent sign is a letter of these functions and no parameter.
                [(sql.replace("{HEAD}", HEAD).replace("%", "%%"), [])],
                reverse_sql=f"DROP FUNCTION {name_of(sql)}",
            )
            for sql in (ITEMS, UNNAMED, TELLING, UNTOLD, SHARED_CASE, SUMMARY, ENDED_BY)
        ),
        *(
            migrations.RunSQL(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC", migrations.RunSQL.noop) for name in INSIDE
        ),
        migrations.RunPython(let_runtime_ask, migrations.RunPython.noop),
    ]
