"""What was taken for a second report and is none says so, since what was owed of it ended."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('triggers', '0013_the_day_of_telling'),
    ]

    operations = [
        migrations.AddField(
            model_name='radarfinding',
            name='not_owed',
            field=models.BooleanField(default=False, help_text='It was taken for a second report, and is none: what was owed of it ended'),
        ),
    ]
