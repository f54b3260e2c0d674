"""Earlier states of a deadline are written by whoever may change it, and by nobody without an identity."""

from django.db import migrations

WRITERS = "(SELECT asb_is_service('system:sweep')) OR (SELECT asb_works_for_police())"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_row_security")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY add ON deadlines_deadlineevent WITH CHECK ({WRITERS})",
            reverse_sql="ALTER POLICY add ON deadlines_deadlineevent WITH CHECK (true)",
        )
    ]
