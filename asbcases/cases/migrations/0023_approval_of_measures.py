"""A supervisor may be asked to approve a warning, notice or request for an order."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0022_what_is_in_use'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='approval',
            name='approval_kind',
        ),
        migrations.AlterField(
            model_name='approval',
            name='kind',
            field=models.CharField(choices=[('lower_risk', 'A lower level of risk'), ('close', 'Closing the case'), ('waive', 'Waiving what stands in the way of closing'), ('measure', 'Issuing a warning, notice or request for an order')], max_length=12),
        ),
        migrations.AlterField(
            model_name='approvalevent',
            name='kind',
            field=models.CharField(choices=[('lower_risk', 'A lower level of risk'), ('close', 'Closing the case'), ('waive', 'Waiving what stands in the way of closing'), ('measure', 'Issuing a warning, notice or request for an order')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['lower_risk', 'close', 'waive', 'measure'])), name='approval_kind'),
        ),
    ]
