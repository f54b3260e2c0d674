"""Tokens of the API, and accounts of programs."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_who_administers_an_agency'),
    ]

    operations = [
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(help_text='By which it is known again')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read what the account sees'), ('write:reports', 'Act on reports'), ('write:own-reports', 'Report for the agency'), ('write:incidents', 'Act on incidents'), ('write:cases', 'Act on cases and all that hangs on them'), ('write:plans', 'Act on problem-solving plans'), ('write:shared-cases', 'Note and ask about cases that are shared with the agency'), ('write:shared-plans', 'Note progress on plans that are shared with the agency'), ('write:asked', 'Act on what the agency asked for'), ('write:conditions', 'Have the wording of conditions checked'), ('write:remedy-menus', 'Publish community remedies'), ('write:case-reviews', 'Act on ASB case reviews'), ('write:people', 'Act on people and what holds of them'), ('write:places', 'Act on premises'), ('write:vehicles', 'Act on vehicles'), ('write:operations', 'Act on operations'), ('write:agreements', 'Act on agreements on sharing'), ('write:deadlines', 'Decide on what is owed'), ('write:requests', 'Answer what the agency is asked to do')], max_length=30), size=None)),
                ('digest', models.CharField(help_text='SHA-256 of what the program sends', max_length=64, unique=True)),
                ('factor_shown', models.BooleanField(help_text='Whether it may stand for a second factor')),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(help_text='The first instant at which it opens nothing')),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('counted_from', models.DateTimeField(blank=True, help_text='Since when requests are counted', null=True)),
                ('counted', models.PositiveIntegerField(default=0, help_text='Requests since then')),
            ],
        ),
        migrations.CreateModel(
            name='TokenEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.TextField(help_text='By which it is known again')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read what the account sees'), ('write:reports', 'Act on reports'), ('write:own-reports', 'Report for the agency'), ('write:incidents', 'Act on incidents'), ('write:cases', 'Act on cases and all that hangs on them'), ('write:plans', 'Act on problem-solving plans'), ('write:shared-cases', 'Note and ask about cases that are shared with the agency'), ('write:shared-plans', 'Note progress on plans that are shared with the agency'), ('write:asked', 'Act on what the agency asked for'), ('write:conditions', 'Have the wording of conditions checked'), ('write:remedy-menus', 'Publish community remedies'), ('write:case-reviews', 'Act on ASB case reviews'), ('write:people', 'Act on people and what holds of them'), ('write:places', 'Act on premises'), ('write:vehicles', 'Act on vehicles'), ('write:operations', 'Act on operations'), ('write:agreements', 'Act on agreements on sharing'), ('write:deadlines', 'Decide on what is owed'), ('write:requests', 'Answer what the agency is asked to do')], max_length=30), size=None)),
                ('factor_shown', models.BooleanField(help_text='Whether it may stand for a second factor')),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(help_text='The first instant at which it opens nothing')),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='user',
            name='is_program',
            field=models.BooleanField(db_default=False, default=False, help_text='A program of the agency, as which nobody signs in'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='is_program',
            field=models.BooleanField(db_default=False, default=False, help_text='A program of the agency, as which nobody signs in'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."administers_agency" IS DISTINCT FROM (NEW."administers_agency") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."collar_number" IS DISTINCT FROM (NEW."collar_number") OR OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_program" IS DISTINCT FROM (NEW."is_program") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."on_leave_until" IS DISTINCT FROM (NEW."on_leave_until") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "accounts_userevent" ("administers_agency", "agency_id", "collar_number", "date_joined", "district_id", "email", "id", "is_active", "is_program", "name", "on_leave_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "role", "team_id", "username", "version") VALUES (OLD."administers_agency", OLD."agency_id", OLD."collar_number", OLD."date_joined", OLD."district_id", OLD."email", OLD."id", OLD."is_active", OLD."is_program", OLD."name", OLD."on_leave_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."rank", OLD."role", OLD."team_id", OLD."username", OLD."version"); RETURN NULL;', hash='358b9fc1eb2cffc6a24e425807855978d1ebd1b5', operation='UPDATE', pgid='pgtrigger_changed_update_1bd15', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userevent" ("administers_agency", "agency_id", "collar_number", "date_joined", "district_id", "email", "id", "is_active", "is_program", "name", "on_leave_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "role", "team_id", "username", "version") VALUES (OLD."administers_agency", OLD."agency_id", OLD."collar_number", OLD."date_joined", OLD."district_id", OLD."email", OLD."id", OLD."is_active", OLD."is_program", OLD."name", OLD."on_leave_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."rank", OLD."role", OLD."team_id", OLD."username", OLD."version"); RETURN NULL;', hash='beee204b0b546fc2059c11395d170167c1a899e0', operation='DELETE', pgid='pgtrigger_deleted_delete_303ff', table='accounts_user', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('is_program', False), ('role__in', ('contact_handler', 'partner')), _connector='OR'), name='user_role_of_program'),
        ),
        migrations.AddField(
            model_name='token',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='token',
            name='revoked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='token',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tokenevent',
            name='made_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tokenevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.token'),
        ),
        migrations.AddField(
            model_name='tokenevent',
            name='revoked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tokenevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='token_expires_after_made'),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'write:reports', 'write:own-reports', 'write:incidents', 'write:cases', 'write:plans', 'write:shared-cases', 'write:shared-plans', 'write:asked', 'write:conditions', 'write:remedy-menus', 'write:case-reviews', 'write:people', 'write:places', 'write:vehicles', 'write:operations', 'write:agreements', 'write:deadlines', 'write:requests']), ('scopes__len__gt', 0)), name='token_scopes'),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('revoked_by__isnull', True), ('revoked_at__isnull', False), _connector='OR'), name='token_revoked_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='token',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."factor_shown" IS DISTINCT FROM (NEW."factor_shown") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "accounts_tokenevent" ("expires_at", "factor_shown", "id", "made_at", "made_by_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "scopes", "user_id") VALUES (OLD."expires_at", OLD."factor_shown", OLD."id", OLD."made_at", OLD."made_by_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."revoked_at", OLD."revoked_by_id", OLD."scopes", OLD."user_id"); RETURN NULL;', hash='69425cc7e4e7c16ed04a8d436d5f304c19beaf4c', operation='UPDATE', pgid='pgtrigger_changed_update_ae1a2', table='accounts_token', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='token',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_tokenevent" ("expires_at", "factor_shown", "id", "made_at", "made_by_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "scopes", "user_id") VALUES (OLD."expires_at", OLD."factor_shown", OLD."id", OLD."made_at", OLD."made_by_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."revoked_at", OLD."revoked_by_id", OLD."scopes", OLD."user_id"); RETURN NULL;', hash='9000b8c23bd8ac661df4da953f5d967f5cb6f50f', operation='DELETE', pgid='pgtrigger_deleted_delete_bb55d', table='accounts_token', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tokenevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='18a4f6b2312ed7c4022c01e4c06f592cc7135969', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a506f', table='accounts_tokenevent', when='BEFORE')),
        ),
    ]
