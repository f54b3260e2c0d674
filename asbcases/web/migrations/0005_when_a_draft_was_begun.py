"""A person may have several drafts of one page, and tells them apart by when each was begun."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("web", "0004_drafts_are_ones_own")]

    operations = [
        migrations.AlterField(
            "draft",
            "about",
            models.CharField(
                blank=True,
                help_text="Reference of the record, or the key of a page that has none",
                max_length=20,
            ),
        ),
        migrations.AddField(
            "draft", "begun_at", models.DateTimeField(default=timezone.now), preserve_default=False
        ),
        migrations.RunSQL("UPDATE web_draft SET begun_at = saved_at", migrations.RunSQL.noop),
    ]
