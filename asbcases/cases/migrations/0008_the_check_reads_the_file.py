"""`system:check` reads what deadlines follow from, of the whole county; it may write nothing."""

from django.db import migrations

COUNTY_REPORTS = """
CREATE OR REPLACE FUNCTION asb_sees_county_reports() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT asb_is_service({services}) OR asb_in_force_wide_team()
        OR asb_has_role('contact_handler', 'response_officer', 'asb_officer')
); END $$
"""
COUNTY_CASES = """
CREATE OR REPLACE FUNCTION asb_sees_county_cases() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT asb_is_service({services}) OR asb_in_force_wide_team() OR asb_has_role('asb_officer')
); END $$
"""
BEFORE, NOW = "'system:sweep', 'system:replan'", "'system:sweep', 'system:replan', 'system:check'"
GRANTS = """
CREATE POLICY see_for_check ON cases_accessgrant FOR SELECT USING ((SELECT asb_is_service('system:check')))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_who_sees_call_backs"),
        ("accounts", "0004_the_diary_sees_reports"),
    ]

    operations = [
        *(
            migrations.RunSQL(sql.format(services=NOW), reverse_sql=sql.format(services=BEFORE))
            for sql in (COUNTY_REPORTS, COUNTY_CASES)
        ),
        migrations.RunSQL(GRANTS, reverse_sql="DROP POLICY see_for_check ON cases_accessgrant"),
    ]
