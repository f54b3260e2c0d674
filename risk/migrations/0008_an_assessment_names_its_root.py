"""An assessment hangs on exactly one case or incident, as a check that every table of the work has."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_indexes_of_open_incidents'),
        ('risk', '0007_what_a_case_takes_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('incident__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', False)), _connector='OR'), name='assessment_one_root'),
        ),
    ]
