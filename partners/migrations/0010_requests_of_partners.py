"""What partners ask the police to share, and what was answered."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_who_administers_an_agency'),
        ('cases', '0030_who_breaks_the_glass'),
        ('partners', '0009_a_share_opens_no_row'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ShareRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('about', models.CharField(help_text='The reference of the report or case, by which the agency knows it', max_length=20)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('purpose', models.CharField(choices=[('prevent', 'Prevent or detect crime and disorder'), ('tenancy', 'Manage a tenancy, or enforce its terms'), ('support', 'Support a victim'), ('safeguard', 'Protect a child or an adult at risk'), ('enforce', 'Prepare or enforce a power of the 2014 Act'), ('review', 'Carry out an ASB case review')], max_length=12)),
                ('gateway', models.CharField(choices=[('CDA115', 'Crime and Disorder Act 1998 s.115'), ('ASB104', '2014 Act s.104 and Schedule 4, case review'), ('COMMON', 'Common-law policing purpose'), ('SAFEG', 'Children Act 2004 s.11, or Care Act 2014 s.45'), ('CONSENT', 'Consent of the victim'), ('DPA', 'Data Protection Act 2018 Part 3 or Schedule 2, UK GDPR Article 6')], max_length=12)),
                ('why', models.TextField(help_text='Why it is needed, in the words of the agency')),
                ('urgent', models.BooleanField(default=False)),
                ('needed_on', models.DateField(blank=True, help_text='By when it is needed', null=True)),
                ('until_on', models.DateField(blank=True, help_text='Until when it is needed', null=True)),
                ('answer_by', models.DateTimeField(help_text='The first instant at which the answer is late, as it was asked')),
                ('answer', models.CharField(blank=True, choices=[('shared', 'Shared'), ('part', 'Shared in part'), ('refused', 'Refused'), ('over', 'Closed by the police')], max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('words', models.TextField(blank=True, help_text='What the agency reads of the answer')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('answered_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='share_requests', to='cases.case')),
                ('known_by', models.ForeignKey(blank=True, db_index=False, help_text='By which share the agency knows the case; empty for a report', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asked_for_more', to='partners.share')),
                ('named', models.ForeignKey(blank=True, db_index=False, help_text='Who alone of the agency knows of the case; empty where any of its officers may read this', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='share_requests', to='cases.report')),
                ('share', models.ForeignKey(blank=True, db_index=False, help_text='What was shared by the answer', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='partners.share')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ShareRequestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('about', models.CharField(help_text='The reference of the report or case, by which the agency knows it', max_length=20)),
                ('reference', models.CharField(max_length=20)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('purpose', models.CharField(choices=[('prevent', 'Prevent or detect crime and disorder'), ('tenancy', 'Manage a tenancy, or enforce its terms'), ('support', 'Support a victim'), ('safeguard', 'Protect a child or an adult at risk'), ('enforce', 'Prepare or enforce a power of the 2014 Act'), ('review', 'Carry out an ASB case review')], max_length=12)),
                ('gateway', models.CharField(choices=[('CDA115', 'Crime and Disorder Act 1998 s.115'), ('ASB104', '2014 Act s.104 and Schedule 4, case review'), ('COMMON', 'Common-law policing purpose'), ('SAFEG', 'Children Act 2004 s.11, or Care Act 2014 s.45'), ('CONSENT', 'Consent of the victim'), ('DPA', 'Data Protection Act 2018 Part 3 or Schedule 2, UK GDPR Article 6')], max_length=12)),
                ('why', models.TextField(help_text='Why it is needed, in the words of the agency')),
                ('urgent', models.BooleanField(default=False)),
                ('needed_on', models.DateField(blank=True, help_text='By when it is needed', null=True)),
                ('until_on', models.DateField(blank=True, help_text='Until when it is needed', null=True)),
                ('answer_by', models.DateTimeField(help_text='The first instant at which the answer is late, as it was asked')),
                ('answer', models.CharField(blank=True, choices=[('shared', 'Shared'), ('part', 'Shared in part'), ('refused', 'Refused'), ('over', 'Closed by the police')], max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('words', models.TextField(blank=True, help_text='What the agency reads of the answer')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('known_by', models.ForeignKey(blank=True, db_constraint=False, help_text='By which share the agency knows the case; empty for a report', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.share')),
                ('named', models.ForeignKey(blank=True, db_constraint=False, help_text='Who alone of the agency knows of the case; empty where any of its officers may read this', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.sharerequest')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.report')),
                ('share', models.ForeignKey(blank=True, db_constraint=False, help_text='What was shared by the answer', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.share')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='sharerequest',
            index=models.Index(fields=['agency', 'recorded_at', 'id'], name='share_request_of_agency'),
        ),
        migrations.AddIndex(
            model_name='sharerequest',
            index=models.Index(condition=models.Q(('answered_at__isnull', True), ('withdrawn_at__isnull', True)), fields=['recorded_at', 'id'], name='share_request_waits'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('report__isnull', False)), models.Q(('case__isnull', False), ('report__isnull', True)), _connector='OR'), name='share_request_one_root'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['prevent', 'tenancy', 'support', 'safeguard', 'enforce', 'review'])), name='share_request_purpose'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(('gateway__in', ['CDA115', 'ASB104', 'COMMON', 'SAFEG', 'CONSENT', 'DPA'])), name='share_request_gateway'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['shared', 'part', 'refused', 'over', ''])), name='share_request_answer'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='share_request_answered_with_something'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='share_request_answered_or_withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__in', ['shared', 'part']), ('share__isnull', False)), models.Q(('share__isnull', True), models.Q(('answer__in', ['shared', 'part']), _negated=True)), _connector='OR'), name='share_request_shared_by_a_share'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'shared']), models.Q(('words', ''), _negated=True), _connector='OR'), name='share_request_less_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='sharerequest',
            constraint=models.CheckConstraint(condition=models.Q(('case__isnull', True), ('known_by__isnull', False), _connector='OR'), name='share_request_of_a_case_that_is_shared'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sharerequest',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_sharerequestevent" ("about", "agency_id", "answer", "answer_by", "answered_at", "answered_by_id", "case_id", "gateway", "id", "items", "known_by_id", "named_id", "needed_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id", "reference", "report_id", "share_id", "until_on", "urgent", "version", "why", "withdrawn_at", "withdrawn_by_id", "words") VALUES (OLD."about", OLD."agency_id", OLD."answer", OLD."answer_by", OLD."answered_at", OLD."answered_by_id", OLD."case_id", OLD."gateway", OLD."id", OLD."items", OLD."known_by_id", OLD."named_id", OLD."needed_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."purpose", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."report_id", OLD."share_id", OLD."until_on", OLD."urgent", OLD."version", OLD."why", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."words"); RETURN NULL;', hash='09723a1f74c7600e4372d2a7ee48bce76697b4fc', operation='UPDATE', pgid='pgtrigger_changed_update_1aa23', table='partners_sharerequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sharerequest',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_sharerequestevent" ("about", "agency_id", "answer", "answer_by", "answered_at", "answered_by_id", "case_id", "gateway", "id", "items", "known_by_id", "named_id", "needed_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id", "reference", "report_id", "share_id", "until_on", "urgent", "version", "why", "withdrawn_at", "withdrawn_by_id", "words") VALUES (OLD."about", OLD."agency_id", OLD."answer", OLD."answer_by", OLD."answered_at", OLD."answered_by_id", OLD."case_id", OLD."gateway", OLD."id", OLD."items", OLD."known_by_id", OLD."named_id", OLD."needed_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."purpose", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."report_id", OLD."share_id", OLD."until_on", OLD."urgent", OLD."version", OLD."why", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."words"); RETURN NULL;', hash='c7ee70d5247cbedc6ea6cce8906ce2e5e1e6a8b9', operation='DELETE', pgid='pgtrigger_deleted_delete_ae245', table='partners_sharerequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sharerequestevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4f0aa77ea23e708bd95e8b81d826a0f1599a6017', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d3546', table='partners_sharerequestevent', when='BEFORE')),
        ),
    ]
