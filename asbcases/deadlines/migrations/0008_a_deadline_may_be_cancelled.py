"""A supervisor may cancel what is owed no more."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_the_check_reads_the_file'),
        ('deadlines', '0007_requests_that_wait'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='ruling',
            name='ruling_verb',
        ),
        migrations.AlterField(
            model_name='ruling',
            name='verb',
            field=models.CharField(choices=[('asked', 'asked for more time'), ('returned', 'returned the request'), ('extended', 'extended it'), ('paused', 'paused it'), ('resumed', 'ended the pause'), ('waived', 'waived it'), ('cancelled', 'cancelled it'), ('reassigned', 'gave it to somebody else'), ('replanned', 'planned it anew')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['asked', 'returned', 'extended', 'paused', 'resumed', 'waived', 'cancelled', 'reassigned', 'replanned'])), name='ruling_verb'),
        ),
    ]
