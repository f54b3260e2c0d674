"""What partners note on a case that is shared with them: for themselves, or for the police too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_who_administers_an_agency'),
        ('cases', '0032_own_reports_of_agencies'),
        ('partners', '0014_given_by_telephone'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnerNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField(help_text='Within the case, of one agency: no number tells of the notes of another')),
                ('shown_to_police', models.BooleanField(help_text='Police who see the case read it too')),
                ('words', models.TextField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_notes', to='cases.case')),
                ('named', models.ForeignKey(blank=True, db_index=False, help_text='Who alone of the agency knows of the case; empty where any officer let in may read this', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'agency', 'number'), name='partner_note_number_once'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='partner_note_says_something')],
            },
        ),
    ]
