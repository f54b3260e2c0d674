"""The second lock on tasks; and who has a message may mark it read."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

SEEN_ROOT = """(case_id IS NOT NULL AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id)))
    OR (incident_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_incident(incident_id)))
    OR (report_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_report(report_id)))"""
POLICE = "(SELECT asb_works_for_police())"
SERVICES = "(SELECT asb_is_service('system:sweep', 'system:outbox'))"
MINE_OR_SEEN = f"owner_id = (SELECT asb_actor_id()) OR {SEEN_ROOT}"


class Migration(migrations.Migration):
    dependencies = [("notify", "0004_inbox_digests_and_tasks"), ("accounts", "0004_the_diary_sees_reports")]

    operations = [
        RowSecurity(
            "notify_task",
            see=f"{SERVICES} OR {MINE_OR_SEEN}",
            add=SERVICES,
            change=f"{POLICE} AND ({MINE_OR_SEEN})",
        ),
        RowSecurity("notify_taskevent", see=MINE_OR_SEEN, add=POLICE),
        migrations.RunSQL(
            """ALTER POLICY change ON notify_message USING (
                (SELECT asb_is_service('system:outbox')) OR recipient_id = (SELECT asb_actor_id()))""",
            reverse_sql="ALTER POLICY change ON notify_message USING ((SELECT asb_is_service('system:outbox')))",
        ),
    ]
