"""A plan that becomes final without the victim being asked, replies to requests, and who worked on a case."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# Who convenes a panel may not see the case, and is told nothing of it but whether the chair worked on it.
WORKED = """
CREATE FUNCTION asb_worked_on_case_of_review(review_key bigint, user_key bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE own bigint; near bigint[];
BEGIN
    IF NOT asb_grants_review(review_key) THEN RETURN false; END IF;
    SELECT r.case_id INTO own FROM cases_casereview r WHERE r.id = review_key;
    near := ARRAY(
        SELECT own
        UNION SELECT l.other_id FROM cases_caselink l WHERE l.case_id = own AND l.recorded_in_error_at IS NULL
        UNION SELECT l.case_id FROM cases_caselink l WHERE l.other_id = own AND l.recorded_in_error_at IS NULL);
    RETURN EXISTS (SELECT 1 FROM cases_case c WHERE c.id = ANY (near) AND user_key IN (c.lead_id, c.spoc_id))
        OR EXISTS (SELECT 1 FROM cases_handover h WHERE h.case_id = ANY (near) AND user_key IN (h.giver_id, h.taker_id))
        OR EXISTS (SELECT 1 FROM audit_auditevent e WHERE e.case_id = ANY (near) AND e.actor_id = user_key);
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0018_replies_to_requests'),
        ('cases', '0025_who_sees_case_reviews'),
        ('triggers', '0003_radar'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='draftplan',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='draftplan',
            name='deleted_delete',
        ),
        migrations.RemoveConstraint(
            model_name='draftplan',
            name='draft_plan_put_before_final',
        ),
        migrations.AddField(
            model_name='draftplan',
            name='not_put_why',
            field=models.TextField(blank=True, help_text='Why it became final without the victim being asked'),
        ),
        migrations.AddField(
            model_name='draftplanevent',
            name='not_put_why',
            field=models.TextField(blank=True, help_text='Why it became final without the victim being asked'),
        ),
        migrations.AddField(
            model_name='informationshared',
            name='answers',
            field=models.OneToOneField(blank=True, help_text='The request to which this is the reply', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='triggers.informationshared'),
        ),
        migrations.AddField(
            model_name='informationshared',
            name='must_comply',
            field=models.BooleanField(default=False, help_text='Asked of somebody with public functions who holds it in that capacity'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='draftplan',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "triggers_draftplanevent" ("commented_at", "comments", "final_at", "final_words", "id", "not_put_why", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_at", "put_how", "recorded_at", "recorded_by_id", "review_id", "version", "words") VALUES (OLD."commented_at", OLD."comments", OLD."final_at", OLD."final_words", OLD."id", OLD."not_put_why", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."put_at", OLD."put_how", OLD."recorded_at", OLD."recorded_by_id", OLD."review_id", OLD."version", OLD."words"); RETURN NULL;', hash='0c29480377d170196a23833effdae607cd29004c', operation='UPDATE', pgid='pgtrigger_changed_update_5c75d', table='triggers_draftplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='draftplan',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "triggers_draftplanevent" ("commented_at", "comments", "final_at", "final_words", "id", "not_put_why", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_at", "put_how", "recorded_at", "recorded_by_id", "review_id", "version", "words") VALUES (OLD."commented_at", OLD."comments", OLD."final_at", OLD."final_words", OLD."id", OLD."not_put_why", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."put_at", OLD."put_how", OLD."recorded_at", OLD."recorded_by_id", OLD."review_id", OLD."version", OLD."words"); RETURN NULL;', hash='c22ffd3488ee03d581c1bcbe8b8708e66b2eeaa7', operation='DELETE', pgid='pgtrigger_deleted_delete_b1b9b', table='triggers_draftplan', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='draftplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('final_at__isnull', True), ('final_words', '')), models.Q(models.Q(models.Q(('put_at__isnull', False), models.Q(('comments', ''), _negated=True)), models.Q(('not_put_why', ''), _negated=True), _connector='OR'), ('final_at__isnull', False), models.Q(('final_words', ''), _negated=True)), _connector='OR'), name='draft_plan_put_before_final'),
        ),
        migrations.RunSQL(WORKED, reverse_sql="DROP FUNCTION asb_worked_on_case_of_review"),
    ]
