"""The second lock on rulings, and on what the re-planning of deadlines may change."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

SEEN_ROOT = """(case_id IS NOT NULL AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id)))
    OR (incident_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_incident(incident_id)))
    OR (report_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_report(report_id)))"""
POLICE = "(SELECT asb_works_for_police())"
SERVICES = "(SELECT asb_is_service('system:sweep', 'system:replan'))"


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0005_facts_and_rulings"),
        ("accounts", "0004_the_diary_sees_reports"),
    ]

    operations = [
        RowSecurity(
            "deadlines_ruling",
            see=SEEN_ROOT,
            add=f"(SELECT asb_is_service('system:replan')) OR ({POLICE} AND ({SEEN_ROOT}))",
        ),
        migrations.RunSQL(
            f"ALTER POLICY change ON deadlines_deadline USING ({SERVICES} OR ({POLICE} AND ({SEEN_ROOT})))",
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            f"ALTER POLICY add ON deadlines_deadlineevent WITH CHECK ({SERVICES} OR {POLICE})",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
