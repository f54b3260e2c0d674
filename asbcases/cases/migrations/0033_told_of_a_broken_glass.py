"""Whoever was told of a broken glass reviews it without seeing the case; and who broke one owns no restricted case."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

SERVICE = "(SELECT asb_is_service('system:restricted'))"
HEAD = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$"

# By its case and number alone, and to whoever was told of it when it was broken: of the case nothing is said.
TOLD = f"""
CREATE FUNCTION asb_glass_told(sought text, which bigint) RETURNS bigint {HEAD}
BEGIN
    IF NOT asb_works_for_police() THEN RETURN NULL; END IF;
    RETURN (SELECT g.id FROM cases_glassbreak g JOIN cases_case c ON c.id = g.case_id
            WHERE c.reference = sought AND g.number = which AND g.told_id = asb_open_account());
END $$
"""
# What was looked at through a broken glass: kinds of records and how many of each, and none of them by name. The
# service asks for whoever may read the row of that glass.
LOOKS = f"""
CREATE FUNCTION asb_glass_looks(glass_key bigint)
RETURNS TABLE (looked text, kind text, records bigint, looks bigint) {HEAD}
DECLARE glass cases_glassbreak;
BEGIN
    SELECT * INTO glass FROM cases_glassbreak g WHERE g.id = glass_key;
    IF glass.id IS NULL OR NOT asb_is_service('system:restricted') THEN RETURN; END IF;
    RETURN QUERY
    WITH incidents AS (
        SELECT l.incident_id AS id FROM cases_caseincident l
        WHERE l.case_id = glass.case_id AND l.recorded_in_error_at IS NULL
    ), reports AS (
        SELECT t.report_id AS id FROM cases_incidentreport t WHERE t.incident_id IN (SELECT i.id FROM incidents i)
    ), people AS (
        SELECT q.person_id AS id FROM cases_caseparty q
        WHERE q.case_id = glass.case_id AND q.recorded_in_error_at IS NULL
        UNION SELECT q.person_id FROM cases_incidentparty q
        WHERE q.incident_id IN (SELECT i.id FROM incidents i) AND q.recorded_in_error_at IS NULL
    ), seen AS (
        SELECT a.what, CASE WHEN a.person_id IS NOT NULL THEN 'person' WHEN a.case_id IS NOT NULL THEN 'case'
                            WHEN a.incident_id IS NOT NULL THEN 'incident' ELSE 'report' END AS of,
            coalesce(a.person_id, a.case_id, a.incident_id, a.report_id) AS id
        FROM audit_access a
        WHERE a.user_id = glass.broken_by_id AND a.at >= glass.broken_at
          AND a.at <= coalesce(glass.ended_at, glass.ends_at)
          AND (a.case_id = glass.case_id OR a.incident_id IN (SELECT i.id FROM incidents i)
               OR a.report_id IN (SELECT p.id FROM reports p) OR a.person_id IN (SELECT w.id FROM people w))
    )
    SELECT s.what::text, s.of, count(DISTINCT s.id), count(*) FROM seen s GROUP BY 1, 2 ORDER BY 2, 1;
END $$
"""
BROKEN = f"""
CREATE FUNCTION asb_glass_broken_of(case_key bigint) RETURNS boolean {HEAD}
BEGIN RETURN EXISTS (SELECT 1 FROM cases_glassbreak g WHERE g.case_id = case_key);
END $$
"""
# As before, but for who broke the glass: they read for some hours, and are no owner of what comes in.
OWNERS = f"""
CREATE OR REPLACE FUNCTION asb_restricted_owners(phone text, email text, address text, name text)
RETURNS TABLE (case_key bigint, case_reference text, lead_key bigint, named bigint[]) {HEAD}
BEGIN
    IF NOT asb_is_service('system:restricted') THEN RETURN; END IF;
    RETURN QUERY SELECT c.id, c.reference::text, c.lead_id, ARRAY(
        SELECT g.user_id FROM cases_accessgrant g
        WHERE g.case_id = c.id AND g.user_id IS NOT NULL AND g.revoked_at IS NULL AND g.source <> 'break_glass'
          AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()) ORDER BY g.user_id)
    FROM cases_case c WHERE c.id IN (SELECT asb_restricted_matches(phone, email, address, name)) ORDER BY c.id;
