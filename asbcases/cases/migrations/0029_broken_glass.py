"""Who broke the glass of a restricted case, and who asked for one."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0027_explained_before_closing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GlassBreak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Within the case')),
                ('reason', models.TextField()),
                ('broken_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, help_text='Where it was ended before its time', null=True)),
                ('verdict', models.CharField(blank=True, choices=[('right', 'It was right'), ('not_needed', 'It was not needed'), ('misuse', 'Misuse suspected')], max_length=12)),
                ('review_words', models.TextField(blank=True)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('broken_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='glass_breaks', to='cases.case')),
                ('ended_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='glass', to='cases.accessgrant')),
                ('reviewed_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='GlassBreakEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(help_text='Within the case')),
                ('reason', models.TextField()),
                ('broken_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, help_text='Where it was ended before its time', null=True)),
                ('verdict', models.CharField(blank=True, choices=[('right', 'It was right'), ('not_needed', 'It was not needed'), ('misuse', 'Misuse suspected')], max_length=12)),
                ('review_words', models.TextField(blank=True)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('broken_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.accessgrant')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.glassbreak')),
                ('reviewed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GlassTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sought', models.TextField(help_text='The reference of a case, or of the report beside which it was asked')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='glassbreak',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['right', 'not_needed', 'misuse', ''])), name='glass_verdict'),
        ),
        migrations.AddConstraint(
            model_name='glassbreak',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='glass_number_once'),
        ),
        migrations.AddConstraint(
            model_name='glassbreak',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='glass_reviewed_whole'),
        ),
        migrations.AddConstraint(
            model_name='glassbreak',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('broken_by')), _negated=True), _connector='OR'), name='glass_reviewed_by_another'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='glassbreak',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_glassbreakevent" ("broken_at", "broken_by_id", "case_id", "ended_at", "ended_by_id", "ends_at", "grant_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "review_words", "reviewed_at", "reviewed_by_id", "verdict") VALUES (OLD."broken_at", OLD."broken_by_id", OLD."case_id", OLD."ended_at", OLD."ended_by_id", OLD."ends_at", OLD."grant_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."reason", OLD."review_words", OLD."reviewed_at", OLD."reviewed_by_id", OLD."verdict"); RETURN NULL;', hash='e060314fa9c81f51b6ca50f59171343835c5e5dc', operation='UPDATE', pgid='pgtrigger_changed_update_62461', table='cases_glassbreak', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='glassbreak',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_glassbreakevent" ("broken_at", "broken_by_id", "case_id", "ended_at", "ended_by_id", "ends_at", "grant_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "review_words", "reviewed_at", "reviewed_by_id", "verdict") VALUES (OLD."broken_at", OLD."broken_by_id", OLD."case_id", OLD."ended_at", OLD."ended_by_id", OLD."ends_at", OLD."grant_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."reason", OLD."review_words", OLD."reviewed_at", OLD."reviewed_by_id", OLD."verdict"); RETURN NULL;', hash='2cc55583373ed4ba035405a4fc630d914e65b587', operation='DELETE', pgid='pgtrigger_deleted_delete_a1036', table='cases_glassbreak', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='glassbreakevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='859c1af6cb7a16e38d746fd1b60414b607c75a62', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c50b9', table='cases_glassbreakevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='glasstry',
            index=models.Index(fields=['by', '-at'], name='glass_try_by'),
        ),
        migrations.AddIndex(
            model_name='glasstry',
            index=models.Index(fields=['-at', '-id'], name='glass_try_by_time'),
        ),
    ]
