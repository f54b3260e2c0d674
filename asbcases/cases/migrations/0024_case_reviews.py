"""ASB case reviews as a root: their table, and who is let in to one."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from asbcases.db.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_who_acts_without_a_query'),
        ('cases', '0023_approval_of_measures'),
        ('audit', '0016_hearsay_in_an_appeal'),
        ('deadlines', '0019_hearsay_notice'),
        ('enforcement', '0009_hearing_of_an_appeal'),
        ('notify', '0008_who_takes_reports_in_tells_callers'),
        ('policies', '0004_limits_of_the_law'),
        ('risk', '0011_load_instrument_a'),
        ('web', '0005_when_a_draft_was_begun'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
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
            migrations.CreateModel(
                name='CaseReview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_in_error_at', models.DateTimeField(blank=True, null=True)),
                    ('recorded_in_error_why', models.TextField(blank=True)),
                    ('reference', models.CharField(max_length=20, unique=True)),
                    ('public_reference', models.CharField(blank=True, help_text='Random: what the applicant was given; empty while nobody was given one', max_length=20)),
                    ('area', models.CharField(help_text='Code of the local government area, or the key of its procedure', max_length=40)),
                    ('stage', models.CharField(choices=[('draft', "Waiting for the victim's consent"), ('received', 'Received, threshold not decided'), ('not_met', 'Threshold not met'), ('review', 'Threshold met, being reviewed'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('received_at', models.DateTimeField(help_text='When the application was received')),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='cases.case')),
                    ('council', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('district', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.district')),
                    ('owner', models.ForeignKey(blank=True, db_index=False, help_text='The co-ordinator who runs it; empty while there is none', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_in_error_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['-received_at', '-id'], name='review_newest'), models.Index(fields=['area', '-received_at', '-id'], name='review_by_area'), models.Index(fields=['district', '-received_at', '-id'], name='review_by_district')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['draft', 'received', 'not_met', 'review', 'closed', 'withdrawn'])), name='review_stage'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('stage__in', ('closed', 'withdrawn'))), models.Q(models.Q(('stage__in', ('closed', 'withdrawn')), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='review_closed_at'), models.UniqueConstraint(condition=models.Q(('public_reference', ''), _negated=True), fields=('public_reference',), name='review_public_once')],
                },
            ),
            migrations.CreateModel(
                name='CaseReviewEvent',
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
                    ('reference', models.CharField(max_length=20)),
                    ('public_reference', models.CharField(blank=True, help_text='Random: what the applicant was given; empty while nobody was given one', max_length=20)),
                    ('area', models.CharField(help_text='Code of the local government area, or the key of its procedure', max_length=40)),
                    ('stage', models.CharField(choices=[('draft', "Waiting for the victim's consent"), ('received', 'Received, threshold not decided'), ('not_met', 'Threshold not met'), ('review', 'Threshold met, being reviewed'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('received_at', models.DateTimeField(help_text='When the application was received')),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                    ('council', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency')),
                    ('district', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.district')),
                    ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The co-ordinator who runs it; empty while there is none', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.casereview')),
                    ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_in_error_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='accessgrant',
                name='review',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='cases.casereview'),
            ),
            migrations.AddField(
                model_name='accessgrantevent',
                name='review',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.casereview'),
            ),
            migrations.AddIndex(
                model_name='accessgrant',
                index=models.Index(condition=models.Q(('revoked_at__isnull', True)), fields=['review', 'user'], name='grant_review_user'),
            ),
            migrations.AddIndex(
                model_name='accessgrant',
                index=models.Index(condition=models.Q(('revoked_at__isnull', True)), fields=['review', 'team'], name='grant_review_team'),
            ),
            migrations.AddIndex(
                model_name='accessgrant',
                index=models.Index(condition=models.Q(('revoked_at__isnull', True)), fields=['review', 'agency'], name='grant_review_agency'),
            ),
            migrations.AddConstraint(
                model_name='accessgrant',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('incident__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', False), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('report__isnull', False), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('report__isnull', True), ('review__isnull', False)), _connector='OR'), name='grant_one_root'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accessgrant',
                trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_accessgrantevent" ("agency_id", "case_id", "ends_at", "granted_at", "granted_by_id", "id", "incident_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "review_id", "revoked_at", "source", "starts_at", "team_id", "tier", "user_id") VALUES (OLD."agency_id", OLD."case_id", OLD."ends_at", OLD."granted_at", OLD."granted_by_id", OLD."id", OLD."incident_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."report_id", OLD."review_id", OLD."revoked_at", OLD."source", OLD."starts_at", OLD."team_id", OLD."tier", OLD."user_id"); RETURN NULL;', hash='2d0210b3e06e0721457acad9c66c7d9e90493be1', operation='UPDATE', pgid='pgtrigger_changed_update_ce752', table='cases_accessgrant', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accessgrant',
                trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_accessgrantevent" ("agency_id", "case_id", "ends_at", "granted_at", "granted_by_id", "id", "incident_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "review_id", "revoked_at", "source", "starts_at", "team_id", "tier", "user_id") VALUES (OLD."agency_id", OLD."case_id", OLD."ends_at", OLD."granted_at", OLD."granted_by_id", OLD."id", OLD."incident_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."report_id", OLD."review_id", OLD."revoked_at", OLD."source", OLD."starts_at", OLD."team_id", OLD."tier", OLD."user_id"); RETURN NULL;', hash='564d5092c8441518e3fc8370d458d3dd57bbe00f', operation='DELETE', pgid='pgtrigger_deleted_delete_2b3c5', table='cases_accessgrant', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='casereview',
                trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_casereviewevent" ("area", "case_id", "closed_at", "council_id", "district_id", "id", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_reference", "received_at", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "reference", "stage", "version") VALUES (OLD."area", OLD."case_id", OLD."closed_at", OLD."council_id", OLD."district_id", OLD."id", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."public_reference", OLD."received_at", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."reference", OLD."stage", OLD."version"); RETURN NULL;', hash='5f0a419b76fc341bd53c849a91f0fb5f24dd2aea', operation='UPDATE', pgid='pgtrigger_changed_update_ba26b', table='cases_casereview', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='casereview',
                trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_casereviewevent" ("area", "case_id", "closed_at", "council_id", "district_id", "id", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_reference", "received_at", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "reference", "stage", "version") VALUES (OLD."area", OLD."case_id", OLD."closed_at", OLD."council_id", OLD."district_id", OLD."id", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."public_reference", OLD."received_at", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."reference", OLD."stage", OLD."version"); RETURN NULL;', hash='96b88050849cd6deb5105b56698b91c4ef137544', operation='DELETE', pgid='pgtrigger_deleted_delete_00d5a', table='cases_casereview', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='casereviewevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c6ab528e4b351824921c1d48c08caa75ef28272b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ad2d9', table='cases_casereviewevent', when='BEFORE')),
            ),
        ]),
    ]
