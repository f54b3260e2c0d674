"""The service of the radar tells whoever answers for a victim what their report comes to, and sees no other message."""

from django.db import migrations

RADAR = "(SELECT asb_is_service('system:clocks')) AND template = 'review_radar' AND report_id IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("notify", "0009_about_case_reviews")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY {name}_for_radar ON notify_message FOR {command} {clause} ({RADAR})",
            reverse_sql=f"DROP POLICY {name}_for_radar ON notify_message",
        )
        for name, command, clause in (("see", "SELECT", "USING"), ("add", "INSERT", "WITH CHECK"))
    ]
