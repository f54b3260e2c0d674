"""A grant may let an agency see a problem-solving plan; who works on the plan sees, gives and ends it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

GRANTOR = "plan_id IS NOT NULL AND (SELECT asb_works_on_plans()) AND asb_sees_plan(plan_id)"
# A grant without a case and a review was one on a report or an incident.
OF_TOLD = """
DO $$ DECLARE p record; seen text; added text; old text := 'num_nonnulls(case_id, review_id)';
BEGIN
    FOR p IN SELECT policyname, qual, with_check FROM pg_policies
        WHERE tablename = 'cases_accessgrant' AND strpos(coalesce(qual, with_check), old) > 0
    LOOP
        seen := ' USING (' || replace(p.qual, old, 'num_nonnulls(case_id, review_id, plan_id)') || ')';
        added := ' WITH CHECK (' || replace(p.with_check, old, 'num_nonnulls(case_id, review_id, plan_id)') || ')';
        EXECUTE format('ALTER POLICY %I ON cases_accessgrant', p.policyname) || coalesce(seen, '') || coalesce(added, '');
    END LOOP;
END $$
"""


def policy(name, table, command):
    """Return the operation that lets whoever works on a plan reach the grants on it."""
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} FOR {command} {clause} ({GRANTOR})",
        reverse_sql=f"DROP POLICY {name} ON {table}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_who_administers_an_agency'),
        ('cases', '0038_problem_plans'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='accessgrant',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='accessgrant',
            name='deleted_delete',
        ),
        migrations.RemoveConstraint(
            model_name='accessgrant',
            name='grant_one_root',
        ),
        migrations.AddField(
            model_name='accessgrant',
            name='plan',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='cases.problemplan'),
        ),
        migrations.AddField(
            model_name='accessgrantevent',
            name='plan',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.problemplan'),
        ),
        migrations.AddIndex(
            model_name='accessgrant',
            index=models.Index(condition=models.Q(('revoked_at__isnull', True)), fields=['plan', 'user'], name='grant_plan_user'),
        ),
        migrations.AddIndex(
            model_name='accessgrant',
            index=models.Index(condition=models.Q(('revoked_at__isnull', True)), fields=['plan', 'team'], name='grant_plan_team'),
        ),
        migrations.AddIndex(
            model_name='accessgrant',
            index=models.Index(condition=models.Q(('revoked_at__isnull', True)), fields=['plan', 'agency'], name='grant_plan_agency'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accessgrant',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_accessgrantevent" ("agency_id", "case_id", "ends_at", "granted_at", "granted_by_id", "id", "incident_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "report_id", "review_id", "revoked_at", "source", "starts_at", "team_id", "tier", "user_id") VALUES (OLD."agency_id", OLD."case_id", OLD."ends_at", OLD."granted_at", OLD."granted_by_id", OLD."id", OLD."incident_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."plan_id", OLD."report_id", OLD."review_id", OLD."revoked_at", OLD."source", OLD."starts_at", OLD."team_id", OLD."tier", OLD."user_id"); RETURN NULL;', hash='d025963f3e6e26aed2ea9b97a6d784fcbe866a8e', operation='UPDATE', pgid='pgtrigger_changed_update_ce752', table='cases_accessgrant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accessgrant',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_accessgrantevent" ("agency_id", "case_id", "ends_at", "granted_at", "granted_by_id", "id", "incident_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "report_id", "review_id", "revoked_at", "source", "starts_at", "team_id", "tier", "user_id") VALUES (OLD."agency_id", OLD."case_id", OLD."ends_at", OLD."granted_at", OLD."granted_by_id", OLD."id", OLD."incident_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."plan_id", OLD."report_id", OLD."review_id", OLD."revoked_at", OLD."source", OLD."starts_at", OLD."team_id", OLD."tier", OLD."user_id"); RETURN NULL;', hash='4030edc5d67582b96de43bdd1a0daacfaee48812', operation='DELETE', pgid='pgtrigger_deleted_delete_2b3c5', table='cases_accessgrant', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='accessgrant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', False), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', False), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', False)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', False), ('report__isnull', True), ('review__isnull', True)), _connector='OR'), name='grant_one_root'),
        ),
        migrations.RunSQL(OF_TOLD, reverse_sql=migrations.RunSQL.noop),
        policy("see_of_plan", "cases_accessgrant", "SELECT"),
        policy("add_of_plan", "cases_accessgrant", "INSERT"),
        policy("change_of_plan", "cases_accessgrant", "UPDATE"),
        policy("see_of_plan", "cases_accessgrantevent", "SELECT"),
        policy("add_of_plan", "cases_accessgrantevent", "INSERT"),
    ]
