"""Reports by the very same name, which the radar asks of every report."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_who_sees_case_reviews")]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("name_key", ""), _negated=True), fields=["name_key"], name="report_by_same_name"
            ),
        ),
    ]
