"""Whoever takes a call may know that somebody works on a case, and who: its summary line, and nothing more.

Contact handlers and response officers see no cases (docs/access.md); a repeat victim would be missed without this.
"""

from django.db import migrations

OPEN_CASES = """
CREATE FUNCTION asb_open_cases_of(incidents bigint[])
RETURNS TABLE (incident_id bigint, reference text, summary text, lead text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT asb_works_for_police() THEN RETURN; END IF;
    RETURN QUERY SELECT l.incident_id, c.reference::text, c.summary, u.name::text
        FROM cases_caseincident l JOIN cases_case c ON c.id = l.case_id JOIN accounts_user u ON u.id = c.lead_id
        WHERE l.incident_id = ANY (incidents) AND l.recorded_in_error_at IS NULL
          AND c.stage <> 'closed' AND c.recorded_in_error_at IS NULL
          AND ((SELECT asb_sees_county_reports()) OR c.district_id = ANY ((SELECT asb_districts())::bigint[]))
          AND (c.id = ANY ((SELECT asb_restricted_ids('case'))::bigint[])) IS NOT TRUE
          AND (l.incident_id = ANY ((SELECT asb_restricted_ids('incident'))::bigint[])) IS NOT TRUE
        ORDER BY c.opened_at DESC, c.id DESC LIMIT 100;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_what_came_by_the_form")]

    operations = [migrations.RunSQL(OPEN_CASES, reverse_sql="DROP FUNCTION asb_open_cases_of")]
