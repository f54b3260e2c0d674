"""What is restricted does not exist for anybody who is not named on its case; services and auditors see that it does."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

# With the rights of the owner: a policy that asked the restrictions as the one who reads would hide them first.
IDS = """
CREATE FUNCTION asb_restricted_ids(kind text) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE hidden bigint[];
BEGIN
    hidden := ARRAY(
        SELECT CASE kind WHEN 'incident' THEN r.incident_id WHEN 'report' THEN r.report_id
                         WHEN 'person' THEN r.person_id ELSE r.case_id END
        FROM cases_restriction r
        WHERE r.lifted_at IS NULL
          AND CASE kind WHEN 'incident' THEN r.incident_id IS NOT NULL WHEN 'report' THEN r.report_id IS NOT NULL
                        WHEN 'person' THEN r.person_id IS NOT NULL
                        ELSE num_nonnulls(r.incident_id, r.report_id, r.person_id) = 0 END
          AND NOT EXISTS (
              SELECT 1 FROM cases_accessgrant g
              WHERE g.case_id = r.case_id AND g.user_id = asb_open_account()
                AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now())));
    -- Asked for every row that asks its root: where nothing is restricted, this is all.
    IF hidden = '{}' OR asb_actor() LIKE 'system:%' OR asb_has_role('auditor') THEN RETURN '{}'; END IF;
    RETURN hidden;
END $$
"""
POLICE = "(SELECT asb_works_for_police())"
SEEN = f"{POLICE} AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id))"
SERVICE = "(SELECT asb_is_service('system:restricted'))"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_who_sees_intake"),
        ("deadlines", "0010_intake_sets_clocks"),
        ("risk", "0006_who_sees_assessments_on_incidents"),
        ("audit", "0006_verbs_of_intake"),
    ]

    operations = [
        migrations.RunSQL(IDS, reverse_sql="DROP FUNCTION asb_restricted_ids CASCADE"),
        RowSecurity("cases_restriction", see=f"({SEEN}) OR {SERVICE}", add=SEEN, change=SEEN),
        RowSecurity("cases_restrictionevent", see=SEEN, add=POLICE),
        HideRestricted(),
    ]
