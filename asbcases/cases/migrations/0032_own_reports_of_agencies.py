"""A partner's agency reports to the police itself: under references of its own, each once, and learns how far it got.

It adds a report in its own name and by no other way than its own. The service of intake sees these reports too: it starts
their clocks and keeps how their callers are reached, which no partner may.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


PARTNER_OF_OWN = """agency_id = (SELECT asb_partner_agency()) AND channel = 'partner'
    AND recorded_by_id = (SELECT asb_actor_id()) AND public_reference = ''"""
ADD_REPORT = "ALTER POLICY add ON cases_report WITH CHECK ((SELECT asb_works_for_police()) OR ({own}))"
BEFORE = "agency_id = (SELECT asb_partner_agency())"
INTAKE = "(SELECT asb_is_service('system:intake')) AND channel = 'partner' AND agency_id IS NOT NULL"
OWN_REFERENCE = """agency_id = (SELECT asb_partner_agency()) AND recorded_by_id = (SELECT asb_actor_id())
    AND asb_is_own_report(report_id)"""
IS_OWN = """
CREATE FUNCTION asb_is_own_report(report_key bigint) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN EXISTS (
    SELECT 1 FROM public.cases_report WHERE id = report_key AND agency_id = asb_partner_agency()); END $$
"""
# One word of how far it got, of the report and its incident alone: nothing of a case, and nothing of anybody else's report.
STAGE = """
CREATE FUNCTION asb_stage_of_own_report(report_key bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN RETURN (
    SELECT CASE WHEN i.id IS NULL THEN 'received' WHEN i.closed_at IS NOT NULL THEN 'closed'
        WHEN i.graded_at IS NULL THEN 'looked_at' ELSE 'dealt_with' END
    FROM cases_report r LEFT JOIN cases_incidentreport l ON l.report_id = r.id
        LEFT JOIN cases_incident i ON i.id = l.incident_id AND i.recorded_in_error_at IS NULL
    WHERE r.id = report_key AND r.agency_id = asb_partner_agency());
END $$
"""


def let_runtime_ask(apps, schema_editor):
    """Let the runtime role ask how far a report got, and nobody else."""
    role, function = schema_editor.connection.app_role, "asb_stage_of_own_report(bigint)"
    schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC", params=None)
    schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}", params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_who_administers_an_agency'),
        ('cases', '0033_told_of_a_broken_glass'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='externalreference',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='externalreference',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='externalreference',
            name='agency',
            field=models.ForeignKey(blank=True, db_index=False, help_text='The partner that gave it to a report of its own: each of its references once', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='externalreferenceevent',
            name='agency',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The partner that gave it to a report of its own: each of its references once', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreference',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_externalreferenceevent" ("agency_id", "case_id", "id", "incident_id", "issued_on", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "report_id", "system", "written") VALUES (OLD."agency_id", OLD."case_id", OLD."id", OLD."incident_id", OLD."issued_on", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."report_id", OLD."system", OLD."written"); RETURN NULL;', hash='7fd25065a6d1921dddfdd99ea692666a0a5394a7', operation='UPDATE', pgid='pgtrigger_changed_update_9bf08', table='cases_externalreference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreference',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_externalreferenceevent" ("agency_id", "case_id", "id", "incident_id", "issued_on", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "report_id", "system", "written") VALUES (OLD."agency_id", OLD."case_id", OLD."id", OLD."incident_id", OLD."issued_on", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."report_id", OLD."system", OLD."written"); RETURN NULL;', hash='d946828c8128b6522edce69948f7aed896614499', operation='DELETE', pgid='pgtrigger_deleted_delete_ad19e', table='cases_externalreference', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='externalreference',
            constraint=models.UniqueConstraint(condition=models.Q(('agency__isnull', False), ('recorded_in_error_at__isnull', True)), fields=('agency', 'key'), name='external_reference_once_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='externalreference',
            constraint=models.CheckConstraint(condition=models.Q(('agency__isnull', True), ('report__isnull', False), _connector='OR'), name='external_reference_of_agency_on_report'),
        ),
        migrations.RunSQL(IS_OWN, reverse_sql="DROP FUNCTION asb_is_own_report"),
        migrations.RunSQL(ADD_REPORT.format(own=PARTNER_OF_OWN), reverse_sql=ADD_REPORT.format(own=BEFORE)),
        migrations.RunSQL(
            f"CREATE POLICY see_for_intake_of_agencies ON cases_report FOR SELECT USING ({INTAKE})",
            reverse_sql="DROP POLICY see_for_intake_of_agencies ON cases_report",
        ),
        migrations.RunSQL(
            f"CREATE POLICY add_for_own_report ON cases_externalreference FOR INSERT WITH CHECK ({OWN_REFERENCE})",
            reverse_sql="DROP POLICY add_for_own_report ON cases_externalreference",
        ),
        migrations.RunSQL(STAGE, reverse_sql="DROP FUNCTION asb_stage_of_own_report"),
        migrations.RunPython(let_runtime_ask, migrations.RunPython.noop),
    ]
