"""The service that tells the lead of a restricted case of a new report adds that message, and sees no other.

A task about a restricted case is its owner's, and otherwise seen by nobody who is not named on the case.
"""

from django.db import migrations

RESTRICTED = "(SELECT asb_is_service('system:restricted')) AND template = 'restricted_near'"

SEEN_ROOT = """(case_id IS NOT NULL AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id)))
    OR (incident_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_incident(incident_id)))
    OR (report_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_report(report_id)))"""
SHOWN = " AND ".join(
    f"({root}_id = ANY ((SELECT asb_restricted_ids('{root}'))::bigint[])) IS NOT TRUE"
    for root in ("case", "incident", "report")
)
POLICE = "(SELECT asb_works_for_police())"
SERVICES = "(SELECT asb_is_service('system:sweep', 'system:outbox'))"


OF_NO_RECORD = """(num_nonnulls(case_id, incident_id, report_id) = 0
    AND (SELECT asb_unrestricted() OR asb_has_role('supervisor')))"""


def mine_or(seen):
    """Return the condition on tasks that are one's own, about a record that is seen, or about none."""
    return f"owner_id = (SELECT asb_actor_id()) OR ({seen}) OR {OF_NO_RECORD}"


TASKS = (
    ("see", "notify_task", f"{SERVICES} OR {{}}"),
    ("change", "notify_task", f"{POLICE} AND ({{}})"),
    ("see", "notify_taskevent", "{}"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("notify", "0006_unread_backlog_and_undelivered"),
        ("cases", "0014_of_what_is_restricted"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY {name}_for_restricted ON notify_message FOR {command} {clause} ({RESTRICTED})",
            reverse_sql=f"DROP POLICY {name}_for_restricted ON notify_message",
        )
        for name, command, clause in (("see", "SELECT", "USING"), ("add", "INSERT", "WITH CHECK"))
    ] + [
        migrations.RunSQL(
            f"ALTER POLICY {name} ON {table} USING ({policy.format(mine_or(f'({SEEN_ROOT}) AND {SHOWN}'))})",
            reverse_sql=f"ALTER POLICY {name} ON {table} USING ({policy.format(mine_or(SEEN_ROOT))})",
        )
        for name, table, policy in TASKS
    ]