END $$
"""
REVIEWS = f"{SERVICE} AND kind = 'glass_review'"
REVIEWED = f"{SERVICE} AND verb IN ('case.glass_reviewed', 'case.glass_ended', 'deadline.met')"
# Whoever was told does not see the case: the service keeps what they made of it.
POLICIES = (
    ("cases_case", "see", "SELECT", f"{SERVICE} AND asb_glass_broken_of(id)"),
    ("cases_glassbreak", "see", "SELECT", SERVICE),
    ("cases_glassbreak", "change", "UPDATE", SERVICE),
    ("cases_glassbreakevent", "add", "INSERT", SERVICE),
    ("deadlines_deadline", "see", "SELECT", REVIEWS),
    ("deadlines_deadline", "change", "UPDATE", REVIEWS),
    ("deadlines_deadlineevent", "add", "INSERT", REVIEWS),
    ("audit_auditevent", "see", "SELECT", REVIEWED),
    ("audit_auditevent", "add", "INSERT", REVIEWED),
)


def function(sql, name, reverse=None):
    """Return the operation that makes a function, and what undoes it."""
    return migrations.RunSQL(sql, reverse_sql=reverse or f"DROP FUNCTION {name}")


def policy(table, name, command, condition):
    """Return the operation that adds one policy to a table."""
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name}_for_glass_review ON {table} FOR {command} {clause} ({condition})",
        reverse_sql=f"DROP POLICY {name}_for_glass_review ON {table}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0030_who_breaks_the_glass'),
        ('audit', '0026_a_glass_is_ended'),
        ('deadlines', '0024_clocks_of_sharing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='glassbreak',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='glassbreak',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='glassbreak',
            name='told',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Who was on duty and was told of it: they review it without seeing the case', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='glassbreakevent',
            name='told',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who was on duty and was told of it: they review it without seeing the case', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='glassbreak',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_glassbreakevent" ("broken_at", "broken_by_id", "case_id", "ended_at", "ended_by_id", "ends_at", "grant_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "review_words", "reviewed_at", "reviewed_by_id", "told_id", "verdict") VALUES (OLD."broken_at", OLD."broken_by_id", OLD."case_id", OLD."ended_at", OLD."ended_by_id", OLD."ends_at", OLD."grant_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."reason", OLD."review_words", OLD."reviewed_at", OLD."reviewed_by_id", OLD."told_id", OLD."verdict"); RETURN NULL;', hash='6de0ff629888255961fe6354cb6be53d0ab6f7a6', operation='UPDATE', pgid='pgtrigger_changed_update_62461', table='cases_glassbreak', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='glassbreak',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_glassbreakevent" ("broken_at", "broken_by_id", "case_id", "ended_at", "ended_by_id", "ends_at", "grant_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "review_words", "reviewed_at", "reviewed_by_id", "told_id", "verdict") VALUES (OLD."broken_at", OLD."broken_by_id", OLD."case_id", OLD."ended_at", OLD."ended_by_id", OLD."ends_at", OLD."grant_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."reason", OLD."review_words", OLD."reviewed_at", OLD."reviewed_by_id", OLD."told_id", OLD."verdict"); RETURN NULL;', hash='588d47b4a658bb580e9f3d441d8b39b80ad0fc5f', operation='DELETE', pgid='pgtrigger_deleted_delete_a1036', table='cases_glassbreak', when='AFTER')),
        ),
        function(TOLD, "asb_glass_told"),
        function(LOOKS, "asb_glass_looks"),
        function(BROKEN, "asb_glass_broken_of"),
        function(OWNERS, "asb_restricted_owners", migrations.RunSQL.noop),
        *(policy(*stated) for stated in POLICIES),
    ]
