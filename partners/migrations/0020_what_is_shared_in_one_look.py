"""What is shared with somebody is found in one look at the shares in force, and each function plans its looks once a session.

What each function answers stays the same. PostgreSQL planned the look for words that tell of somebody anew at every call,
for it took the empty list of people for cheaper than any list: 1 ms to plan what took 0.1 ms (docs/benchmarks.md).
"""

from django.db import migrations

HEAD = """LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$"""
# One process: to begin others takes longer than the look.
ALONE = HEAD.replace(" AS $$", " SET max_parallel_workers_per_gather = 0 AS $$")
KNOWN = """(VALUES ('summary', 1), ('contact', 1), ('people', 1), ('premises', 1), ('actions', 1),
    ('reaching', 2), ('incidents', 2), ('measures', 2), ('risk', 3), ('safety', 3), ('health', 3)) AS known (item, tier)"""
# Who acts, where they are a partner; one look instead of one for each of the three.
READER = """SELECT u.id, u.team_id, u.agency_id INTO reader, team, agency FROM accounts_user u
        WHERE u.id = asb_actor_id() AND u.is_active AND u.role IN ('partner', 'coordinator')"""
DECLARED = "DECLARE reader bigint; team bigint; agency bigint;"

ITEMS = f"""
CREATE OR REPLACE FUNCTION asb_items_given(case_key bigint) RETURNS text[] {HEAD}
{DECLARED}
BEGIN
    {READER};
    IF NOT FOUND OR case_key = ANY (asb_hidden_from('case', reader)) THEN RETURN '{{}}'; END IF;
    RETURN ARRAY(
        SELECT DISTINCT given.item
        FROM partners_share s
        JOIN cases_accessgrant g ON g.id = s.grant_id AND g.case_id = s.case_id
        JOIN cases_case c ON c.id = s.case_id AND c.recorded_in_error_at IS NULL
        CROSS JOIN unnest(s.items) AS given (item)
        JOIN {KNOWN} ON known.item = given.item
        WHERE s.case_id = case_key AND g.source = 'share' AND known.tier <= coalesce(g.tier, 1)
          AND (g.user_id = reader OR g.team_id = team OR g.agency_id = agency)
          AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()));
END $$
"""
# By the index of each receiver and end: what ended, and what others have, is not looked at.
RECEIVED = " UNION ALL ".join(
    f"""SELECT g.id, g.case_id, g.tier FROM cases_accessgrant g
            WHERE g.{receiver}_id = {value} AND g.source = 'share' AND g.revoked_at IS NULL AND g.ends_at {ends} AND g.starts_at <= now()"""
    for receiver, value in (("user", "reader"), ("team", "team"), ("agency", "agency"))
    for ends in ("IS NULL", "> now()")
)
# The cases of which something is shared with whoever acts: those of which asb_is_shared() says so.
CASES = f"""
CREATE FUNCTION asb_shared_cases() RETURNS bigint[] {ALONE}
{DECLARED}
    hidden bigint[];
BEGIN
    IF asb_unrestricted() THEN RETURN ARRAY(SELECT c.id FROM cases_case c WHERE c.recorded_in_error_at IS NULL); END IF;
    {READER};
    IF NOT FOUND THEN RETURN '{{}}'; END IF;
    hidden := asb_hidden_from('case', reader);
    -- For each grant by its key: PostgreSQL expects so many of them that it would read all shares.
    RETURN ARRAY(
        SELECT DISTINCT given.case_id
        FROM ({RECEIVED}) g
        CROSS JOIN LATERAL (
            SELECT s.case_id FROM partners_share s
            JOIN cases_case c ON c.id = s.case_id AND c.recorded_in_error_at IS NULL
            WHERE s.grant_id = g.id AND s.case_id = g.case_id AND NOT s.case_id = ANY (hidden)
              AND EXISTS (SELECT 1 FROM {KNOWN} WHERE known.item = ANY (s.items) AND known.tier <= coalesce(g.tier, 1))
            LIMIT 1) given);
END $$
"""
# As before, but for the beginning: where nobody asked not to be named, there is nothing to put together.
TELLING = r"""
CREATE OR REPLACE FUNCTION asb_telling_of(case_key bigint, unnamed bigint[]) RETURNS text {HEAD}
BEGIN
    IF unnamed = '{}' AND NOT EXISTS (
        SELECT 1 FROM cases_caseincident l
        JOIN cases_incidentreport t ON t.incident_id = l.incident_id
        JOIN cases_report r ON r.id = t.report_id AND r.caller_anonymous
        WHERE l.case_id = case_key) THEN RETURN ''; END IF;
    RETURN (
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
# These keep their words.
PLANNED_ONCE = ("asb_shared_line(bigint)", "asb_shared_case(bigint)", "asb_unnamed_in(bigint)")


def let_runtime_ask(apps, schema_editor):
    """Let the runtime role ask which cases are shared, and nobody else."""
    schema_editor.execute("REVOKE ALL ON FUNCTION asb_shared_cases() FROM PUBLIC", params=None)
    role = schema_editor.connection.app_role
    schema_editor.execute(f"GRANT EXECUTE ON FUNCTION asb_shared_cases() TO {role}", params=None)


class Migration(migrations.Migration):
    dependencies = [("partners", "0019_an_own_report_opens_no_row"), ("cases", "0036_shares_in_force_by_receiver")]

    operations = [
        *(
            migrations.RunSQL(
                # A percent sign is a letter of these functions and no parameter.
                [(sql.replace("{HEAD}", HEAD).replace("%", "%%"), [])],
                migrations.RunSQL.noop,
            )
            for sql in (ITEMS, TELLING)
        ),
        migrations.RunSQL(CASES, reverse_sql="DROP FUNCTION asb_shared_cases"),
        *(
            migrations.RunSQL(
                f"ALTER FUNCTION {name} SET plan_cache_mode = force_generic_plan",
                reverse_sql=f"ALTER FUNCTION {name} RESET plan_cache_mode",
            )
            for name in PLANNED_ONCE
        ),
        migrations.RunPython(let_runtime_ask, migrations.RunPython.noop),
    ]
