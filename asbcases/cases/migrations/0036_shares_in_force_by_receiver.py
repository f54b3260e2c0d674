"""What is shared with somebody, and what ended last, is found by its receiver, however much is shared with others or ended."""

from django.db import migrations, models
from django.db.models.functions import Least


class Migration(migrations.Migration):
    dependencies = [("cases", "0032_own_reports_of_agencies")]

    operations = [
        *(
            migrations.AddIndex(
                model_name="accessgrant",
                index=models.Index(
                    fields=[receiver, "ends_at"],
                    name=f"share_in_force_of_{receiver}",
                    condition=models.Q(("revoked_at__isnull", True), ("source", "share"), (f"{receiver}__isnull", False)),
                ),
            )
            for receiver in ("user", "team", "agency")
        ),
        migrations.AddIndex(
            model_name="accessgrant",
            index=models.Index(
                models.F("agency"),
                Least("revoked_at", "ends_at").desc(),
                models.F("id").desc(),
                name="share_ended_of_agency",
                condition=models.Q(("agency__isnull", False), ("case__isnull", False)),
            ),
        ),
    ]
