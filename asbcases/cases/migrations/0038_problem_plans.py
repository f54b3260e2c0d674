"""Problem-solving plans as a root: their table, and who sees them: county work, and the own district."""

from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations

from asbcases.db.rowsecurity import RowSecurity

WORKS = "(SELECT asb_works_on_plans())"
SEE = "(SELECT asb_sees_county_cases()) OR district_id = ANY ((SELECT asb_districts())::bigint[])"

WORKS_ON_PLANS = """
CREATE FUNCTION asb_works_on_plans() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN asb_unrestricted() OR asb_has_role('cpt_officer', 'asb_officer', 'supervisor'); END $$
"""
SEES_PLAN = """
CREATE FUNCTION asb_sees_plan(root_key bigint) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM public.cases_problemplan WHERE id = root_key); END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_who_administers_an_agency'),
        ('cases', '0036_shares_in_force_by_receiver'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProblemPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('title', models.TextField(help_text='The problem in a few words')),
                ('type', models.CharField(choices=[('person', 'A person'), ('place', 'A place'), ('group', 'A group'), ('theme', 'A theme')], max_length=6)),
                ('area', models.TextField(blank=True, help_text='The beat or ward')),
                ('source', models.CharField(choices=[('analyst', 'An analyst'), ('repeat_rule', 'The rule about repeats'), ('asbrac', 'A risk assessment conference (ASBRAC)'), ('councillor', 'A councillor or MP'), ('meeting', 'A community meeting'), ('case_review', 'A case review'), ('officer', 'An officer')], max_length=12)),
                ('source_words', models.TextField(blank=True, help_text='Who raised it, in words')),
                ('raised_at', models.DateTimeField(help_text='When it was raised, which may be before it was recorded')),
                ('stage', models.CharField(choices=[('objective', 'Objective'), ('scanning', 'Scanning'), ('analysis', 'Analysis'), ('response', 'Response'), ('assessment', 'Assessment'), ('closed', 'Closed')], max_length=10)),
                ('analysed_at', models.DateTimeField(blank=True, help_text='When the analysis was signed off', null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.district')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='owned_plans', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('spoc', models.ForeignKey(blank=True, db_index=False, help_text='The single point of contact of those who are harmed', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supervisor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ProblemPlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('reference', models.CharField(max_length=20)),
                ('title', models.TextField(help_text='The problem in a few words')),
                ('type', models.CharField(choices=[('person', 'A person'), ('place', 'A place'), ('group', 'A group'), ('theme', 'A theme')], max_length=6)),
                ('area', models.TextField(blank=True, help_text='The beat or ward')),
                ('source', models.CharField(choices=[('analyst', 'An analyst'), ('repeat_rule', 'The rule about repeats'), ('asbrac', 'A risk assessment conference (ASBRAC)'), ('councillor', 'A councillor or MP'), ('meeting', 'A community meeting'), ('case_review', 'A case review'), ('officer', 'An officer')], max_length=12)),
                ('source_words', models.TextField(blank=True, help_text='Who raised it, in words')),
                ('raised_at', models.DateTimeField(help_text='When it was raised, which may be before it was recorded')),
                ('stage', models.CharField(choices=[('objective', 'Objective'), ('scanning', 'Scanning'), ('analysis', 'Analysis'), ('response', 'Response'), ('assessment', 'Assessment'), ('closed', 'Closed')], max_length=10)),
                ('analysed_at', models.DateTimeField(blank=True, help_text='When the analysis was signed off', null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.district')),
                ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.problemplan')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('spoc', models.ForeignKey(blank=True, db_constraint=False, help_text='The single point of contact of those who are harmed', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('supervisor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='problemplan',
            index=models.Index(fields=['-recorded_at', '-id'], name='plan_newest'),
        ),
        migrations.AddIndex(
            model_name='problemplan',
            index=models.Index(fields=['district', '-recorded_at', '-id'], name='plan_by_district'),
        ),
        migrations.AddIndex(
            model_name='problemplan',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['owner'], name='plan_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='problemplan',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['person', 'place', 'group', 'theme'])), name='plan_type'),
        ),
        migrations.AddConstraint(
            model_name='problemplan',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['analyst', 'repeat_rule', 'asbrac', 'councillor', 'meeting', 'case_review', 'officer'])), name='plan_source'),
        ),
        migrations.AddConstraint(
            model_name='problemplan',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['objective', 'scanning', 'analysis', 'response', 'assessment', 'closed'])), name='plan_stage'),
        ),
        migrations.AddConstraint(
            model_name='problemplan',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='plan_title'),
        ),
        migrations.AddConstraint(
            model_name='problemplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('stage', 'closed')), models.Q(models.Q(('stage', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='plan_closed_at'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='problemplan',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_problemplanevent" ("analysed_at", "area", "closed_at", "district_id", "id", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "recorded_at", "recorded_by_id", "reference", "source", "source_words", "spoc_id", "stage", "supervisor_id", "title", "type", "version") VALUES (OLD."analysed_at", OLD."area", OLD."closed_at", OLD."district_id", OLD."id", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."raised_at", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."source", OLD."source_words", OLD."spoc_id", OLD."stage", OLD."supervisor_id", OLD."title", OLD."type", OLD."version"); RETURN NULL;', hash='63c3f1408d611a3b39901415575e82200fc3fafb', operation='UPDATE', pgid='pgtrigger_changed_update_ecf14', table='cases_problemplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='problemplan',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_problemplanevent" ("analysed_at", "area", "closed_at", "district_id", "id", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "recorded_at", "recorded_by_id", "reference", "source", "source_words", "spoc_id", "stage", "supervisor_id", "title", "type", "version") VALUES (OLD."analysed_at", OLD."area", OLD."closed_at", OLD."district_id", OLD."id", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."raised_at", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."source", OLD."source_words", OLD."spoc_id", OLD."stage", OLD."supervisor_id", OLD."title", OLD."type", OLD."version"); RETURN NULL;', hash='f26ee70b353bc61941e8a41bce7017b83ceb9447', operation='DELETE', pgid='pgtrigger_deleted_delete_5abaa', table='cases_problemplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='problemplanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='38e4a107ab1da0b928b7c93775e38ea01a2ffb7a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e5e33', table='cases_problemplanevent', when='BEFORE')),
        ),
        migrations.RunSQL("CREATE SEQUENCE asb_sar", reverse_sql="DROP SEQUENCE asb_sar"),
        migrations.RunSQL(WORKS_ON_PLANS, reverse_sql="DROP FUNCTION asb_works_on_plans"),
        migrations.RunSQL(SEES_PLAN, reverse_sql="DROP FUNCTION asb_sees_plan"),
        RowSecurity("cases_problemplan", see=SEE, add=f"{WORKS} AND ({SEE})", change=f"{WORKS} AND ({SEE})"),
        RowSecurity("cases_problemplanevent", see=f"{WORKS} AND asb_sees_plan(pgh_obj_id)", add=WORKS),
    ]
