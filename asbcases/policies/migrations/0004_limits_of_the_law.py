"""Numbers of the law that an administrator adds, each with a named sign-off."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0003_minutes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(help_text='The id of the rule, for example CPB-5', max_length=10)),
                ('name', models.CharField(blank=True, help_text='Which number of the rule, where it has several', max_length=40)),
                ('value', models.DecimalField(decimal_places=2, max_digits=10)),
                ('unit', models.CharField(max_length=20)),
                ('area', models.TextField(blank=True, help_text='The council area where it holds; empty: everywhere')),
                ('in_force_from', models.DateField()),
                ('in_force_to', models.DateField(blank=True, help_text='The last day, or empty while in force', null=True)),
                ('source', models.TextField(help_text='The Act, regulations or policy that says so')),
                ('confidence', models.CharField(choices=[('S', 'Stated in the source'), ('K', 'Known'), ('U', 'To be confirmed by the force')], max_length=1)),
                ('signed_off_by', models.TextField(help_text='Name and office of the lawyer who signed it off')),
                ('signed_off_on', models.DateField()),
                ('added_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, help_text='When its last day became known here', null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='LegalLimitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('rule', models.CharField(help_text='The id of the rule, for example CPB-5', max_length=10)),
                ('name', models.CharField(blank=True, help_text='Which number of the rule, where it has several', max_length=40)),
                ('value', models.DecimalField(decimal_places=2, max_digits=10)),
                ('unit', models.CharField(max_length=20)),
                ('area', models.TextField(blank=True, help_text='The council area where it holds; empty: everywhere')),
                ('in_force_from', models.DateField()),
                ('in_force_to', models.DateField(blank=True, help_text='The last day, or empty while in force', null=True)),
                ('source', models.TextField(help_text='The Act, regulations or policy that says so')),
                ('confidence', models.CharField(choices=[('S', 'Stated in the source'), ('K', 'Known'), ('U', 'To be confirmed by the force')], max_length=1)),
                ('signed_off_by', models.TextField(help_text='Name and office of the lawyer who signed it off')),
                ('signed_off_on', models.DateField()),
                ('added_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, help_text='When its last day became known here', null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policies.legallimit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='legallimit',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__in', ['S', 'K', 'U'])), name='legal_limit_confidence'),
        ),
        migrations.AddConstraint(
            model_name='legallimit',
            constraint=models.CheckConstraint(condition=models.Q(('in_force_to__isnull', True), ('in_force_to__gte', models.F('in_force_from')), _connector='OR'), name='legal_limit_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='legallimit',
            constraint=models.CheckConstraint(condition=models.Q(('signed_off_by', ''), _negated=True), name='legal_limit_signed_off'),
        ),
        migrations.AddConstraint(
            model_name='legallimit',
            constraint=models.UniqueConstraint(fields=('rule', 'name', 'area', 'in_force_from'), name='legal_limit_one_start'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legallimit',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policies_legallimitevent" ("added_at", "added_by_id", "area", "confidence", "ended_at", "id", "in_force_from", "in_force_to", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "signed_off_by", "signed_off_on", "source", "unit", "value", "version") VALUES (OLD."added_at", OLD."added_by_id", OLD."area", OLD."confidence", OLD."ended_at", OLD."id", OLD."in_force_from", OLD."in_force_to", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."rule", OLD."signed_off_by", OLD."signed_off_on", OLD."source", OLD."unit", OLD."value", OLD."version"); RETURN NULL;', hash='96cbbd3f3278dae980f4d5d969b411a69cd424aa', operation='UPDATE', pgid='pgtrigger_changed_update_54f19', table='policies_legallimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legallimit',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policies_legallimitevent" ("added_at", "added_by_id", "area", "confidence", "ended_at", "id", "in_force_from", "in_force_to", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "signed_off_by", "signed_off_on", "source", "unit", "value", "version") VALUES (OLD."added_at", OLD."added_by_id", OLD."area", OLD."confidence", OLD."ended_at", OLD."id", OLD."in_force_from", OLD."in_force_to", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."rule", OLD."signed_off_by", OLD."signed_off_on", OLD."source", OLD."unit", OLD."value", OLD."version"); RETURN NULL;', hash='f3c4afff8804113f6d1db26e16c80e9e983871d4', operation='DELETE', pgid='pgtrigger_deleted_delete_a59b0', table='policies_legallimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legallimitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='97571d10300d0b8b42a9bbc0b0f3c1ac497cb087', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_49a74', table='policies_legallimitevent', when='BEFORE')),
        ),
    ]
