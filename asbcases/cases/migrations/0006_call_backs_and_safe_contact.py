"""Promises to ring a caller back, and how a caller may be reached safely."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_ask_by_function'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('promised_at', models.DateTimeField()),
                ('call_by', models.DateTimeField(help_text='The instant by which the caller was promised to hear from us')),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, help_text='What came of the call')),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_backs', to='cases.report')),
            ],
        ),
        migrations.CreateModel(
            name='CallBackEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('promised_at', models.DateTimeField()),
                ('call_by', models.DateTimeField(help_text='The instant by which the caller was promised to hear from us')),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, help_text='What came of the call')),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.callback')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.report')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SafeContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('email', models.EmailField(blank=True, help_text='An address that only the caller reads; empty: do not write', max_length=254)),
                ('from_hour', models.PositiveSmallIntegerField(default=0, help_text='Not before this hour in London')),
                ('until_hour', models.PositiveSmallIntegerField(default=24, help_text='Not from this hour on; 24 is midnight')),
                ('discreet', models.BooleanField(default=True, help_text='Nothing may show that the police wrote')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='From then on we do not write at all', null=True)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='safe_contact', to='cases.report')),
            ],
        ),
        migrations.CreateModel(
            name='SafeContactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('email', models.EmailField(blank=True, help_text='An address that only the caller reads; empty: do not write', max_length=254)),
                ('from_hour', models.PositiveSmallIntegerField(default=0, help_text='Not before this hour in London')),
                ('until_hour', models.PositiveSmallIntegerField(default=24, help_text='Not from this hour on; 24 is midnight')),
                ('discreet', models.BooleanField(default=True, help_text='Nothing may show that the police wrote')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='From then on we do not write at all', null=True)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.safecontact')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.report')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='call_back_number_once'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='call_back_made_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callback',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_callbackevent" ("call_by", "id", "made_at", "made_by_id", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_at", "recorded_at", "recorded_by_id", "report_id", "version") VALUES (OLD."call_by", OLD."id", OLD."made_at", OLD."made_by_id", OLD."note", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."promised_at", OLD."recorded_at", OLD."recorded_by_id", OLD."report_id", OLD."version"); RETURN NULL;', hash='aba15c98d0787c625c91ac4fc63bb72bf0b68fb8', operation='UPDATE', pgid='pgtrigger_changed_update_90e32', table='cases_callback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callback',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_callbackevent" ("call_by", "id", "made_at", "made_by_id", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_at", "recorded_at", "recorded_by_id", "report_id", "version") VALUES (OLD."call_by", OLD."id", OLD."made_at", OLD."made_by_id", OLD."note", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."promised_at", OLD."recorded_at", OLD."recorded_by_id", OLD."report_id", OLD."version"); RETURN NULL;', hash='fc895120f26fa3212f8ef845c911dbfcec57f351', operation='DELETE', pgid='pgtrigger_deleted_delete_28f52', table='cases_callback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callbackevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='132ab926b3fc3f1518fcb28b64efb1f59f715ec4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ffc9a', table='cases_callbackevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='safecontact',
            constraint=models.CheckConstraint(condition=models.Q(('from_hour__lt', models.F('until_hour')), ('until_hour__lte', 24)), name='safe_contact_hours'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='safecontact',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_safecontactevent" ("discreet", "email", "from_hour", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "report_id", "until_hour", "withdrawn_at") VALUES (OLD."discreet", OLD."email", OLD."from_hour", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."report_id", OLD."until_hour", OLD."withdrawn_at"); RETURN NULL;', hash='85866b8f639b062a51a331a4bf4cd0e9c26d975a', operation='UPDATE', pgid='pgtrigger_changed_update_9f030', table='cases_safecontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='safecontact',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_safecontactevent" ("discreet", "email", "from_hour", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "report_id", "until_hour", "withdrawn_at") VALUES (OLD."discreet", OLD."email", OLD."from_hour", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."report_id", OLD."until_hour", OLD."withdrawn_at"); RETURN NULL;', hash='fbf794b5adbfe1b56a5c8694c7760d5980f0be87', operation='DELETE', pgid='pgtrigger_deleted_delete_06430', table='cases_safecontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='safecontactevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e09ef5fc6af3123190f50f80aeb942b2d532c7a8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7f913', table='cases_safecontactevent', when='BEFORE')),
        ),
    ]
