"""Statements of witnesses, applications to vary or discharge an order, and whether more binds somebody than is shown."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
CASE = f"((SELECT asb_sees_county_cases()) OR ({POLICE} AND asb_sees_case(case_id)))"
MINE = f"{POLICE} AND {CASE}"
WITH_HISTORY = ("orderapplication", "statement")
# Yes or no, and never of what is restricted: to everybody else that does not exist. Every record of one person counts.
MORE_BINDS = """
CREATE FUNCTION asb_more_binds(person bigint, seen bigint[], day date, at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT asb_works_for_police() THEN RETURN false; END IF;
    RETURN EXISTS (
        WITH RECURSIVE records (id, depth) AS (
            SELECT person, 0
            UNION SELECT p.id, r.depth + 1 FROM cases_person p JOIN records r ON p.same_as_id = r.id WHERE r.depth < 3
        )
        SELECT 1 FROM enforcement_measure m
        WHERE m.subject_id IN (SELECT id FROM records) AND NOT m.id = ANY (seen)
          AND NOT m.case_id = ANY (asb_restricted_ids('case'))
          AND m.kind IN ('cpn', 'cbo') AND m.state IN ('issued', 'discharged', 'quashed', 'ended')
          AND m.recorded_in_error_at IS NULL AND m.issued_on <= day
          AND (m.ends_on IS NULL OR m.ends_on >= day) AND (m.ended_at IS NULL OR m.ended_at > at)
          AND EXISTS (SELECT 1 FROM enforcement_measureterm t
              WHERE t.measure_id = m.id AND (t.from_on IS NULL OR t.from_on <= day)
                AND (t.until_on IS NULL OR t.until_on >= day) AND (t.ended_at IS NULL OR t.ended_at > at)));
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0023_approval_of_measures'),
        ('enforcement', '0006_what_courts_ordered'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OrderApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('vary', 'Vary'), ('discharge', 'Discharge')], max_length=10)),
                ('applicant', models.CharField(choices=[('offender', 'The offender'), ('prosecution', 'The prosecution')], max_length=12)),
                ('court', models.TextField()),
                ('made_on', models.DateField()),
                ('words', models.TextField(help_text='What is asked, and why')),
                ('leave', models.CharField(blank=True, choices=[('', 'No earlier application of theirs was dismissed'), ('consent', 'The court consented'), ('agreement', 'The other side agreed'), ('neither', 'Neither is known')], max_length=10)),
                ('leave_words', models.TextField(blank=True, help_text='Who consented or agreed, and when')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'Granted'), ('dismissed', 'Dismissed'), ('withdrawn', 'Withdrawn')], max_length=10)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('outcome_words', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='OrderApplicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('vary', 'Vary'), ('discharge', 'Discharge')], max_length=10)),
                ('applicant', models.CharField(choices=[('offender', 'The offender'), ('prosecution', 'The prosecution')], max_length=12)),
                ('court', models.TextField()),
                ('made_on', models.DateField()),
                ('words', models.TextField(help_text='What is asked, and why')),
                ('leave', models.CharField(blank=True, choices=[('', 'No earlier application of theirs was dismissed'), ('consent', 'The court consented'), ('agreement', 'The other side agreed'), ('neither', 'Neither is known')], max_length=10)),
                ('leave_words', models.TextField(blank=True, help_text='Who consented or agreed, and when')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'Granted'), ('dismissed', 'Dismissed'), ('withdrawn', 'Withdrawn')], max_length=10)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('outcome_words', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_in_error_at', models.DateTimeField(blank=True, null=True)),
                ('recorded_in_error_why', models.TextField(blank=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('role', models.CharField(choices=[('witness', 'A witness'), ('lead', 'The lead officer'), ('victim', 'A victim personal statement')], max_length=10)),
                ('kind', models.CharField(choices=[('criminal', 'Criminal: declaration under the Criminal Justice Act 1967 s.9'), ('civil', 'Civil: statement of truth under the Civil Procedure Rules Part 22')], max_length=10)),
                ('witness', models.TextField(help_text='Name of whoever makes it')),
                ('taken_by', models.TextField()),
                ('taken_at', models.DateTimeField()),
                ('taken_where', models.TextField()),
                ('pages', models.PositiveSmallIntegerField()),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('declared', models.BooleanField(default=False, help_text='It bears the declaration that it is true')),
                ('name_withheld', models.BooleanField(default=False)),
                ('withheld_asked', models.TextField(blank=True, help_text='Who asked that the name be withheld, and when')),
                ('withheld_risk', models.TextField(blank=True, help_text='What was found when the risk was assessed')),
                ('hearsay', models.BooleanField(default=False, help_text='It tells what others said')),
                ('hearsay_notice_on', models.DateField(blank=True, null=True)),
                ('hearsay_notice_to', models.TextField(blank=True)),
                ('hearsay_notice_how', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='StatementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_in_error_at', models.DateTimeField(blank=True, null=True)),
                ('recorded_in_error_why', models.TextField(blank=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('role', models.CharField(choices=[('witness', 'A witness'), ('lead', 'The lead officer'), ('victim', 'A victim personal statement')], max_length=10)),
                ('kind', models.CharField(choices=[('criminal', 'Criminal: declaration under the Criminal Justice Act 1967 s.9'), ('civil', 'Civil: statement of truth under the Civil Procedure Rules Part 22')], max_length=10)),
                ('witness', models.TextField(help_text='Name of whoever makes it')),
                ('taken_by', models.TextField()),
                ('taken_at', models.DateTimeField()),
                ('taken_where', models.TextField()),
                ('pages', models.PositiveSmallIntegerField()),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('declared', models.BooleanField(default=False, help_text='It bears the declaration that it is true')),
                ('name_withheld', models.BooleanField(default=False)),
                ('withheld_asked', models.TextField(blank=True, help_text='Who asked that the name be withheld, and when')),
                ('withheld_risk', models.TextField(blank=True, help_text='What was found when the risk was assessed')),
                ('hearsay', models.BooleanField(default=False, help_text='It tells what others said')),
                ('hearsay_notice_on', models.DateField(blank=True, null=True)),
                ('hearsay_notice_to', models.TextField(blank=True)),
                ('hearsay_notice_how', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='limbevidence',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='limbevidence',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='orderrequest',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='orderrequest',
            name='deleted_delete',
        ),
        migrations.RemoveConstraint(
            model_name='limbevidence',
            name='limb_evidence_is_one_thing',
        ),
        migrations.AddField(
            model_name='orderrequest',
            name='notice_how',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='orderrequest',
            name='notice_to',
            field=models.TextField(blank=True, help_text='On whom the notice was served'),
        ),
        migrations.AddField(
            model_name='orderrequestevent',
            name='notice_how',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='orderrequestevent',
            name='notice_to',
            field=models.TextField(blank=True, help_text='On whom the notice was served'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='limbevidence',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_limbevidenceevent" ("case_id", "document_id", "entry_id", "happened_at", "id", "incident_id", "limb_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "statement_id") VALUES (OLD."case_id", OLD."document_id", OLD."entry_id", OLD."happened_at", OLD."id", OLD."incident_id", OLD."limb_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."statement_id"); RETURN NULL;', hash='e708cd526a1d91965f66e8f92fad7115b884ae02', operation='UPDATE', pgid='pgtrigger_changed_update_ec594', table='enforcement_limbevidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='limbevidence',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_limbevidenceevent" ("case_id", "document_id", "entry_id", "happened_at", "id", "incident_id", "limb_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "statement_id") VALUES (OLD."case_id", OLD."document_id", OLD."entry_id", OLD."happened_at", OLD."id", OLD."incident_id", OLD."limb_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."statement_id"); RETURN NULL;', hash='48b01d3c148e3897009db59af983716d2373706e', operation='DELETE', pgid='pgtrigger_deleted_delete_22443', table='enforcement_limbevidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderrequest',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_orderrequestevent" ("absolute_discharge", "application_on", "behaviour", "case_id", "charged_on", "convicted_on", "conviction", "court", "file", "helps", "id", "measure_id", "notice_given_on", "notice_how", "notice_to", "offence", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prosecutor", "recorded_at", "recorded_by_id", "refused_on", "refused_words", "requester", "sent_at", "sentence_deferred", "special_measures", "version", "yot_views", "yot_views_on", "yot_who") VALUES (OLD."absolute_discharge", OLD."application_on", OLD."behaviour", OLD."case_id", OLD."charged_on", OLD."convicted_on", OLD."conviction", OLD."court", OLD."file", OLD."helps", OLD."id", OLD."measure_id", OLD."notice_given_on", OLD."notice_how", OLD."notice_to", OLD."offence", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."prosecutor", OLD."recorded_at", OLD."recorded_by_id", OLD."refused_on", OLD."refused_words", OLD."requester", OLD."sent_at", OLD."sentence_deferred", OLD."special_measures", OLD."version", OLD."yot_views", OLD."yot_views_on", OLD."yot_who"); RETURN NULL;', hash='bf33473c4bee75fb96203c8d5eb0bdae07ef68b7', operation='UPDATE', pgid='pgtrigger_changed_update_cb4c5', table='enforcement_orderrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderrequest',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_orderrequestevent" ("absolute_discharge", "application_on", "behaviour", "case_id", "charged_on", "convicted_on", "conviction", "court", "file", "helps", "id", "measure_id", "notice_given_on", "notice_how", "notice_to", "offence", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prosecutor", "recorded_at", "recorded_by_id", "refused_on", "refused_words", "requester", "sent_at", "sentence_deferred", "special_measures", "version", "yot_views", "yot_views_on", "yot_who") VALUES (OLD."absolute_discharge", OLD."application_on", OLD."behaviour", OLD."case_id", OLD."charged_on", OLD."convicted_on", OLD."conviction", OLD."court", OLD."file", OLD."helps", OLD."id", OLD."measure_id", OLD."notice_given_on", OLD."notice_how", OLD."notice_to", OLD."offence", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."prosecutor", OLD."recorded_at", OLD."recorded_by_id", OLD."refused_on", OLD."refused_words", OLD."requester", OLD."sent_at", OLD."sentence_deferred", OLD."special_measures", OLD."version", OLD."yot_views", OLD."yot_views_on", OLD."yot_who"); RETURN NULL;', hash='acd44fb209f210d39044e9e5e6ece7ff6323da3b', operation='DELETE', pgid='pgtrigger_deleted_delete_5d359', table='enforcement_orderrequest', when='AFTER')),
        ),
        migrations.AddField(
            model_name='orderapplication',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='order_applications', to='cases.case'),
        ),
        migrations.AddField(
            model_name='orderapplication',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='enforcement.measure'),
        ),
        migrations.AddField(
            model_name='orderapplication',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='orderapplicationevent',
            name='case',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='orderapplicationevent',
            name='measure',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enforcement.measure'),
        ),
        migrations.AddField(
            model_name='orderapplicationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='enforcement.orderapplication'),
        ),
        migrations.AddField(
            model_name='orderapplicationevent',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statement',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='cases.case'),
        ),
        migrations.AddField(
            model_name='statement',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='cases.document'),
        ),
        migrations.AddField(
            model_name='statement',
            name='exhibit',
            field=models.OneToOneField(help_text='The signed original', on_delete=django.db.models.deletion.PROTECT, related_name='statement', to='enforcement.exhibit'),
        ),
        migrations.AddField(
            model_name='statement',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statement',
            name='recorded_in_error_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statement',
            name='redacted',
            field=models.ForeignKey(blank=True, help_text='The copy without name and address, kept apart', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redacted_statements', to='cases.document'),
        ),
        migrations.AddField(
            model_name='limbevidence',
            name='statement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='limb_evidence', to='enforcement.statement'),
        ),
        migrations.AddField(
            model_name='limbevidenceevent',
            name='statement',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enforcement.statement'),
        ),
        migrations.AddConstraint(
            model_name='limbevidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('entry__isnull', True), ('incident__isnull', False), ('statement__isnull', True)), models.Q(('document__isnull', True), ('entry__isnull', False), ('incident__isnull', True), ('statement__isnull', True)), models.Q(('document__isnull', False), ('entry__isnull', True), ('incident__isnull', True), ('statement__isnull', True)), models.Q(('document__isnull', True), ('entry__isnull', True), ('incident__isnull', True), ('statement__isnull', False)), _connector='OR'), name='limb_evidence_is_one_thing'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='case',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='document',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.document'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='exhibit',
            field=models.ForeignKey(db_constraint=False, help_text='The signed original', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enforcement.exhibit'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='enforcement.statement'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='recorded_in_error_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='redacted',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The copy without name and address, kept apart', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.document'),
        ),
        migrations.AddConstraint(
            model_name='orderapplication',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['vary', 'discharge'])), name='order_application_kind'),
        ),
        migrations.AddConstraint(
            model_name='orderapplication',
            constraint=models.CheckConstraint(condition=models.Q(('applicant__in', ['offender', 'prosecution'])), name='order_application_applicant'),
        ),
        migrations.AddConstraint(
            model_name='orderapplication',
            constraint=models.CheckConstraint(condition=models.Q(('leave__in', ['', 'consent', 'agreement', 'neither', ''])), name='order_application_leave'),
        ),
        migrations.AddConstraint(
            model_name='orderapplication',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['granted', 'dismissed', 'withdrawn', ''])), name='order_application_outcome'),
        ),
        migrations.AddConstraint(
            model_name='orderapplication',
            constraint=models.UniqueConstraint(fields=('measure', 'number'), name='order_application_number_once'),
        ),
        migrations.AddConstraint(
            model_name='orderapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='order_application_decided_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderapplication',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_orderapplicationevent" ("applicant", "case_id", "court", "decided_on", "id", "kind", "leave", "leave_words", "made_on", "measure_id", "number", "outcome", "outcome_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version", "words") VALUES (OLD."applicant", OLD."case_id", OLD."court", OLD."decided_on", OLD."id", OLD."kind", OLD."leave", OLD."leave_words", OLD."made_on", OLD."measure_id", OLD."number", OLD."outcome", OLD."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."version", OLD."words"); RETURN NULL;', hash='7525bc8406eecfec5f17c3823778a707a08f113a', operation='UPDATE', pgid='pgtrigger_changed_update_e5127', table='enforcement_orderapplication', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderapplication',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_orderapplicationevent" ("applicant", "case_id", "court", "decided_on", "id", "kind", "leave", "leave_words", "made_on", "measure_id", "number", "outcome", "outcome_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version", "words") VALUES (OLD."applicant", OLD."case_id", OLD."court", OLD."decided_on", OLD."id", OLD."kind", OLD."leave", OLD."leave_words", OLD."made_on", OLD."measure_id", OLD."number", OLD."outcome", OLD."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."version", OLD."words"); RETURN NULL;', hash='5a23621876313645617e60b90d86b206f79acea2', operation='DELETE', pgid='pgtrigger_deleted_delete_ca126', table='enforcement_orderapplication', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderapplicationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dc54c4d03d8282a3df1c077d47fc10f59f7e59a5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f2002', table='enforcement_orderapplicationevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['witness', 'lead', 'victim'])), name='statement_role'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['criminal', 'civil'])), name='statement_kind'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='statement_number_once'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('name_withheld', False), models.Q(models.Q(('withheld_asked', ''), _negated=True), models.Q(('withheld_risk', ''), _negated=True), ('redacted__isnull', False)), _connector='OR'), name='statement_withheld_whole'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('pages__gte', 1)), name='statement_has_pages'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_statementevent" ("case_id", "declared", "document_id", "exhibit_id", "hearsay", "hearsay_notice_how", "hearsay_notice_on", "hearsay_notice_to", "id", "kind", "name_withheld", "number", "pages", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "redacted_id", "role", "signed_on", "taken_at", "taken_by", "taken_where", "version", "withheld_asked", "withheld_risk", "witness") VALUES (OLD."case_id", OLD."declared", OLD."document_id", OLD."exhibit_id", OLD."hearsay", OLD."hearsay_notice_how", OLD."hearsay_notice_on", OLD."hearsay_notice_to", OLD."id", OLD."kind", OLD."name_withheld", OLD."number", OLD."pages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."redacted_id", OLD."role", OLD."signed_on", OLD."taken_at", OLD."taken_by", OLD."taken_where", OLD."version", OLD."withheld_asked", OLD."withheld_risk", OLD."witness"); RETURN NULL;', hash='e13c105a53e9a9fb5368f4a510d89837870fd5a1', operation='UPDATE', pgid='pgtrigger_changed_update_b8cf5', table='enforcement_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_statementevent" ("case_id", "declared", "document_id", "exhibit_id", "hearsay", "hearsay_notice_how", "hearsay_notice_on", "hearsay_notice_to", "id", "kind", "name_withheld", "number", "pages", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "redacted_id", "role", "signed_on", "taken_at", "taken_by", "taken_where", "version", "withheld_asked", "withheld_risk", "witness") VALUES (OLD."case_id", OLD."declared", OLD."document_id", OLD."exhibit_id", OLD."hearsay", OLD."hearsay_notice_how", OLD."hearsay_notice_on", OLD."hearsay_notice_to", OLD."id", OLD."kind", OLD."name_withheld", OLD."number", OLD."pages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."redacted_id", OLD."role", OLD."signed_on", OLD."taken_at", OLD."taken_by", OLD."taken_where", OLD."version", OLD."withheld_asked", OLD."withheld_risk", OLD."witness"); RETURN NULL;', hash='07f30ea9750711cbb7b74d60fc960158d08e4edc', operation='DELETE', pgid='pgtrigger_deleted_delete_cdb31', table='enforcement_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c5a8e2420b92e1421fc19adaab97ba32e50737e6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_52c93', table='enforcement_statementevent', when='BEFORE')),
        ),
        *(
            operation
            for table in WITH_HISTORY
            for operation in (
                RowSecurity(f"enforcement_{table}", see=CASE, add=MINE, change=MINE),
                RowSecurity(f"enforcement_{table}event", see=CASE, add=MINE),
            )
        ),
        HideRestricted(),
        migrations.RunSQL(MORE_BINDS, reverse_sql="DROP FUNCTION asb_more_binds"),
    ]
