"""What the first lock and the desks ask of what is restricted: ids, yes or no, and whom to tell; never a word of it."""

from django.db import migrations

SERVICE = "(SELECT asb_is_service('system:restricted'))"
HEAD = "STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$"

# What several restricted cases share is seen by whoever is named on one of them.
HIDDEN_FROM = f"""
CREATE FUNCTION asb_hidden_from(kind text, person bigint) RETURNS bigint[] LANGUAGE plpgsql PARALLEL SAFE {HEAD}
BEGIN
    -- Asked by every list: where nothing is restricted, one look has to do.
    PERFORM 1 FROM cases_restriction WHERE lifted_at IS NULL LIMIT 1;
    IF NOT FOUND THEN RETURN '{{}}'; END IF;
    RETURN ARRAY(
        SELECT found.id FROM (
            SELECT CASE kind WHEN 'incident' THEN r.incident_id WHEN 'report' THEN r.report_id
                             WHEN 'person' THEN r.person_id ELSE r.case_id END AS id,
                EXISTS (SELECT 1 FROM cases_accessgrant g
                    WHERE g.case_id = r.case_id AND g.user_id = person AND g.revoked_at IS NULL
                      AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now())) AS is_named
            FROM cases_restriction r
            WHERE r.lifted_at IS NULL
              AND CASE kind WHEN 'incident' THEN r.incident_id IS NOT NULL WHEN 'report' THEN r.report_id IS NOT NULL
                            WHEN 'person' THEN r.person_id IS NOT NULL
                            ELSE num_nonnulls(r.incident_id, r.report_id, r.person_id) = 0 END
        ) AS found GROUP BY found.id HAVING NOT bool_or(found.is_named));
END $$
"""
# The second lock asks the same of whoever acts; the first names the person, so that it holds without the second.
RESTRICTED_IDS = """
CREATE OR REPLACE FUNCTION asb_restricted_ids(kind text) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM cases_restriction WHERE lifted_at IS NULL LIMIT 1;
    IF NOT FOUND OR asb_actor() LIKE 'system:%' OR asb_has_role('auditor') THEN RETURN '{}'; END IF;
    RETURN asb_hidden_from(kind, asb_open_account());
END $$
"""
# A supervisor sees the case, and perhaps not each incident and report of another district that hangs on it.
# A person is left out who stands in a file of others too: a victim is not hidden there.
ELSEWHERE = """NOT EXISTS (SELECT 1 FROM cases_restriction r WHERE r.lifted_at IS NULL AND r.{root}_id = q.{root}_id{own})
                AND q.recorded_in_error_at IS NULL AND q.person_id = who.id"""
PARTS = f"""
CREATE FUNCTION asb_parts_of_case(case_key bigint) RETURNS TABLE (kind text, key bigint) LANGUAGE plpgsql {HEAD}
BEGIN
    IF NOT (asb_works_for_police() OR asb_is_service('system:restricted'))
        OR case_key = ANY (asb_restricted_ids('case')) THEN RETURN; END IF;
    RETURN QUERY
    WITH incidents AS (
        SELECT l.incident_id AS id FROM cases_caseincident l
        WHERE l.case_id = case_key AND l.recorded_in_error_at IS NULL
    ), reports AS (
        SELECT t.report_id AS id FROM cases_incidentreport t WHERE t.incident_id IN (SELECT i.id FROM incidents i)
    ), people AS (
        SELECT q.person_id AS id FROM cases_caseparty q WHERE q.case_id = case_key AND q.recorded_in_error_at IS NULL
        UNION SELECT q.person_id FROM cases_incidentparty q
            WHERE q.incident_id IN (SELECT i.id FROM incidents i) AND q.recorded_in_error_at IS NULL
        UNION SELECT q.person_id FROM cases_recognition q
            WHERE q.report_id IN (SELECT p.id FROM reports p) AND q.recorded_in_error_at IS NULL
    )
    SELECT 'incident', i.id FROM incidents i
    UNION ALL SELECT 'report', p.id FROM reports p
    UNION ALL SELECT 'person', who.id FROM people who
    WHERE NOT EXISTS (SELECT 1 FROM cases_caseparty q WHERE q.case_id <> case_key
                AND {ELSEWHERE.format(root="case", own=" AND num_nonnulls(r.incident_id, r.report_id, r.person_id) = 0")})
      AND NOT EXISTS (SELECT 1 FROM cases_incidentparty q WHERE q.incident_id NOT IN (SELECT i.id FROM incidents i)
                AND {ELSEWHERE.format(root="incident", own="")})
      AND NOT EXISTS (SELECT 1 FROM cases_recognition q WHERE q.report_id NOT IN (SELECT p.id FROM reports p)
                AND {ELSEWHERE.format(root="report", own="")});
END $$
"""

# The restricted cases that a record belongs to, and those of the people in it: what hangs on them may have changed.
AROUND = f"""
CREATE FUNCTION asb_restricted_around(case_key bigint, incident_key bigint, report_key bigint) RETURNS SETOF bigint
LANGUAGE plpgsql {HEAD}
DECLARE people bigint[];
BEGIN
    PERFORM 1 FROM cases_restriction WHERE lifted_at IS NULL LIMIT 1;
    IF NOT FOUND OR NOT asb_is_service('system:restricted') THEN RETURN; END IF;
    people := ARRAY(
        SELECT q.person_id FROM cases_caseparty q WHERE q.case_id = case_key
        UNION SELECT q.person_id FROM cases_incidentparty q WHERE q.incident_id = incident_key
        UNION SELECT q.person_id FROM cases_recognition q WHERE q.report_id = report_key);
    RETURN QUERY
    SELECT r.case_id FROM cases_restriction r
    WHERE r.lifted_at IS NULL
      AND (r.case_id = case_key OR r.incident_id = incident_key OR r.report_id = report_key
           OR r.person_id = ANY (people)
           OR EXISTS (SELECT 1 FROM cases_caseparty q WHERE q.case_id = r.case_id AND q.person_id = ANY (people))
           OR EXISTS (SELECT 1 FROM cases_incidentparty q
                      WHERE q.incident_id = r.incident_id AND q.person_id = ANY (people)))
    GROUP BY r.case_id ORDER BY r.case_id;
END $$
"""

