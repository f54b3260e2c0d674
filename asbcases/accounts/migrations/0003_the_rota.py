"""The rota: who works when, and on which duty."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_identity_functions'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(help_text='The first instant after the shift')),
                ('duty', models.CharField(blank=True, choices=[('', 'Own work'), ('district', 'Duty supervisor of the district'), ('force', 'Duty inspector of the force')], max_length=10)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('district', models.ForeignKey(blank=True, db_index=False, help_text='The district of a duty supervisor', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.district')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ShiftEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(help_text='The first instant after the shift')),
                ('duty', models.CharField(blank=True, choices=[('', 'Own work'), ('district', 'Duty supervisor of the district'), ('force', 'Duty inspector of the force')], max_length=10)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('district', models.ForeignKey(blank=True, db_constraint=False, help_text='The district of a duty supervisor', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.district')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.shift')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='shift',
            index=models.Index(condition=models.Q(('cancelled_at__isnull', True)), fields=['ends_at'], name='shift_by_end'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('duty__in', ['', 'district', 'force', ''])), name='shift_duty'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('district__isnull', False), ('duty', 'district')), models.Q(models.Q(('duty', 'district'), _negated=True), ('district__isnull', True)), _connector='OR'), name='shift_district_of_duty'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('cancelled_at__isnull', True)), expressions=[('user', '='), (models.Func('starts_at', 'ends_at', function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='shift_one_at_a_time'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shift',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_shiftevent" ("cancelled_at", "district_id", "duty", "ends_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "user_id") VALUES (OLD."cancelled_at", OLD."district_id", OLD."duty", OLD."ends_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."starts_at", OLD."user_id"); RETURN NULL;', hash='b2d75333605825859f44ccbfdb1c78ddd9a00e04', operation='UPDATE', pgid='pgtrigger_changed_update_60826', table='accounts_shift', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shift',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_shiftevent" ("cancelled_at", "district_id", "duty", "ends_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "user_id") VALUES (OLD."cancelled_at", OLD."district_id", OLD."duty", OLD."ends_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."starts_at", OLD."user_id"); RETURN NULL;', hash='87944a0a1735e494f5fc0f5d080dbe6d018bfcdb', operation='DELETE', pgid='pgtrigger_deleted_delete_d5873', table='accounts_shift', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shiftevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0a552e57d98d2a159c7711e138be89f414bcfa01', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5091d', table='accounts_shiftevent', when='BEFORE')),
        ),
    ]
