"""Whether a person or a vehicle still takes part in a record, seen or not: yes or no, so that none is struck out there."""

from django.db import migrations

# What is restricted to others does not count: it must not be told from nothing, not even by a refusal.
IN_USE = """
CREATE FUNCTION asb_in_use(kind text, key bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    cases bigint[] := asb_restricted_ids('case');
    incidents bigint[] := asb_restricted_ids('incident');
BEGIN
    IF NOT asb_works_for_police() THEN RETURN false; END IF;
    IF kind = 'vehicle' THEN
        RETURN EXISTS (SELECT 1 FROM cases_incidentvehicle q WHERE q.vehicle_id = key
                AND q.recorded_in_error_at IS NULL AND NOT q.incident_id = ANY (incidents))
            OR EXISTS (SELECT 1 FROM cases_personvehicle q WHERE q.vehicle_id = key AND q.recorded_in_error_at IS NULL
                AND NOT q.person_id = ANY (asb_restricted_ids('person')));
    END IF;
    RETURN EXISTS (SELECT 1 FROM cases_incidentparty q WHERE q.person_id = key
            AND q.recorded_in_error_at IS NULL AND NOT q.incident_id = ANY (incidents))
        OR EXISTS (SELECT 1 FROM cases_caseparty q WHERE q.person_id = key
            AND q.recorded_in_error_at IS NULL AND NOT q.case_id = ANY (cases))
        OR EXISTS (SELECT 1 FROM cases_recognition q WHERE q.person_id = key AND q.recorded_in_error_at IS NULL
            AND NOT q.report_id = ANY (asb_restricted_ids('report')));
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_files_not_scanned")]

    operations = [migrations.RunSQL(IN_USE, reverse_sql="DROP FUNCTION asb_in_use")]
