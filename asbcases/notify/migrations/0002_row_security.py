"""The second lock on messages: the recipient, who may see what it is about, and the outbox itself."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

POLICE = "(SELECT asb_works_for_police())"
SERVICES = "(SELECT asb_is_service('system:sweep', 'system:outbox'))"
SEEN_ROOT = """(case_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_case r WHERE r.id = case_id))
    OR (incident_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_incident r WHERE r.id = incident_id))
    OR (report_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_report r WHERE r.id = report_id))"""


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial"), ("cases", "0002_row_security")]

    operations = [
        RowSecurity(
            "notify_message",
            see=f"{SERVICES} OR recipient_id = (SELECT asb_actor_id()) OR {SEEN_ROOT}",
            add=f"{SERVICES} OR ({POLICE} AND ({SEEN_ROOT}))",
            change="(SELECT asb_is_service('system:outbox'))",
        ),
    ]
