"""Something may be owed on a problem-solving plan, and be decided about it."""

from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations

from asbcases.db.together import Together

SERVICES = "(SELECT asb_is_service('system:sweep', 'system:replan', 'system:check'))"
# Who sees rows of a plan is always asked of the plan.
MINE = "(SELECT asb_works_on_plans()) AND asb_sees_plan(plan_id)"
# A clock without a case or a review was one of a report or an incident.
OF_TOLD = """
DO $$ DECLARE p record; seen text; added text;
    told text := 'num_nonnulls(case_id, review_id)';
    now_told text := 'num_nonnulls(case_id, review_id, plan_id)';
BEGIN
    FOR p IN SELECT tablename, policyname, qual, with_check FROM pg_policies
        WHERE tablename IN ('deadlines_deadline', 'deadlines_deadlineevent') AND coalesce(qual, with_check) LIKE '%' || told || '%'
    LOOP
        seen := ' USING (' || replace(p.qual, told, now_told) || ')';
        added := ' WITH CHECK (' || replace(p.with_check, told, now_told) || ')';
        EXECUTE format('ALTER POLICY %I ON %I', p.policyname, p.tablename) || coalesce(seen, '') || coalesce(added, '');
    END LOOP;
END $$
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
        ('deadlines', '0029_open_once_on_its_own_root'),
        ('cases', '0038_problem_plans'),
        ('policies', '0004_limits_of_the_law'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
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
                name='deadline_one_root',
            ),
            migrations.RemoveConstraint(
                model_name='deadline',
                name='deadline_kind',
            ),
            migrations.RemoveConstraint(
                model_name='ruling',
                name='ruling_one_root',
            ),
            migrations.AddField(
                model_name='deadline',
                name='plan',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='cases.problemplan'),
            ),
            migrations.AddField(
                model_name='deadlineevent',
                name='plan',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.problemplan'),
            ),
            migrations.AddField(
                model_name='ruling',
                name='plan',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.problemplan'),
            ),
            migrations.AlterField(
                model_name='deadline',
                name='kind',
                field=models.CharField(choices=[('call_back', 'promised call-back'), ('first_assessment', 'first risk assessment'), ('risk_review', 'risk review'), ('share_expiry', 'end of a share'), ('share_review', 'review of an urgent share'), ('glass_review', 'review of a broken glass'), ('referral_acknowledge', 'acknowledgement of a referral'), ('referral_accept', 'acceptance of a referral'), ('referral_decide', 'what follows a declined referral'), ('question_reply', 'reply of a partner to a question'), ('share_request', "answer to a partner's request to share"), ('triage', 'triage of a report'), ('response', 'first response'), ('re_triage', 'triage again'), ('crime_decision', 'decision whether it is a crime'), ('hate_handover', 'hand-over to the lead for hate crime'), ('reply', 'reply to a councillor or MP'), ('sign_off', 'sign-off of the risk assessment'), ('victim_contact', 'contact with the victim'), ('re_assessment', 'risk assessment again'), ('second_review', 'second review of a level below its floor'), ('action_plan', 'action plan'), ('safety_plan', 'safety plan'), ('panel_decision', 'decision on the multi-agency panel'), ('approval', 'decision that was asked for'), ('case_action', 'action'), ('retention_review', 'retention review'), ('measure_comply', 'time to comply with a warning'), ('measure_review', 'review of a warning, notice or order'), ('measure_end', 'end of a warning, notice or order'), ('appeal_window', 'time to appeal'), ('term_due', 'requirement to be met'), ('change_reply', 'reply to a request to vary or discharge'), ('penalty_payment', 'payment of a fixed penalty'), ('prosecution', 'last day to begin proceedings'), ('order_review', "review of a young person's order"), ('order_notice', 'notice of the application for an order'), ('hearing', 'hearing'), ('hearsay_notice', 'hearsay notice before the hearing of an appeal'), ('warrant_entry', 'entry under a warrant'), ('seized_item', 'proceedings about a seized item, or its return'), ('works_appeal', 'time to appeal against a bill for works'), ('eighteenth', '18th birthday of a subject'), ('acr_acknowledge', 'acknowledgement of an application'), ('acr_reply', 'reply of a body about an application'), ('acr_threshold', 'decision whether the threshold is met'), ('acr_agree_date', 'date to agree with an applicant'), ('acr_papers', 'papers of a case review panel'), ('acr_panel', 'case review panel'), ('acr_outcome', 'outcome of a case review told'), ('acr_recommendation', 'answer to a recommendation'), ('acr_appeal', 'appeal of an applicant'), ('acr_told', 'telling the applicant the decision'), ('acr_action', 'action that a panel recommended'), ('explain_review', 'explaining the case review'), ('plan_review', 'review of a problem-solving plan'), ('plan_response', 'response of a problem-solving plan'), ('plan_aftercare', 'aftercare of a problem-solving plan')], max_length=20),
            ),
            migrations.AlterField(
                model_name='deadlineevent',
                name='kind',
                field=models.CharField(choices=[('call_back', 'promised call-back'), ('first_assessment', 'first risk assessment'), ('risk_review', 'risk review'), ('share_expiry', 'end of a share'), ('share_review', 'review of an urgent share'), ('glass_review', 'review of a broken glass'), ('referral_acknowledge', 'acknowledgement of a referral'), ('referral_accept', 'acceptance of a referral'), ('referral_decide', 'what follows a declined referral'), ('question_reply', 'reply of a partner to a question'), ('share_request', "answer to a partner's request to share"), ('triage', 'triage of a report'), ('response', 'first response'), ('re_triage', 'triage again'), ('crime_decision', 'decision whether it is a crime'), ('hate_handover', 'hand-over to the lead for hate crime'), ('reply', 'reply to a councillor or MP'), ('sign_off', 'sign-off of the risk assessment'), ('victim_contact', 'contact with the victim'), ('re_assessment', 'risk assessment again'), ('second_review', 'second review of a level below its floor'), ('action_plan', 'action plan'), ('safety_plan', 'safety plan'), ('panel_decision', 'decision on the multi-agency panel'), ('approval', 'decision that was asked for'), ('case_action', 'action'), ('retention_review', 'retention review'), ('measure_comply', 'time to comply with a warning'), ('measure_review', 'review of a warning, notice or order'), ('measure_end', 'end of a warning, notice or order'), ('appeal_window', 'time to appeal'), ('term_due', 'requirement to be met'), ('change_reply', 'reply to a request to vary or discharge'), ('penalty_payment', 'payment of a fixed penalty'), ('prosecution', 'last day to begin proceedings'), ('order_review', "review of a young person's order"), ('order_notice', 'notice of the application for an order'), ('hearing', 'hearing'), ('hearsay_notice', 'hearsay notice before the hearing of an appeal'), ('warrant_entry', 'entry under a warrant'), ('seized_item', 'proceedings about a seized item, or its return'), ('works_appeal', 'time to appeal against a bill for works'), ('eighteenth', '18th birthday of a subject'), ('acr_acknowledge', 'acknowledgement of an application'), ('acr_reply', 'reply of a body about an application'), ('acr_threshold', 'decision whether the threshold is met'), ('acr_agree_date', 'date to agree with an applicant'), ('acr_papers', 'papers of a case review panel'), ('acr_panel', 'case review panel'), ('acr_outcome', 'outcome of a case review told'), ('acr_recommendation', 'answer to a recommendation'), ('acr_appeal', 'appeal of an applicant'), ('acr_told', 'telling the applicant the decision'), ('acr_action', 'action that a panel recommended'), ('explain_review', 'explaining the case review'), ('plan_review', 'review of a problem-solving plan'), ('plan_response', 'response of a problem-solving plan'), ('plan_aftercare', 'aftercare of a problem-solving plan')], max_length=20),
            ),
            migrations.AddIndex(
                model_name='deadline',
                index=models.Index(condition=models.Q(('plan__isnull', False)), fields=['plan'], name='deadline_of_plan'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deadline',
                trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "deadlines_deadlineevent" ("anchored_at", "asked_until", "basis", "because", "cancel_reason", "cancelled_at", "cancelled_by_id", "case_id", "district_id", "due_at", "extension", "id", "incident_id", "kind", "met_at", "met_by_id", "nature", "next_step_at", "origin", "owner_id", "pauses", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "policy_id", "promised_for", "qualifier", "rank", "report_id", "review_id", "rings", "round", "rule", "set_at", "skipped", "steps", "subject", "taken", "told", "version", "waived") VALUES (OLD."anchored_at", OLD."asked_until", OLD."basis", OLD."because", OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."case_id", OLD."district_id", OLD."due_at", OLD."extension", OLD."id", OLD."incident_id", OLD."kind", OLD."met_at", OLD."met_by_id", OLD."nature", OLD."next_step_at", OLD."origin", OLD."owner_id", OLD."pauses", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."plan_id", OLD."policy_id", OLD."promised_for", OLD."qualifier", OLD."rank", OLD."report_id", OLD."review_id", OLD."rings", OLD."round", OLD."rule", OLD."set_at", OLD."skipped", OLD."steps", OLD."subject", OLD."taken", OLD."told", OLD."version", OLD."waived"); RETURN NULL;', hash='f81a6448a6f4742e4b32b221df781748f94f0eb0', operation='UPDATE', pgid='pgtrigger_changed_update_7ce22', table='deadlines_deadline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deadline',
                trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "deadlines_deadlineevent" ("anchored_at", "asked_until", "basis", "because", "cancel_reason", "cancelled_at", "cancelled_by_id", "case_id", "district_id", "due_at", "extension", "id", "incident_id", "kind", "met_at", "met_by_id", "nature", "next_step_at", "origin", "owner_id", "pauses", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "policy_id", "promised_for", "qualifier", "rank", "report_id", "review_id", "rings", "round", "rule", "set_at", "skipped", "steps", "subject", "taken", "told", "version", "waived") VALUES (OLD."anchored_at", OLD."asked_until", OLD."basis", OLD."because", OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."case_id", OLD."district_id", OLD."due_at", OLD."extension", OLD."id", OLD."incident_id", OLD."kind", OLD."met_at", OLD."met_by_id", OLD."nature", OLD."next_step_at", OLD."origin", OLD."owner_id", OLD."pauses", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."plan_id", OLD."policy_id", OLD."promised_for", OLD."qualifier", OLD."rank", OLD."report_id", OLD."review_id", OLD."rings", OLD."round", OLD."rule", OLD."set_at", OLD."skipped", OLD."steps", OLD."subject", OLD."taken", OLD."told", OLD."version", OLD."waived"); RETURN NULL;', hash='462dbcf6040aef957141917372cecaaf53a31765', operation='DELETE', pgid='pgtrigger_deleted_delete_917a7', table='deadlines_deadline', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='deadline',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', False), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', False), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', False), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', False)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', False), ('report__isnull', True), ('review__isnull', True)), _connector='OR'), name='deadline_one_root'),
            ),
            migrations.AddConstraint(
                model_name='deadline',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['call_back', 'first_assessment', 'risk_review', 'share_expiry', 'share_review', 'glass_review', 'referral_acknowledge', 'referral_accept', 'referral_decide', 'question_reply', 'share_request', 'triage', 'response', 're_triage', 'crime_decision', 'hate_handover', 'reply', 'sign_off', 'victim_contact', 're_assessment', 'second_review', 'action_plan', 'safety_plan', 'panel_decision', 'approval', 'case_action', 'retention_review', 'measure_comply', 'measure_review', 'measure_end', 'appeal_window', 'term_due', 'change_reply', 'penalty_payment', 'prosecution', 'order_review', 'order_notice', 'hearing', 'hearsay_notice', 'warrant_entry', 'seized_item', 'works_appeal', 'eighteenth', 'acr_acknowledge', 'acr_reply', 'acr_threshold', 'acr_agree_date', 'acr_papers', 'acr_panel', 'acr_outcome', 'acr_recommendation', 'acr_appeal', 'acr_told', 'acr_action', 'explain_review', 'plan_review', 'plan_response', 'plan_aftercare'])), name='deadline_kind'),
            ),
            migrations.AddConstraint(
                model_name='deadline',
                constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('met_at__isnull', True), ('plan__isnull', False)), fields=('plan', 'kind', 'subject', 'rank'), name='deadline_open_once_per_plan'),
            ),
            migrations.AddConstraint(
                model_name='ruling',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', False), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', False), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', False), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', True), ('report__isnull', True), ('review__isnull', False)), models.Q(('case__isnull', True), ('incident__isnull', True), ('plan__isnull', False), ('report__isnull', True), ('review__isnull', True)), _connector='OR'), name='ruling_one_root'),
            ),
        ]),
        migrations.RunSQL(OF_TOLD, reverse_sql=migrations.RunSQL.noop),
        policy("see_of_plan", "deadlines_deadline", "SELECT", f"{SERVICES} OR ({MINE})"),
        policy("add_of_plan", "deadlines_deadline", "INSERT", MINE),
        policy("change_of_plan", "deadlines_deadline", "UPDATE", MINE),
        policy("see_of_plan", "deadlines_deadlineevent", "SELECT", f"{SERVICES} OR ({MINE})"),
        policy("add_of_plan", "deadlines_deadlineevent", "INSERT", MINE),
        policy("see_of_plan", "deadlines_ruling", "SELECT", f"{SERVICES} OR ({MINE})"),
        policy("add_of_plan", "deadlines_ruling", "INSERT", MINE),
    ]
