"""Who takes in what came by the public form queues the word to its caller that we have it."""

from django.db import migrations

INTAKE = """(SELECT asb_is_service('system:intake')) AND recipient_id IS NULL
    AND report_id IS NOT NULL AND asb_sees_report(report_id)"""


class Migration(migrations.Migration):
    dependencies = [
        ("notify", "0007_who_tells_of_restricted_cases"),
        ("cases", "0015_what_came_by_the_form"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY {name}_for_intake ON notify_message FOR {command} {clause} ({INTAKE})",
            reverse_sql=f"DROP POLICY {name}_for_intake ON notify_message",
        )
        for name, command, clause in (("see", "SELECT", "USING"), ("add", "INSERT", "WITH CHECK"))
    ]
