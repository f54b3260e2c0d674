"""An officer of an agency may keep the accounts of their colleagues."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_the_county_in_one_look'),
    ]

    operations = [
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
            name='administers_agency',
            field=models.BooleanField(db_default=False, default=False, help_text='Keeps the accounts of their own agency'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='administers_agency',
            field=models.BooleanField(db_default=False, default=False, help_text='Keeps the accounts of their own agency'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."administers_agency" IS DISTINCT FROM (NEW."administers_agency") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."collar_number" IS DISTINCT FROM (NEW."collar_number") OR OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."on_leave_until" IS DISTINCT FROM (NEW."on_leave_until") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "accounts_userevent" ("administers_agency", "agency_id", "collar_number", "date_joined", "district_id", "email", "id", "is_active", "name", "on_leave_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "role", "team_id", "username", "version") VALUES (OLD."administers_agency", OLD."agency_id", OLD."collar_number", OLD."date_joined", OLD."district_id", OLD."email", OLD."id", OLD."is_active", OLD."name", OLD."on_leave_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."rank", OLD."role", OLD."team_id", OLD."username", OLD."version"); RETURN NULL;', hash='88409b43c6258fa626e45d66e91d7979bc8254b9', operation='UPDATE', pgid='pgtrigger_changed_update_1bd15', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userevent" ("administers_agency", "agency_id", "collar_number", "date_joined", "district_id", "email", "id", "is_active", "name", "on_leave_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "role", "team_id", "username", "version") VALUES (OLD."administers_agency", OLD."agency_id", OLD."collar_number", OLD."date_joined", OLD."district_id", OLD."email", OLD."id", OLD."is_active", OLD."name", OLD."on_leave_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."rank", OLD."role", OLD."team_id", OLD."username", OLD."version"); RETURN NULL;', hash='2289e1434836622cd4110b18fe1aeea29ff37523', operation='DELETE', pgid='pgtrigger_deleted_delete_303ff', table='accounts_user', when='AFTER')),
        ),
    ]
