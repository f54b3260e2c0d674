"""What a notice or warning gives time for, in the order in which it runs out: of the county, of a district, of an officer."""

from django.db import migrations, models
from django.db.models import Q

RUNS = Q(
    ("cancelled_at__isnull", True), ("kind__in", ("term_due", "measure_comply")), ("met_at__isnull", True)
)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0020_clocks_of_case_reviews")]

    operations = [
        migrations.AddIndex(
            "deadline",
            models.Index(
                fields=[*fields, "due_at", "id"], name=f"deadline_runs{name}", condition=RUNS
            ),
        )
        for name, fields in (("", []), ("_district", ["district"]), ("_owner", ["owner"]))
    ]
