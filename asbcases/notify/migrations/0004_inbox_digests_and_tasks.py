"""Messages are read in an inbox and gathered into digests; what failed becomes a task."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_call_backs_and_safe_contact'),
        ('notify', '0003_ask_by_function'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.TextField(help_text='For example message:41 or sweep:17', unique=True)),
                ('words', models.TextField(help_text='What is wrong and what to do, without names')),
                ('raised_at', models.DateTimeField()),
                ('dealt_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, help_text='What was done about it')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='TaskEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('key', models.TextField(help_text='For example message:41 or sweep:17')),
                ('words', models.TextField(help_text='What is wrong and what to do, without names')),
                ('raised_at', models.DateTimeField()),
                ('dealt_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, help_text='What was done about it')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='message',
            name='digest',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='notify.message'),
        ),
        migrations.AddField(
            model_name='message',
            name='read_at',
            field=models.DateTimeField(blank=True, help_text='When the recipient opened it in the inbox', null=True),
        ),
        migrations.AlterField(
            model_name='message',
            name='next_try_at',
            field=models.DateTimeField(blank=True, help_text='Empty while it waits for a digest, and where a digest carries it', null=True),
        ),
        migrations.AlterField(
            model_name='message',
            name='recipient',
            field=models.ForeignKey(blank=True, help_text='Empty for a message to the caller of its report', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['recipient', '-queued_at', '-id'], name='message_inbox'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('digest__isnull', True), ('next_try_at__isnull', True), ('sent_at__isnull', True)), fields=['recipient', 'id'], name='message_for_digest'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('digest__isnull', False)), fields=['digest'], name='message_of_digest'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('recipient__isnull', False), ('report__isnull', False), _connector='OR'), name='message_to_somebody'),
        ),
        migrations.AddField(
            model_name='task',
            name='case',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='task',
            name='dealt_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='task',
            name='incident',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.incident'),
        ),
        migrations.AddField(
            model_name='task',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='task',
            name='report',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.report'),
        ),
        migrations.AddField(
            model_name='taskevent',
            name='case',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='taskevent',
            name='dealt_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='taskevent',
            name='incident',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.incident'),
        ),
        migrations.AddField(
            model_name='taskevent',
            name='owner',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='taskevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='notify.task'),
        ),
        migrations.AddField(
            model_name='taskevent',
            name='report',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.report'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('dealt_at__isnull', True)), fields=['owner', 'raised_at', 'id'], name='task_open'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('incident__isnull', True), ('report__isnull', False)), models.Q(('case__isnull', True), ('incident__isnull', False), ('report__isnull', True)), models.Q(('case__isnull', False), ('incident__isnull', True), ('report__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('report__isnull', True)), _connector='OR'), name='task_one_root'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dealt_at__isnull', True), ('dealt_by__isnull', True)), models.Q(('dealt_at__isnull', False), ('dealt_by__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='task_dealt_with_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "notify_taskevent" ("case_id", "dealt_at", "dealt_by_id", "id", "incident_id", "key", "note", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "report_id", "version", "words") VALUES (OLD."case_id", OLD."dealt_at", OLD."dealt_by_id", OLD."id", OLD."incident_id", OLD."key", OLD."note", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."raised_at", OLD."report_id", OLD."version", OLD."words"); RETURN NULL;', hash='53691c4806ced9552de4ddc82bf641b8d1d6b7b5', operation='UPDATE', pgid='pgtrigger_changed_update_254de', table='notify_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notify_taskevent" ("case_id", "dealt_at", "dealt_by_id", "id", "incident_id", "key", "note", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "report_id", "version", "words") VALUES (OLD."case_id", OLD."dealt_at", OLD."dealt_by_id", OLD."id", OLD."incident_id", OLD."key", OLD."note", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."raised_at", OLD."report_id", OLD."version", OLD."words"); RETURN NULL;', hash='3afe92f3cc737d2a54ec6c8c9161ae9412b9f373', operation='DELETE', pgid='pgtrigger_deleted_delete_a979a', table='notify_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='taskevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8e1b928cc45aa98d6730e1b20722e584f0bdd520', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b09d5', table='notify_taskevent', when='BEFORE')),
        ),
    ]
