"""Shares of problem-solving plans, and what an agency notes of the responses that it owns."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_who_administers_an_agency'),
        ('cases', '0040_grants_of_plans'),
        ('partners', '0020_what_is_shared_in_one_look'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField(help_text='Within the plan')),
                ('purpose', models.CharField(choices=[('prevent', 'Prevent or detect crime and disorder'), ('tenancy', 'Manage a tenancy, or enforce its terms'), ('support', 'Support a victim'), ('safeguard', 'Protect a child or an adult at risk'), ('enforce', 'Prepare or enforce a power of the 2014 Act'), ('review', 'Carry out an ASB case review')], max_length=12)),
                ('gateway', models.CharField(choices=[('CDA115', 'Crime and Disorder Act 1998 s.115'), ('ASB104', '2014 Act s.104 and Schedule 4, case review'), ('COMMON', 'Common-law policing purpose'), ('SAFEG', 'Children Act 2004 s.11, or Care Act 2014 s.45'), ('CONSENT', 'Consent of the victim'), ('DPA', 'Data Protection Act 2018 Part 3 or Schedule 2, UK GDPR Article 6')], max_length=12)),
                ('proportionality', models.TextField(help_text='Why so much, and no more, is needed for the purpose')),
                ('recalled_why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_shares', to='partners.agreement')),
                ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan_share', to='cases.accessgrant')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='cases.problemplan')),
                ('recalled_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PlanShareEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField(help_text='Within the plan')),
                ('purpose', models.CharField(choices=[('prevent', 'Prevent or detect crime and disorder'), ('tenancy', 'Manage a tenancy, or enforce its terms'), ('support', 'Support a victim'), ('safeguard', 'Protect a child or an adult at risk'), ('enforce', 'Prepare or enforce a power of the 2014 Act'), ('review', 'Carry out an ASB case review')], max_length=12)),
                ('gateway', models.CharField(choices=[('CDA115', 'Crime and Disorder Act 1998 s.115'), ('ASB104', '2014 Act s.104 and Schedule 4, case review'), ('COMMON', 'Common-law policing purpose'), ('SAFEG', 'Children Act 2004 s.11, or Care Act 2014 s.45'), ('CONSENT', 'Consent of the victim'), ('DPA', 'Data Protection Act 2018 Part 3 or Schedule 2, UK GDPR Article 6')], max_length=12)),
                ('proportionality', models.TextField(help_text='Why so much, and no more, is needed for the purpose')),
                ('recalled_why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement')),
                ('grant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.accessgrant')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.planshare')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.problemplan')),
                ('recalled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('response', models.PositiveSmallIntegerField(help_text='The number of the response on the plan')),
                ('progress', models.CharField(choices=[('begun', 'It has begun'), ('done', 'It is done')], max_length=5)),
                ('words', models.TextField(help_text='What was done, in words')),
                ('noted_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='cases.problemplan')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('progress__in', ['begun', 'done'])), name='plan_progress_of'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='plan_progress_words')],
            },
        ),
        migrations.AddConstraint(
            model_name='planshare',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['prevent', 'tenancy', 'support', 'safeguard', 'enforce', 'review'])), name='plan_share_purpose'),
        ),
        migrations.AddConstraint(
            model_name='planshare',
            constraint=models.CheckConstraint(condition=models.Q(('gateway__in', ['CDA115', 'ASB104', 'COMMON', 'SAFEG', 'CONSENT', 'DPA'])), name='plan_share_gateway'),
        ),
        migrations.AddConstraint(
            model_name='planshare',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='plan_share_number_once'),
        ),
        migrations.AddConstraint(
            model_name='planshare',
            constraint=models.CheckConstraint(condition=models.Q(('proportionality', ''), _negated=True), name='plan_share_proportionality'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planshare',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_planshareevent" ("agreement_id", "gateway", "grant_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "proportionality", "purpose", "recalled_by_id", "recalled_why", "recorded_at", "recorded_by_id", "version") VALUES (OLD."agreement_id", OLD."gateway", OLD."grant_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."plan_id", OLD."proportionality", OLD."purpose", OLD."recalled_by_id", OLD."recalled_why", OLD."recorded_at", OLD."recorded_by_id", OLD."version"); RETURN NULL;', hash='12ae07ccb0a1b4d3c3a87a8336887395783fa281', operation='UPDATE', pgid='pgtrigger_changed_update_9296d', table='partners_planshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planshare',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_planshareevent" ("agreement_id", "gateway", "grant_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "proportionality", "purpose", "recalled_by_id", "recalled_why", "recorded_at", "recorded_by_id", "version") VALUES (OLD."agreement_id", OLD."gateway", OLD."grant_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."plan_id", OLD."proportionality", OLD."purpose", OLD."recalled_by_id", OLD."recalled_why", OLD."recorded_at", OLD."recorded_by_id", OLD."version"); RETURN NULL;', hash='01680bac1c8b44da1ad4026b5b3e07ff722dff57', operation='DELETE', pgid='pgtrigger_deleted_delete_6d9c8', table='partners_planshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planshareevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5c74c547b79fda91cea5880cf0b4ce08dd9b0042', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d2cf4', table='partners_planshareevent', when='BEFORE')),
        ),
    ]
