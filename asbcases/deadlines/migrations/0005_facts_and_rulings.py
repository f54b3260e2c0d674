"""Each deadline names the fact and the rule that it came from; rulings, changes of policy and the sweep's heartbeat are kept."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


# What stood in `facts` becomes columns: the fact that set each deadline going, and the row of policy by its names.
FILL = """
UPDATE deadlines_deadline d SET rule = p.rule, qualifier = p.qualifier, rings = p.unit = 'hours' OR p.qualifier = 'high',
    origin = CASE WHEN d.kind = 'first_assessment' THEN 'party:' || (
            SELECT c.id FROM cases_caseparty c WHERE c.case_id = d.case_id AND c.number::text = d.subject)
        ELSE coalesce(
            (SELECT 'review:' || max(r.id) FROM risk_review r
             WHERE r.assessment_id = (d.facts->>'assessment')::bigint AND r.reviewed_at = d.anchored_at),
            'assessment:' || (d.facts->>'assessment')) END,
    because = CASE WHEN d.kind = 'first_assessment' THEN 'the case was opened' ELSE 'the risk was assessed or reviewed' END
FROM policies_policyrow p WHERE p.id = d.policy_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_the_rota'),
        ('cases', '0006_call_backs_and_safe_contact'),
        ('deadlines', '0004_ask_by_function'),
        ('policies', '0002_choices_and_extra_holidays'),
        ('risk', '0004_ask_by_function'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(max_length=20, unique=True)),
                ('at', models.DateTimeField()),
                ('failed', models.PositiveIntegerField(default=0, help_text='How many rows the round had to pass over')),
            ],
        ),
        migrations.CreateModel(
            name='Replan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('requested_at', models.DateTimeField()),
                ('why', models.TextField(help_text='What changed, in one sentence')),
                ('rule', models.TextField(blank=True, help_text='The rule that changed; empty when the calendar did')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('examined', models.PositiveIntegerField(default=0)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('summary', models.JSONField(default=list, help_text='Moved, by kind and district, without references')),
            ],
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=[('asked', 'asked for more time'), ('returned', 'returned the request'), ('extended', 'extended it'), ('paused', 'paused it'), ('resumed', 'ended the pause'), ('waived', 'waived it'), ('reassigned', 'gave it to somebody else'), ('replanned', 'planned it anew')], max_length=12)),
                ('at', models.DateTimeField()),
                ('rank', models.CharField(blank=True, choices=[('', 'No rank'), ('pcso', 'PCSO'), ('constable', 'Constable'), ('sergeant', 'Sergeant'), ('inspector', 'Inspector'), ('chief_inspector', 'Chief inspector'), ('superintendent', 'Superintendent')], help_text='The rank by which it was decided', max_length=20)),
                ('reason', models.TextField()),
                ('due_before', models.DateTimeField()),
                ('due_after', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, help_text='The end of a pause, or the instant asked for', null=True)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='deadline',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='deadline',
            name='deleted_delete',
        ),
        migrations.RemoveConstraint(
            model_name='deadline',
            name='deadline_kind',
        ),
        migrations.AddField(
            model_name='deadline',
            name='because',
            field=models.TextField(default='', help_text='What started the clock, as the basis names it'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='deadline',
            name='cancelled_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deadline',
            name='extension',
            field=models.JSONField(default=dict, help_text='The later instant that somebody granted: to, who, why'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='nature',
            field=models.CharField(choices=[('obligation', 'Ours to do'), ('window', "Somebody's right")], default='obligation', max_length=10),
        ),
        migrations.AddField(
            model_name='deadline',
            name='origin',
            field=models.TextField(default='', help_text='The fact that set it going, for example assessment:41'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='deadline',
            name='pauses',
            field=models.JSONField(default=list, help_text='Spans in which the clock stands still: from, until, who, why'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='promised_for',
            field=models.DateTimeField(blank=True, help_text='The instant that somebody promised', null=True),
        ),
        migrations.AddField(
            model_name='deadline',
            name='qualifier',
            field=models.TextField(blank=True, help_text='The qualifier of the rule, for example the risk level'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='rings',
            field=models.BooleanField(default=False, help_text='Told at once, at any hour; the rest waits for the digest'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, help_text='Goes up when a new date starts the steps afresh after some were taken'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='rule',
            field=models.TextField(blank=True, help_text='The rule of policy; empty where an instant was promised'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='skipped',
            field=models.JSONField(default=list, help_text='Named days that the clock passed over: day and name'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='waived',
            field=models.BooleanField(default=False, help_text='Cancelled by a supervisor although it was owed'),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='because',
            field=models.TextField(default='', help_text='What started the clock, as the basis names it'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='cancelled_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='extension',
            field=models.JSONField(default=dict, help_text='The later instant that somebody granted: to, who, why'),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='nature',
            field=models.CharField(choices=[('obligation', 'Ours to do'), ('window', "Somebody's right")], default='obligation', max_length=10),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='origin',
            field=models.TextField(default='', help_text='The fact that set it going, for example assessment:41'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='pauses',
            field=models.JSONField(default=list, help_text='Spans in which the clock stands still: from, until, who, why'),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='promised_for',
            field=models.DateTimeField(blank=True, help_text='The instant that somebody promised', null=True),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='qualifier',
            field=models.TextField(blank=True, help_text='The qualifier of the rule, for example the risk level'),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='rings',
            field=models.BooleanField(default=False, help_text='Told at once, at any hour; the rest waits for the digest'),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, help_text='Goes up when a new date starts the steps afresh after some were taken'),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='rule',
            field=models.TextField(blank=True, help_text='The rule of policy; empty where an instant was promised'),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='skipped',
            field=models.JSONField(default=list, help_text='Named days that the clock passed over: day and name'),
        ),
        migrations.AddField(
            model_name='deadlineevent',
            name='waived',
            field=models.BooleanField(default=False, help_text='Cancelled by a supervisor although it was owed'),
        ),
        migrations.AlterField(
            model_name='deadline',
            name='kind',
            field=models.CharField(choices=[('call_back', 'promised call-back'), ('first_assessment', 'first risk assessment'), ('risk_review', 'risk review'), ('share_expiry', 'end of a share')], max_length=20),
        ),
        migrations.AlterField(
            model_name='deadline',
            name='policy',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policies.policyrow'),
        ),
        migrations.AlterField(
            model_name='deadlineevent',
            name='kind',
            field=models.CharField(choices=[('call_back', 'promised call-back'), ('first_assessment', 'first risk assessment'), ('risk_review', 'risk review'), ('share_expiry', 'end of a share')], max_length=20),
        ),
        migrations.AlterField(
            model_name='deadlineevent',
            name='policy',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policies.policyrow'),
        ),
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='deadline',
            name='facts',
        ),
        migrations.RemoveField(
            model_name='deadlineevent',
            name='facts',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadline',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "deadlines_deadlineevent" ("anchored_at", "basis", "because", "cancel_reason", "cancelled_at", "cancelled_by_id", "case_id", "district_id", "due_at", "extension", "id", "incident_id", "kind", "met_at", "met_by_id", "nature", "next_step_at", "origin", "owner_id", "pauses", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "promised_for", "qualifier", "rank", "report_id", "rings", "round", "rule", "set_at", "skipped", "steps", "subject", "taken", "told", "version", "waived") VALUES (OLD."anchored_at", OLD."basis", OLD."because", OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."case_id", OLD."district_id", OLD."due_at", OLD."extension", OLD."id", OLD."incident_id", OLD."kind", OLD."met_at", OLD."met_by_id", OLD."nature", OLD."next_step_at", OLD."origin", OLD."owner_id", OLD."pauses", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."policy_id", OLD."promised_for", OLD."qualifier", OLD."rank", OLD."report_id", OLD."rings", OLD."round", OLD."rule", OLD."set_at", OLD."skipped", OLD."steps", OLD."subject", OLD."taken", OLD."told", OLD."version", OLD."waived"); RETURN NULL;', hash='d3090ec6ad45ce17cb4b8a73e361f8e97ada5949', operation='UPDATE', pgid='pgtrigger_changed_update_7ce22', table='deadlines_deadline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadline',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "deadlines_deadlineevent" ("anchored_at", "basis", "because", "cancel_reason", "cancelled_at", "cancelled_by_id", "case_id", "district_id", "due_at", "extension", "id", "incident_id", "kind", "met_at", "met_by_id", "nature", "next_step_at", "origin", "owner_id", "pauses", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "promised_for", "qualifier", "rank", "report_id", "rings", "round", "rule", "set_at", "skipped", "steps", "subject", "taken", "told", "version", "waived") VALUES (OLD."anchored_at", OLD."basis", OLD."because", OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."case_id", OLD."district_id", OLD."due_at", OLD."extension", OLD."id", OLD."incident_id", OLD."kind", OLD."met_at", OLD."met_by_id", OLD."nature", OLD."next_step_at", OLD."origin", OLD."owner_id", OLD."pauses", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."policy_id", OLD."promised_for", OLD."qualifier", OLD."rank", OLD."report_id", OLD."rings", OLD."round", OLD."rule", OLD."set_at", OLD."skipped", OLD."steps", OLD."subject", OLD."taken", OLD."told", OLD."version", OLD."waived"); RETURN NULL;', hash='89279ef1844f3261b5ec12e0aa1917b73cc21627', operation='DELETE', pgid='pgtrigger_deleted_delete_917a7', table='deadlines_deadline', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['call_back', 'first_assessment', 'risk_review', 'share_expiry'])), name='deadline_kind'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(('nature__in', ['obligation', 'window'])), name='deadline_nature'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('policy__isnull', False), ('promised_for__isnull', True), models.Q(('rule', ''), _negated=True)), models.Q(('policy__isnull', True), ('promised_for__isnull', False), ('rule', '')), _connector='OR'), name='deadline_by_policy_or_promise'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(('waived', False), ('cancelled_at__isnull', False), _connector='OR'), name='deadline_waived_is_cancelled'),
        ),
        migrations.AddField(
            model_name='replan',
            name='requested_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ruling',
            name='by',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Nobody when a changed policy moved it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ruling',
            name='case',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='deadline',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='deadlines.deadline'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='incident',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.incident'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='replan',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='deadlines.replan'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='report',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.report'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='to',
            field=models.ForeignKey(blank=True, db_index=False, help_text='The new owner', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='replan',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['id'], name='replan_to_do'),
        ),
        migrations.AddIndex(
            model_name='ruling',
            index=models.Index(condition=models.Q(('replan__isnull', False)), fields=['replan', 'id'], name='ruling_of_replan'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('incident__isnull', True), ('report__isnull', False)), models.Q(('case__isnull', True), ('incident__isnull', False), ('report__isnull', True)), models.Q(('case__isnull', False), ('incident__isnull', True), ('report__isnull', True)), _connector='OR'), name='ruling_one_root'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['asked', 'returned', 'extended', 'paused', 'resumed', 'waived', 'reassigned', 'replanned'])), name='ruling_verb'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('rank__in', ['', 'pcso', 'constable', 'sergeant', 'inspector', 'chief_inspector', 'superintendent', ''])), name='ruling_rank'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('by__isnull', False), ('verb', 'replanned'), _connector='OR'), name='ruling_by_somebody'),
        ),
    ]
