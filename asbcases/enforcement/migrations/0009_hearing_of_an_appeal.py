"""When an appeal against a notice is heard, whether hearsay was notified (EVD-2), and how a breach is proved (EVD-1)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enforcement', '0008_lists_of_a_district'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='appeal',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='appeal',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='breach',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='breach',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='hearing',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='hearing',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='appeal',
            name='hearsay_on',
            field=models.DateField(blank=True, help_text='When notice of hearsay was served (EVD-2)', null=True),
        ),
        migrations.AddField(
            model_name='appeal',
            name='hearsay_words',
            field=models.TextField(blank=True, help_text='On whom and how, or why none is served'),
        ),
        migrations.AddField(
            model_name='appealevent',
            name='hearsay_on',
            field=models.DateField(blank=True, help_text='When notice of hearsay was served (EVD-2)', null=True),
        ),
        migrations.AddField(
            model_name='appealevent',
            name='hearsay_words',
            field=models.TextField(blank=True, help_text='On whom and how, or why none is served'),
        ),
        migrations.AddField(
            model_name='breach',
            name='proof',
            field=models.TextField(blank=True, help_text='How it is proved to the criminal standard (EVD-1)'),
        ),
        migrations.AddField(
            model_name='breachevent',
            name='proof',
            field=models.TextField(blank=True, help_text='How it is proved to the criminal standard (EVD-1)'),
        ),
        migrations.AddField(
            model_name='hearing',
            name='appeal',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Of a notice: the appeal that is heard', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='enforcement.appeal'),
        ),
        migrations.AddField(
            model_name='hearingevent',
            name='appeal',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Of a notice: the appeal that is heard', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enforcement.appeal'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_appealevent" ("case_id", "court", "decided_on", "grounds", "hearsay_on", "hearsay_words", "id", "in_time", "lodged_on", "measure_id", "outcome", "outcome_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "stop_suspended", "version") VALUES (OLD."case_id", OLD."court", OLD."decided_on", OLD."grounds", OLD."hearsay_on", OLD."hearsay_words", OLD."id", OLD."in_time", OLD."lodged_on", OLD."measure_id", OLD."outcome", OLD."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."stop_suspended", OLD."version"); RETURN NULL;', hash='ea76886d586da6ca7acf7c110ac812ba4f988f87', operation='UPDATE', pgid='pgtrigger_changed_update_7db9f', table='enforcement_appeal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_appealevent" ("case_id", "court", "decided_on", "grounds", "hearsay_on", "hearsay_words", "id", "in_time", "lodged_on", "measure_id", "outcome", "outcome_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "stop_suspended", "version") VALUES (OLD."case_id", OLD."court", OLD."decided_on", OLD."grounds", OLD."hearsay_on", OLD."hearsay_words", OLD."id", OLD."in_time", OLD."lodged_on", OLD."measure_id", OLD."outcome", OLD."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."stop_suspended", OLD."version"); RETURN NULL;', hash='b53e3dc62ebf574aa03a8d850a6c0ca1013cba6b', operation='DELETE', pgid='pgtrigger_deleted_delete_c65b5', table='enforcement_appeal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breach',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_breachevent" ("case_id", "concluded_at", "decided_at", "decided_by_id", "decided_rank", "decision", "equality", "excuse", "explained_at", "filed_at", "forfeiture_on", "forfeiture_words", "happened_at", "id", "measure_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proceedings_on", "proof", "public_interest", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "remedial_on", "remedial_words", "state", "subject_told_at", "subject_told_how", "version", "victim_told_at", "victim_told_how", "words", "yot_consulted") VALUES (OLD."case_id", OLD."concluded_at", OLD."decided_at", OLD."decided_by_id", OLD."decided_rank", OLD."decision", OLD."equality", OLD."excuse", OLD."explained_at", OLD."filed_at", OLD."forfeiture_on", OLD."forfeiture_words", OLD."happened_at", OLD."id", OLD."measure_id", OLD."number", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."place", OLD."proceedings_on", OLD."proof", OLD."public_interest", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."remedial_on", OLD."remedial_words", OLD."state", OLD."subject_told_at", OLD."subject_told_how", OLD."version", OLD."victim_told_at", OLD."victim_told_how", OLD."words", OLD."yot_consulted"); RETURN NULL;', hash='7acbbb7bfc6574a6d6e0b2e092a988f84dbb3621', operation='UPDATE', pgid='pgtrigger_changed_update_c21d8', table='enforcement_breach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breach',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_breachevent" ("case_id", "concluded_at", "decided_at", "decided_by_id", "decided_rank", "decision", "equality", "excuse", "explained_at", "filed_at", "forfeiture_on", "forfeiture_words", "happened_at", "id", "measure_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proceedings_on", "proof", "public_interest", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "remedial_on", "remedial_words", "state", "subject_told_at", "subject_told_how", "version", "victim_told_at", "victim_told_how", "words", "yot_consulted") VALUES (OLD."case_id", OLD."concluded_at", OLD."decided_at", OLD."decided_by_id", OLD."decided_rank", OLD."decision", OLD."equality", OLD."excuse", OLD."explained_at", OLD."filed_at", OLD."forfeiture_on", OLD."forfeiture_words", OLD."happened_at", OLD."id", OLD."measure_id", OLD."number", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."place", OLD."proceedings_on", OLD."proof", OLD."public_interest", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."remedial_on", OLD."remedial_words", OLD."state", OLD."subject_told_at", OLD."subject_told_how", OLD."version", OLD."victim_told_at", OLD."victim_told_how", OLD."words", OLD."yot_consulted"); RETURN NULL;', hash='6fcec7ed872f9d8dad26e729b234c9e932e16a51', operation='DELETE', pgid='pgtrigger_deleted_delete_73503', table='enforcement_breach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hearing',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_hearingevent" ("appeal_id", "at", "case_id", "court", "held_at", "id", "kind", "measure_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version") VALUES (OLD."appeal_id", OLD."at", OLD."case_id", OLD."court", OLD."held_at", OLD."id", OLD."kind", OLD."measure_id", OLD."number", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."version"); RETURN NULL;', hash='095e01897cdd054b8b688afa3f2d50ce36062c41', operation='UPDATE', pgid='pgtrigger_changed_update_b7f1a', table='enforcement_hearing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hearing',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_hearingevent" ("appeal_id", "at", "case_id", "court", "held_at", "id", "kind", "measure_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version") VALUES (OLD."appeal_id", OLD."at", OLD."case_id", OLD."court", OLD."held_at", OLD."id", OLD."kind", OLD."measure_id", OLD."number", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."version"); RETURN NULL;', hash='52195e5e885c77972d12811dab539d14c3297666', operation='DELETE', pgid='pgtrigger_deleted_delete_1c264', table='enforcement_hearing', when='AFTER')),
        ),
    ]
