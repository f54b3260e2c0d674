"""Each night `system:sweep` sets anew what hangs on a date of birth that somebody corrected who may not see the case."""

from django.db import migrations

SWEEP = "(SELECT asb_is_service('system:sweep')) AND kind IN ('eighteenth', 'order_review', 'measure_end')"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0013_clocks_of_enforcement")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY add_for_ages ON deadlines_deadline FOR INSERT WITH CHECK ({SWEEP})",
            reverse_sql="DROP POLICY add_for_ages ON deadlines_deadline",
        )
    ]
