"""Replies and reviews about measures in the order in which they fall due, of the county and of a district."""

from django.db import migrations, models
from django.db.models import Q

TO_ANSWER = Q(
    ("cancelled_at__isnull", True),
    ("kind__in", ("change_reply", "measure_review", "order_review")),
    ("met_at__isnull", True),
    ("nature", "obligation"),
)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0016_notice_of_an_application")]

    operations = [
        migrations.AddIndex(
            "deadline",
            models.Index(fields=[*fields, "due_at", "id"], name=f"deadline_to_answer{name}", condition=TO_ANSWER),
        )
        for name, fields in (("", []), ("_by_district", ["district"]))
    ]
