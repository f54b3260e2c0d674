"""Who takes in what came by the public form starts its clock."""

from django.db import migrations

INTAKE = "(SELECT asb_is_service('system:intake')) AND report_id IS NOT NULL AND asb_sees_report(report_id)"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0009_kinds_of_intake"), ("cases", "0010_who_sees_intake")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY {name}_for_intake ON deadlines_deadline FOR {command} {clause} ({INTAKE})",
            reverse_sql=f"DROP POLICY {name}_for_intake ON deadlines_deadline",
        )
        for name, command, clause in (("see", "SELECT", "USING"), ("add", "INSERT", "WITH CHECK"))
    ]
