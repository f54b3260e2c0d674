"""From which day a court put a term in or took it out."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enforcement', '0010_shared_for_what'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='measureterm',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measureterm',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='measureterm',
            name='court_in_on',
            field=models.DateField(blank=True, help_text='From which day a court put it in', null=True),
        ),
        migrations.AddField(
            model_name='measureterm',
            name='court_out_on',
            field=models.DateField(blank=True, help_text='From which day a court took it out', null=True),
        ),
        migrations.AddField(
            model_name='measuretermevent',
            name='court_in_on',
            field=models.DateField(blank=True, help_text='From which day a court put it in', null=True),
        ),
        migrations.AddField(
            model_name='measuretermevent',
            name='court_out_on',
            field=models.DateField(blank=True, help_text='From which day a court took it out', null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measureterm',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_measuretermevent" ("case_id", "clause", "court_in_on", "court_out_on", "do_by", "done_at", "ended_at", "foreshadowed_by_id", "from_on", "hours", "id", "kind", "map_id", "measure_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "purpose", "recorded_at", "recorded_by_id", "supervisor", "until_on", "words") VALUES (OLD."case_id", OLD."clause", OLD."court_in_on", OLD."court_out_on", OLD."do_by", OLD."done_at", OLD."ended_at", OLD."foreshadowed_by_id", OLD."from_on", OLD."hours", OLD."id", OLD."kind", OLD."map_id", OLD."measure_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."place", OLD."purpose", OLD."recorded_at", OLD."recorded_by_id", OLD."supervisor", OLD."until_on", OLD."words"); RETURN NULL;', hash='652f0098031d7f8c1cee5fed27b60d08a8927be2', operation='UPDATE', pgid='pgtrigger_changed_update_8c5d8', table='enforcement_measureterm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measureterm',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_measuretermevent" ("case_id", "clause", "court_in_on", "court_out_on", "do_by", "done_at", "ended_at", "foreshadowed_by_id", "from_on", "hours", "id", "kind", "map_id", "measure_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "purpose", "recorded_at", "recorded_by_id", "supervisor", "until_on", "words") VALUES (OLD."case_id", OLD."clause", OLD."court_in_on", OLD."court_out_on", OLD."do_by", OLD."done_at", OLD."ended_at", OLD."foreshadowed_by_id", OLD."from_on", OLD."hours", OLD."id", OLD."kind", OLD."map_id", OLD."measure_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."place", OLD."purpose", OLD."recorded_at", OLD."recorded_by_id", OLD."supervisor", OLD."until_on", OLD."words"); RETURN NULL;', hash='1f54bbdfdc306ec57c05cc03b7c8a607f7156124', operation='DELETE', pgid='pgtrigger_deleted_delete_c70d9', table='enforcement_measureterm', when='AFTER')),
        ),
    ]
