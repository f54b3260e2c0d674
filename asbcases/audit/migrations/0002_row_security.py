"""The second lock on the record: what one did oneself, what one may see, and all of it for the auditor."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

SEEN_ROOT = """(case_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_case r WHERE r.id = case_id))
    OR (incident_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_incident r WHERE r.id = incident_id))
    OR (report_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_report r WHERE r.id = report_id))"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("cases", "0002_row_security")]

    operations = [
        RowSecurity(
            "audit_auditevent",
            see=f"""(SELECT asb_has_role('auditor')) OR (SELECT asb_unrestricted())
                OR (actor_key = (SELECT asb_actor()) AND actor_key <> 'anonymous') OR {SEEN_ROOT}""",
            add=f"""(SELECT asb_unrestricted()) OR (actor_key = (SELECT asb_actor())
                AND (num_nonnulls(case_id, incident_id, report_id) = 0 OR {SEEN_ROOT}))""",
        ),
        RowSecurity(
            "audit_access",
            see="""(SELECT asb_has_role('auditor')) OR (SELECT asb_unrestricted())
                OR user_id = (SELECT asb_actor_id())""",
            add="user_id = (SELECT asb_actor_id()) OR (SELECT asb_unrestricted())",
        ),
    ]
