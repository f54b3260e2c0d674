"""The service of restricted cases tells of a broken glass, and of a try to break one."""

from django.db import migrations

GLASS = "(SELECT asb_is_service('system:restricted')) AND template IN ('glass_broken', 'glass_tried')"


class Migration(migrations.Migration):
    dependencies = [("notify", "0010_who_tells_of_case_reviews")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY {name}_for_glass ON notify_message FOR {command} {clause} ({GLASS})",
            reverse_sql=f"DROP POLICY {name}_for_glass ON notify_message",
        )
        for name, command, clause in (("see", "SELECT", "USING"), ("add", "INSERT", "WITH CHECK"))
    ]
