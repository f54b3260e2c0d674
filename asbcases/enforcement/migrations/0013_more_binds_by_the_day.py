"""Whether something else binds goes by the day from which a court put a term in or took it out, as on the page."""

from django.db import migrations

BODY = """
CREATE OR REPLACE FUNCTION asb_more_binds(person bigint, seen bigint[], day date, at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT asb_works_for_police() THEN RETURN false; END IF;
    RETURN EXISTS (
        WITH RECURSIVE records (id, depth) AS (
            SELECT person, 0
            UNION SELECT p.id, r.depth + 1 FROM cases_person p JOIN records r ON p.same_as_id = r.id WHERE r.depth < 3
        )
        SELECT 1 FROM enforcement_measure m
        WHERE m.subject_id IN (SELECT id FROM records) AND NOT m.id = ANY (seen)
          AND NOT m.case_id = ANY (asb_restricted_ids('case'))
          AND m.kind IN ('cpn', 'cbo') AND m.state IN ('issued', 'discharged', 'quashed', 'ended')
          AND m.recorded_in_error_at IS NULL AND m.issued_on <= day
          AND (m.ends_on IS NULL OR m.ends_on >= day) AND (m.ended_at IS NULL OR m.ended_at > at)
          AND EXISTS (SELECT 1 FROM enforcement_measureterm t
              WHERE t.measure_id = m.id AND (t.from_on IS NULL OR t.from_on <= day)
                AND (t.until_on IS NULL OR t.until_on >= day) AND {held}));
END $$
"""
BY_ENTRY = "(t.ended_at IS NULL OR t.ended_at > at)"
BY_DAY = """(t.court_in_on IS NULL OR t.court_in_on <= day)
                AND COALESCE(COALESCE(t.court_out_on, (t.ended_at AT TIME ZONE 'Europe/London')::date) > day, true)"""


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0012_what_courts_varied_before")]

    operations = [
        migrations.RunSQL(BODY.format(held=BY_DAY), reverse_sql=BODY.format(held=BY_ENTRY)),
    ]
