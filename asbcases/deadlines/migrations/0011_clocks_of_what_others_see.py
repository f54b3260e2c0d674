"""`system:clocks` starts and ends clocks on records that the person whose act does it may not see."""

from django.db import migrations

COUNTY_REPORTS = """
CREATE OR REPLACE FUNCTION asb_sees_county_reports() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT asb_is_service({services}) OR asb_in_force_wide_team()
        OR asb_has_role('contact_handler', 'response_officer', 'asb_officer')
); END $$
"""
BEFORE = "'system:sweep', 'system:replan', 'system:check'"
NOW = f"{BEFORE}, 'system:clocks'"
# No case: what hangs on one is set and ended by whoever works on it.
CLOCKS = "(SELECT asb_is_service('system:clocks')) AND case_id IS NULL"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0010_intake_sets_clocks"), ("cases", "0012_finding_again")]

    operations = [
        migrations.RunSQL(
            COUNTY_REPORTS.format(services=NOW), reverse_sql=COUNTY_REPORTS.format(services=BEFORE)
        ),
        *(
            migrations.RunSQL(
                f"CREATE POLICY {name}_for_clocks ON {table} FOR {command} {clause} ({CLOCKS})",
                reverse_sql=f"DROP POLICY {name}_for_clocks ON {table}",
            )
            for table, name, command, clause in (
                ("deadlines_deadline", "add", "INSERT", "WITH CHECK"),
                ("deadlines_deadline", "change", "UPDATE", "USING"),
                ("deadlines_deadlineevent", "add", "INSERT", "WITH CHECK"),
            )
        ),
    ]
