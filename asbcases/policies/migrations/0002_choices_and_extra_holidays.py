"""Policy may choose as well as count, says when it became known, and adds days to the bank holidays."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExtraHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('name', models.TextField()),
                ('source', models.TextField(help_text='Who proclaimed it, and where it is written')),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ExtraHolidayEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('day', models.DateField()),
                ('name', models.TextField()),
                ('source', models.TextField(help_text='Who proclaimed it, and where it is written')),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policyrow',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policyrow',
            name='deleted_delete',
        ),
        migrations.RemoveConstraint(
            model_name='policyrow',
            name='policy_unit',
        ),
        migrations.AddField(
            model_name='policyrow',
            name='added_at',
            field=models.DateTimeField(blank=True, help_text='When it became known here; empty for what was shipped at first', null=True),
        ),
        migrations.AddField(
            model_name='policyrow',
            name='added_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policyrow',
            name='choice',
            field=models.TextField(blank=True, help_text='What the row chooses, where it states no number'),
        ),
        migrations.AddField(
            model_name='policyrow',
            name='ended_at',
            field=models.DateTimeField(blank=True, help_text='When its last day became known here', null=True),
        ),
        migrations.AddField(
            model_name='policyrowevent',
            name='added_at',
            field=models.DateTimeField(blank=True, help_text='When it became known here; empty for what was shipped at first', null=True),
        ),
        migrations.AddField(
            model_name='policyrowevent',
            name='added_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policyrowevent',
            name='choice',
            field=models.TextField(blank=True, help_text='What the row chooses, where it states no number'),
        ),
        migrations.AddField(
            model_name='policyrowevent',
            name='ended_at',
            field=models.DateTimeField(blank=True, help_text='When its last day became known here', null=True),
        ),
        migrations.AlterField(
            model_name='policyrow',
            name='unit',
            field=models.CharField(choices=[('days', 'days'), ('working_days', 'working days'), ('hours', 'hours'), ('months', 'months'), ('count', 'times'), ('hour_of_day', "o'clock"), ('choice', 'a choice')], max_length=12),
        ),
        migrations.AlterField(
            model_name='policyrowevent',
            name='unit',
            field=models.CharField(choices=[('days', 'days'), ('working_days', 'working days'), ('hours', 'hours'), ('months', 'months'), ('count', 'times'), ('hour_of_day', "o'clock"), ('choice', 'a choice')], max_length=12),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policyrow',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policies_policyrowevent" ("added_at", "added_by_id", "choice", "confidence", "ended_at", "id", "in_force_from", "in_force_to", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "rule", "source", "unit", "value") VALUES (OLD."added_at", OLD."added_by_id", OLD."choice", OLD."confidence", OLD."ended_at", OLD."id", OLD."in_force_from", OLD."in_force_to", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."qualifier", OLD."rule", OLD."source", OLD."unit", OLD."value"); RETURN NULL;', hash='d1332d6f2d571937f0054b8ed1b1b3bc21b33fb4', operation='UPDATE', pgid='pgtrigger_changed_update_df835', table='policies_policyrow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policyrow',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policies_policyrowevent" ("added_at", "added_by_id", "choice", "confidence", "ended_at", "id", "in_force_from", "in_force_to", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "rule", "source", "unit", "value") VALUES (OLD."added_at", OLD."added_by_id", OLD."choice", OLD."confidence", OLD."ended_at", OLD."id", OLD."in_force_from", OLD."in_force_to", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."qualifier", OLD."rule", OLD."source", OLD."unit", OLD."value"); RETURN NULL;', hash='5574910caa5b2e213d4a31fc9369d3a9d2afb3bb', operation='DELETE', pgid='pgtrigger_deleted_delete_9fa68', table='policies_policyrow', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='policyrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('unit', 'choice'), models.Q(('choice', ''), _negated=True)), models.Q(models.Q(('unit', 'choice'), _negated=True), ('choice', '')), _connector='OR'), name='policy_choice_or_number'),
        ),
        migrations.AddConstraint(
            model_name='policyrow',
            constraint=models.CheckConstraint(condition=models.Q(('unit__in', ['days', 'working_days', 'hours', 'months', 'count', 'hour_of_day', 'choice'])), name='policy_unit'),
        ),
        migrations.AddField(
            model_name='extraholiday',
            name='added_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extraholiday',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extraholidayevent',
            name='added_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extraholidayevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policies.extraholiday'),
        ),
        migrations.AddField(
            model_name='extraholidayevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='extraholiday',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('day',), name='extra_holiday_once_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extraholiday',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policies_extraholidayevent" ("added_at", "added_by_id", "day", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."day", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."source", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;', hash='bfb2021fb8169f5fba337e48ac46d2f5e5f2545e', operation='UPDATE', pgid='pgtrigger_changed_update_147b7', table='policies_extraholiday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extraholiday',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policies_extraholidayevent" ("added_at", "added_by_id", "day", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."day", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."source", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;', hash='881279a2165968ab35cb50aba190360b226fa4c6', operation='DELETE', pgid='pgtrigger_deleted_delete_bb802', table='policies_extraholiday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extraholidayevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5487f44ce9b3144d9ba42c7c12cc9b447e13632d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_09ec0', table='policies_extraholidayevent', when='BEFORE')),
        ),
    ]
