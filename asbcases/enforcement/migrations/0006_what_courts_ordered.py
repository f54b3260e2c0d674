"""What a court varied on appeal or ordered for a breach, and the part that poverty has in the behaviour (FAIR-3)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


SWEEP = "(SELECT asb_is_service('system:sweep'))"
# The nightly look at ages locks a measure, which asks for the right to change it, and changes nothing of it.
AGES = (
    ("enforcement_measure", "lock_for_sweep", f"FOR UPDATE USING ({SWEEP}) WITH CHECK (false)"),
    ("enforcement_ruleweighed", "add_for_sweep", f"FOR INSERT WITH CHECK ({SWEEP})"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0023_approval_of_measures'),
        ('enforcement', '0005_which_paper_was_served'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='breach',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='breach',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measurechange',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measurechange',
            name='deleted_delete',
        ),
        migrations.RemoveConstraint(
            model_name='measurechange',
            name='measure_change_asked_by',
        ),
        migrations.AddField(
            model_name='breach',
            name='forfeiture_on',
            field=models.DateField(blank=True, help_text='When the court ordered forfeiture (s.50)', null=True),
        ),
        migrations.AddField(
            model_name='breach',
            name='forfeiture_words',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='breach',
            name='remedial_on',
            field=models.DateField(blank=True, help_text='When the court ordered action (s.49)', null=True),
        ),
        migrations.AddField(
            model_name='breach',
            name='remedial_words',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='breachevent',
            name='forfeiture_on',
            field=models.DateField(blank=True, help_text='When the court ordered forfeiture (s.50)', null=True),
        ),
        migrations.AddField(
            model_name='breachevent',
            name='forfeiture_words',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='breachevent',
            name='remedial_on',
            field=models.DateField(blank=True, help_text='When the court ordered action (s.49)', null=True),
        ),
        migrations.AddField(
            model_name='breachevent',
            name='remedial_words',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='measure',
            name='poverty',
            field=models.CharField(blank=True, choices=[('no_part', 'It plays no part'), ('beyond', 'It plays a part; the behaviour is unlawful or anti-social all the same'), ('alone', 'The behaviour is nothing else')], help_text='FAIR-3: its part in this', max_length=10),
        ),
        migrations.AddField(
            model_name='measurechange',
            name='appeal',
            field=models.ForeignKey(blank=True, db_index=False, help_text='On which the court varied it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='enforcement.appeal'),
        ),
        migrations.AddField(
            model_name='measurechangeevent',
            name='appeal',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='On which the court varied it', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enforcement.appeal'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='poverty',
            field=models.CharField(blank=True, choices=[('no_part', 'It plays no part'), ('beyond', 'It plays a part; the behaviour is unlawful or anti-social all the same'), ('alone', 'The behaviour is nothing else')], help_text='FAIR-3: its part in this', max_length=10),
        ),
        migrations.AlterField(
            model_name='measurechange',
            name='asked_by',
            field=models.CharField(choices=[('subject', 'The person it binds'), ('issuer', 'Whoever issued it'), ('court', 'The court, on appeal')], max_length=10),
        ),
        migrations.AlterField(
            model_name='measurechangeevent',
            name='asked_by',
            field=models.CharField(choices=[('subject', 'The person it binds'), ('issuer', 'Whoever issued it'), ('court', 'The court, on appeal')], max_length=10),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breach',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_breachevent" ("case_id", "concluded_at", "decided_at", "decided_by_id", "decided_rank", "decision", "equality", "excuse", "explained_at", "filed_at", "forfeiture_on", "forfeiture_words", "happened_at", "id", "measure_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proceedings_on", "public_interest", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "remedial_on", "remedial_words", "state", "subject_told_at", "subject_told_how", "version", "victim_told_at", "victim_told_how", "words", "yot_consulted") VALUES (OLD."case_id", OLD."concluded_at", OLD."decided_at", OLD."decided_by_id", OLD."decided_rank", OLD."decision", OLD."equality", OLD."excuse", OLD."explained_at", OLD."filed_at", OLD."forfeiture_on", OLD."forfeiture_words", OLD."happened_at", OLD."id", OLD."measure_id", OLD."number", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."place", OLD."proceedings_on", OLD."public_interest", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."remedial_on", OLD."remedial_words", OLD."state", OLD."subject_told_at", OLD."subject_told_how", OLD."version", OLD."victim_told_at", OLD."victim_told_how", OLD."words", OLD."yot_consulted"); RETURN NULL;', hash='0ed7898e6cf07519e18fb4bc453d9841a282bdb7', operation='UPDATE', pgid='pgtrigger_changed_update_c21d8', table='enforcement_breach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breach',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_breachevent" ("case_id", "concluded_at", "decided_at", "decided_by_id", "decided_rank", "decision", "equality", "excuse", "explained_at", "filed_at", "forfeiture_on", "forfeiture_words", "happened_at", "id", "measure_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proceedings_on", "public_interest", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "remedial_on", "remedial_words", "state", "subject_told_at", "subject_told_how", "version", "victim_told_at", "victim_told_how", "words", "yot_consulted") VALUES (OLD."case_id", OLD."concluded_at", OLD."decided_at", OLD."decided_by_id", OLD."decided_rank", OLD."decision", OLD."equality", OLD."excuse", OLD."explained_at", OLD."filed_at", OLD."forfeiture_on", OLD."forfeiture_words", OLD."happened_at", OLD."id", OLD."measure_id", OLD."number", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."place", OLD."proceedings_on", OLD."public_interest", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."remedial_on", OLD."remedial_words", OLD."state", OLD."subject_told_at", OLD."subject_told_how", OLD."version", OLD."victim_told_at", OLD."victim_told_how", OLD."words", OLD."yot_consulted"); RETURN NULL;', hash='6c179a3eb6a97cf2453321e06def7fa5456575dd', operation='DELETE', pgid='pgtrigger_deleted_delete_73503', table='enforcement_breach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_measureevent" ("ability", "age_basis", "answer", "answer_words", "approval_id", "authority_id", "capacity", "capacity_reason", "case_id", "comply_by", "conduct", "contact", "duties", "effect", "ended_at", "ended_why", "ends_on", "equality", "id", "issued_at", "issued_by_id", "issued_on", "kind", "other_body", "ours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poverty", "premises_id", "proper_address", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "reference", "review_on", "rights", "says_notice_follows", "skipped_why", "state", "subject_id", "version", "warning_id") VALUES (OLD."ability", OLD."age_basis", OLD."answer", OLD."answer_words", OLD."approval_id", OLD."authority_id", OLD."capacity", OLD."capacity_reason", OLD."case_id", OLD."comply_by", OLD."conduct", OLD."contact", OLD."duties", OLD."effect", OLD."ended_at", OLD."ended_why", OLD."ends_on", OLD."equality", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."issued_on", OLD."kind", OLD."other_body", OLD."ours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."poverty", OLD."premises_id", OLD."proper_address", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."reference", OLD."review_on", OLD."rights", OLD."says_notice_follows", OLD."skipped_why", OLD."state", OLD."subject_id", OLD."version", OLD."warning_id"); RETURN NULL;', hash='dd7c9205cd95e498075613f428fb1ff92e67b68d', operation='UPDATE', pgid='pgtrigger_changed_update_a4a0f', table='enforcement_measure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_measureevent" ("ability", "age_basis", "answer", "answer_words", "approval_id", "authority_id", "capacity", "capacity_reason", "case_id", "comply_by", "conduct", "contact", "duties", "effect", "ended_at", "ended_why", "ends_on", "equality", "id", "issued_at", "issued_by_id", "issued_on", "kind", "other_body", "ours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poverty", "premises_id", "proper_address", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "reference", "review_on", "rights", "says_notice_follows", "skipped_why", "state", "subject_id", "version", "warning_id") VALUES (OLD."ability", OLD."age_basis", OLD."answer", OLD."answer_words", OLD."approval_id", OLD."authority_id", OLD."capacity", OLD."capacity_reason", OLD."case_id", OLD."comply_by", OLD."conduct", OLD."contact", OLD."duties", OLD."effect", OLD."ended_at", OLD."ended_why", OLD."ends_on", OLD."equality", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."issued_on", OLD."kind", OLD."other_body", OLD."ours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."poverty", OLD."premises_id", OLD."proper_address", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."reference", OLD."review_on", OLD."rights", OLD."says_notice_follows", OLD."skipped_why", OLD."state", OLD."subject_id", OLD."version", OLD."warning_id"); RETURN NULL;', hash='a8e611ec20a9d17556d617b6756f2b3ab858577b', operation='DELETE', pgid='pgtrigger_deleted_delete_ca801', table='enforcement_measure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurechange',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_measurechangeevent" ("appeal_id", "asked_at", "asked_by", "case_id", "decided_at", "decided_by_id", "decision", "id", "kind", "measure_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "recorded_at", "recorded_by_id", "verdict", "version", "words") VALUES (OLD."appeal_id", OLD."asked_at", OLD."asked_by", OLD."case_id", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."id", OLD."kind", OLD."measure_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."proposal", OLD."recorded_at", OLD."recorded_by_id", OLD."verdict", OLD."version", OLD."words"); RETURN NULL;', hash='a6fef8882652c92cc2a96f935be17489e14cef75', operation='UPDATE', pgid='pgtrigger_changed_update_c2e7a', table='enforcement_measurechange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurechange',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_measurechangeevent" ("appeal_id", "asked_at", "asked_by", "case_id", "decided_at", "decided_by_id", "decision", "id", "kind", "measure_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "recorded_at", "recorded_by_id", "verdict", "version", "words") VALUES (OLD."appeal_id", OLD."asked_at", OLD."asked_by", OLD."case_id", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."id", OLD."kind", OLD."measure_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."proposal", OLD."recorded_at", OLD."recorded_by_id", OLD."verdict", OLD."version", OLD."words"); RETURN NULL;', hash='864566cc8bc3a027378494e4d1f5b53350e6cc98', operation='DELETE', pgid='pgtrigger_deleted_delete_fdd47', table='enforcement_measurechange', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('poverty__in', ['no_part', 'beyond', 'alone', ''])), name='measure_poverty'),
        ),
        migrations.AddConstraint(
            model_name='measurechange',
            constraint=models.CheckConstraint(condition=models.Q(('asked_by__in', ['subject', 'issuer', 'court'])), name='measure_change_asked_by'),
        ),
        *(
            migrations.RunSQL(f"CREATE POLICY {name} ON {table} {what}", reverse_sql=f"DROP POLICY {name} ON {table}")
            for table, name, what in AGES
        ),
    ]
