"""The service that tells the lead of a restricted case of a new report adds that message, and sees no other."""

from django.db import migrations

RESTRICTED = "(SELECT asb_is_service('system:restricted')) AND template = 'restricted_near'"


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
    ]
