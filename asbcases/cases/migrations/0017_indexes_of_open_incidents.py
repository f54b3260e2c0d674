"""Open incidents are listed from indexes of their own: most that were ever recorded are closed."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_desks'),
        ('cases', '0016_open_cases_at_intake'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('source', 'own')), fields=['district', '-happened_from', '-id'], name='incident_open_by_district'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('source', 'own')), fields=['-happened_from', '-id'], name='incident_open_newest'),
        ),
    ]