# A name that is spelled a little otherwise is taken for the same: a false alarm costs a call to the supervisor.
LIKE = "(name <> '' AND {column} <> '' AND similarity({column}, name) >= 0.6)"
# Nobody may call it but the functions below, which have the rights of their owner as well.
MATCHES = f"""
CREATE FUNCTION asb_restricted_matches(phone text, email text, address text, name text) RETURNS SETOF bigint
LANGUAGE plpgsql {HEAD}
#variable_conflict use_variable
BEGIN RETURN QUERY
    SELECT r.case_id FROM cases_restriction r JOIN cases_report p ON p.id = r.report_id
    WHERE r.lifted_at IS NULL
      AND ((phone <> '' AND p.phone_key = phone) OR (email <> '' AND p.email_key = email)
           OR (address <> '' AND address IN (p.address_key, p.place_key)) OR {LIKE.format(column="p.name_key")})
    UNION
    SELECT r.case_id FROM cases_restriction r
        JOIN cases_caseparty q ON q.case_id = r.case_id AND q.recorded_in_error_at IS NULL
        JOIN cases_person p ON p.id = q.person_id
    WHERE r.lifted_at IS NULL AND num_nonnulls(r.incident_id, r.report_id, r.person_id) = 0
      AND ({LIKE.format(column="p.name_key")}
           OR EXISTS (SELECT 1 FROM cases_personcontact c
                      WHERE c.person_id = p.id AND c.recorded_in_error_at IS NULL AND c.key <> ''
                        AND c.key IN (phone, email))
           OR EXISTS (SELECT 1 FROM cases_personaddress a JOIN cases_premises s ON s.id = a.premises_id
                      WHERE a.person_id = p.id AND a.recorded_in_error_at IS NULL
                        AND address <> '' AND s.address_key = address));
END $$
"""
NEAR = f"""
CREATE FUNCTION asb_restricted_near(phone text, email text, address text, name text) RETURNS boolean
LANGUAGE plpgsql {HEAD}
BEGIN
    RETURN asb_works_for_police() AND EXISTS (
        SELECT 1 FROM asb_restricted_matches(phone, email, address, name) AS found (id)
        WHERE found.id = ANY (asb_restricted_ids('case')));
END $$
"""
OWNERS = f"""
CREATE FUNCTION asb_restricted_owners(phone text, email text, address text, name text)
RETURNS TABLE (case_key bigint, case_reference text, lead_key bigint, named bigint[])
LANGUAGE plpgsql {HEAD}
BEGIN
    IF NOT asb_is_service('system:restricted') THEN RETURN; END IF;
    RETURN QUERY SELECT c.id, c.reference::text, c.lead_id, ARRAY(
        SELECT g.user_id FROM cases_accessgrant g
        WHERE g.case_id = c.id AND g.user_id IS NOT NULL AND g.revoked_at IS NULL
          AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()) ORDER BY g.user_id)
    FROM cases_case c WHERE c.id IN (SELECT asb_restricted_matches(phone, email, address, name)) ORDER BY c.id;
END $$
"""
# How many reports of the public wait to be taken in: what they say is read by nobody before.
WAITING = f"""
CREATE FUNCTION asb_public_reports_waiting(most int) RETURNS bigint LANGUAGE plpgsql {HEAD}
BEGIN
    IF NOT asb_works_for_police() THEN RETURN 0; END IF;
    RETURN (SELECT count(*) FROM (
        SELECT 1 FROM cases_publicreport WHERE taken_at IS NULL ORDER BY sent_at, id LIMIT most) AS waiting);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_defaults_for_raw_rows")]

    operations = [
        *(
            # A percent sign is a letter of these functions and no parameter.
            migrations.RunSQL(
                [(sql.replace("%", "%%"), [])],
                reverse_sql=f"DROP FUNCTION {sql.split('FUNCTION ')[1].split('(')[0]}",
            )
            for sql in (HIDDEN_FROM, PARTS, AROUND, MATCHES, NEAR, OWNERS, WAITING)
        ),
        migrations.RunSQL("REVOKE ALL ON FUNCTION asb_restricted_matches FROM PUBLIC", migrations.RunSQL.noop),
        migrations.RunSQL([(RESTRICTED_IDS.replace("%", "%%"), [])], migrations.RunSQL.noop),
        # Whoever restricts a case may not see each incident of another district, nor another restricted case of the
        # same people: the service follows what hangs together, and lets the named people in.
        *(
            migrations.RunSQL(
                f"CREATE POLICY {name}_for_restricted ON {table} FOR {command} {clause} ({SERVICE})",
                reverse_sql=f"DROP POLICY {name}_for_restricted ON {table}",
            )
            for table, name, command, clause in (
                ("cases_accessgrant", "see", "SELECT", "USING"),
                ("cases_accessgrant", "add", "INSERT", "WITH CHECK"),
                ("cases_accessgrant", "change", "UPDATE", "USING"),
                ("cases_accessgrantevent", "add", "INSERT", "WITH CHECK"),
                ("cases_restriction", "add", "INSERT", "WITH CHECK"),
                ("cases_restriction", "change", "UPDATE", "USING"),
                ("cases_restrictionevent", "add", "INSERT", "WITH CHECK"),
            )
        ),
    ]
