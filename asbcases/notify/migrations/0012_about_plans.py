"""Messages and tasks may be about a problem-solving plan."""

from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations

from asbcases.db.together import Together

# Who sees rows of a plan is always asked of the plan.
MINE = "(SELECT asb_works_on_plans()) AND asb_sees_plan(plan_id)"
# What is about no record at all: a plan is one.
OF_TOLD = """
DO $$ DECLARE p record; seen text; added text;
    told text := 'num_nonnulls(case_id, incident_id, report_id, review_id)';
    now_told text := 'num_nonnulls(case_id, incident_id, report_id, review_id, plan_id)';
BEGIN
    FOR p IN SELECT tablename, policyname, qual, with_check FROM pg_policies
        WHERE tablename IN ('notify_task', 'notify_taskevent') AND coalesce(qual, with_check) LIKE '%' || told || '%'
    LOOP
        seen := ' USING (' || replace(p.qual, told, now_told) || ')';
        added := ' WITH CHECK (' || replace(p.with_check, told, now_told) || ')';
        EXECUTE format('ALTER POLICY %I ON %I', p.policyname, p.tablename) || coalesce(seen, '') || coalesce(added, '');
    END LOOP;
END $$
"""
# Only the outbox is told, which may not read the record.
DISTRICT_OF_MESSAGE = """
CREATE OR REPLACE FUNCTION asb_district_of_message(message_key bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(c.district_id, i.district_id, r.district_id, v.district_id, p.district_id) FROM notify_message m
    LEFT JOIN cases_case c ON c.id = m.case_id
    LEFT JOIN cases_incident i ON i.id = m.incident_id
    LEFT JOIN cases_report r ON r.id = m.report_id
    LEFT JOIN cases_casereview v ON v.id = m.review_id
    LEFT JOIN cases_problemplan p ON p.id = m.plan_id
    WHERE m.id = message_key AND asb_is_service('system:outbox')
$$
"""


def policy(name, table, command, condition):
    """Return the operation that adds one more way in which rows of a table are reached."""
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} FOR {command} {clause} (plan_id IS NOT NULL AND ({condition}))",
        reverse_sql=f"DROP POLICY {name} ON {table}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('notify', '0011_of_broken_glass'),
        ('cases', '0038_problem_plans'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            pgtrigger.migrations.RemoveTrigger(
                model_name='task',
                name='changed_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='task',
                name='deleted_delete',
            ),
            migrations.RemoveConstraint(
                model_name='message',
                name='message_one_root',
            ),
            migrations.RemoveConstraint(
                model_name='task',
                name='task_one_root',
            ),
            migrations.AddField(
                model_name='message',
                name='plan',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.problemplan'),
            ),
            migrations.AddField(
                model_name='task',
                name='plan',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.problemplan'),
            ),
            migrations.AddField(
                model_name='taskevent',
                name='plan',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.problemplan'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='task',
                trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "notify_taskevent" ("case_id", "dealt_at", "dealt_by_id", "id", "incident_id", "key", "note", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "raised_at", "report_id", "review_id", "version", "words") VALUES (OLD."case_id", OLD."dealt_at", OLD."dealt_by_id", OLD."id", OLD."incident_id", OLD."key", OLD."note", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."plan_id", OLD."raised_at", OLD."report_id", OLD."review_id", OLD."version", OLD."words"); RETURN NULL;', hash='cfcfd8dd01ef5a26c4df98153998560d98d46a0d', operation='UPDATE', pgid='pgtrigger_changed_update_254de', table='notify_task', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='task',
                trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notify_taskevent" ("case_id", "dealt_at", "dealt_by_id", "id", "incident_id", "key", "note", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "raised_at", "report_id", "review_id", "version", "words") VALUES (OLD."case_id", OLD."dealt_at", OLD."dealt_by_id", OLD."id", OLD."incident_id", OLD."key", OLD."note", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."plan_id", OLD."raised_at", OLD."report_id", OLD."review_id", OLD."version", OLD."words"); RETURN NULL;', hash='11566631141f224a6a0b72f67a163970993d725c', operation='DELETE', pgid='pgtrigger_deleted_delete_a979a', table='notify_task', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='message',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', False), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', False), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', False), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', False)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', False), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), _connector='OR'), name='message_one_root'),
            ),
            migrations.AddConstraint(
                model_name='task',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', False), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', False), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', False), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', False)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', False), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), _connector='OR'), name='task_one_root'),
            ),
        ]),
        migrations.RunSQL(OF_TOLD, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(DISTRICT_OF_MESSAGE, reverse_sql=migrations.RunSQL.noop),
        policy("see_of_plan", "notify_message", "SELECT", MINE),
        policy("add_of_plan", "notify_message", "INSERT", MINE),
        policy("see_of_plan", "notify_task", "SELECT", MINE),
        policy("change_of_plan", "notify_task", "UPDATE", MINE),
        policy("see_of_plan", "notify_taskevent", "SELECT", MINE),
        policy("add_of_plan", "notify_taskevent", "INSERT", MINE),
    ]
