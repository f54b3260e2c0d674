"""Agreements on sharing, shares of cases, and who read what was shared."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0007_the_county_in_one_look'),
        ('cases', '0027_explained_before_closing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('title', models.TextField()),
                ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('gateways', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('regime', models.CharField(choices=[('general', 'UK GDPR and Part 2 of the Data Protection Act 2018'), ('law_enforcement', 'Part 3 of the Data Protection Act 2018')], max_length=16)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), help_text='The parts of a case that it covers', size=None)),
                ('subjects', models.TextField(blank=True, help_text='About whom: victims, respondents, their families')),
                ('special_categories', models.TextField(blank=True)),
                ('frequency', models.TextField(blank=True)),
                ('method', models.TextField(blank=True)),
                ('retention', models.TextField(blank=True)),
                ('security', models.TextField(blank=True)),
                ('access_lead', models.TextField(blank=True, help_text='Who answers subject access requests')),
                ('impact_assessment', models.TextField(blank=True, help_text='Reference of the data protection impact assessment')),
                ('breach_contact', models.TextField(help_text='Whom to tell of a breach, at any hour')),
                ('starts_on', models.DateField()),
                ('review_on', models.DateField()),
                ('expires_on', models.DateField(help_text='The last day')),
                ('ended_on', models.DateField(blank=True, help_text='The last day, where it was ended before', null=True)),
                ('ended_why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AgreementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('reference', models.CharField(max_length=20)),
                ('title', models.TextField()),
                ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('gateways', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('regime', models.CharField(choices=[('general', 'UK GDPR and Part 2 of the Data Protection Act 2018'), ('law_enforcement', 'Part 3 of the Data Protection Act 2018')], max_length=16)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), help_text='The parts of a case that it covers', size=None)),
                ('subjects', models.TextField(blank=True, help_text='About whom: victims, respondents, their families')),
                ('special_categories', models.TextField(blank=True)),
                ('frequency', models.TextField(blank=True)),
                ('method', models.TextField(blank=True)),
                ('retention', models.TextField(blank=True)),
                ('security', models.TextField(blank=True)),
                ('access_lead', models.TextField(blank=True, help_text='Who answers subject access requests')),
                ('impact_assessment', models.TextField(blank=True, help_text='Reference of the data protection impact assessment')),
                ('breach_contact', models.TextField(help_text='Whom to tell of a breach, at any hour')),
                ('starts_on', models.DateField()),
                ('review_on', models.DateField()),
                ('expires_on', models.DateField(help_text='The last day')),
                ('ended_on', models.DateField(blank=True, help_text='The last day, where it was ended before', null=True)),
                ('ended_why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.agreement')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('signatory', models.TextField(blank=True, help_text='Empty until it is signed')),
                ('signatory_role', models.TextField(blank=True)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, help_text='The last day on which it takes part', null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='accounts.agency')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='partners.agreement')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AgreementPartyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('signatory', models.TextField(blank=True, help_text='Empty until it is signed')),
                ('signatory_role', models.TextField(blank=True)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, help_text='The last day on which it takes part', null=True)),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency')),
                ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.agreementparty')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField(help_text='Within the case')),
                ('purpose', models.CharField(choices=[('prevent', 'Prevent or detect crime and disorder'), ('tenancy', 'Manage a tenancy, or enforce its terms'), ('support', 'Support a victim'), ('safeguard', 'Protect a child or an adult at risk'), ('enforce', 'Prepare or enforce a power of the 2014 Act'), ('review', 'Carry out an ASB case review')], max_length=12)),
                ('gateway', models.CharField(choices=[('CDA115', 'Crime and Disorder Act 1998 s.115'), ('ASB104', '2014 Act s.104 and Schedule 4, case review'), ('COMMON', 'Common-law policing purpose'), ('SAFEG', 'Children Act 2004 s.11, or Care Act 2014 s.45'), ('CONSENT', 'Consent of the victim'), ('DPA', 'Data Protection Act 2018 Part 3 or Schedule 2, UK GDPR Article 6')], max_length=12)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('proportionality', models.TextField(help_text='Why so much, and no more, is needed for the purpose')),
                ('urgent_why', models.TextField(blank=True, help_text='Why it is shared without an agreement, where there is none')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('verdict', models.CharField(blank=True, choices=[('right', 'It was right, and stays'), ('narrowed', 'Less is shared from now on'), ('ended', 'It ends')], max_length=10)),
                ('review_words', models.TextField(blank=True)),
                ('recalled_why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='partners.agreement')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='cases.case')),
                ('decided_by', models.ForeignKey(blank=True, db_index=False, help_text='Who decided to share it without an agreement', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='share', to='cases.accessgrant')),
                ('recalled_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('at', models.DateTimeField()),
                ('request_id', models.CharField(blank=True, max_length=36)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='cases.case')),
                ('person', models.ForeignKey(blank=True, help_text='About whom; empty for what is about nobody in particular', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='cases.person')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to=settings.AUTH_USER_MODEL)),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='partners.share')),
            ],
        ),
        migrations.CreateModel(
            name='ShareEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField(help_text='Within the case')),
                ('purpose', models.CharField(choices=[('prevent', 'Prevent or detect crime and disorder'), ('tenancy', 'Manage a tenancy, or enforce its terms'), ('support', 'Support a victim'), ('safeguard', 'Protect a child or an adult at risk'), ('enforce', 'Prepare or enforce a power of the 2014 Act'), ('review', 'Carry out an ASB case review')], max_length=12)),
                ('gateway', models.CharField(choices=[('CDA115', 'Crime and Disorder Act 1998 s.115'), ('ASB104', '2014 Act s.104 and Schedule 4, case review'), ('COMMON', 'Common-law policing purpose'), ('SAFEG', 'Children Act 2004 s.11, or Care Act 2014 s.45'), ('CONSENT', 'Consent of the victim'), ('DPA', 'Data Protection Act 2018 Part 3 or Schedule 2, UK GDPR Article 6')], max_length=12)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('proportionality', models.TextField(help_text='Why so much, and no more, is needed for the purpose')),
                ('urgent_why', models.TextField(blank=True, help_text='Why it is shared without an agreement, where there is none')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('verdict', models.CharField(blank=True, choices=[('right', 'It was right, and stays'), ('narrowed', 'Less is shared from now on'), ('ended', 'It ends')], max_length=10)),
                ('review_words', models.TextField(blank=True)),
                ('recalled_why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agreement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, help_text='Who decided to share it without an agreement', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.accessgrant')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.share')),
                ('recalled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['general', 'law_enforcement'])), name='agreement_regime'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('expires_on__gte', models.F('starts_on')), ('review_on__gte', models.F('starts_on'))), name='agreement_days_in_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_agreementevent" ("access_lead", "breach_contact", "ended_on", "ended_why", "expires_on", "frequency", "gateways", "id", "impact_assessment", "items", "method", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recorded_at", "recorded_by_id", "reference", "regime", "retention", "review_on", "security", "special_categories", "starts_on", "subjects", "title", "version") VALUES (OLD."access_lead", OLD."breach_contact", OLD."ended_on", OLD."ended_why", OLD."expires_on", OLD."frequency", OLD."gateways", OLD."id", OLD."impact_assessment", OLD."items", OLD."method", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."purposes", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."regime", OLD."retention", OLD."review_on", OLD."security", OLD."special_categories", OLD."starts_on", OLD."subjects", OLD."title", OLD."version"); RETURN NULL;', hash='039dfb13f25735e108b44171f3cc185fec064208', operation='UPDATE', pgid='pgtrigger_changed_update_a1d9b', table='partners_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_agreementevent" ("access_lead", "breach_contact", "ended_on", "ended_why", "expires_on", "frequency", "gateways", "id", "impact_assessment", "items", "method", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recorded_at", "recorded_by_id", "reference", "regime", "retention", "review_on", "security", "special_categories", "starts_on", "subjects", "title", "version") VALUES (OLD."access_lead", OLD."breach_contact", OLD."ended_on", OLD."ended_why", OLD."expires_on", OLD."frequency", OLD."gateways", OLD."id", OLD."impact_assessment", OLD."items", OLD."method", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."purposes", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."regime", OLD."retention", OLD."review_on", OLD."security", OLD."special_categories", OLD."starts_on", OLD."subjects", OLD."title", OLD."version"); RETURN NULL;', hash='0a2d4d5009972c98efb3923b93ff62da7e0cba5e', operation='DELETE', pgid='pgtrigger_deleted_delete_8c60a', table='partners_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fe274609650c759fb0325772ebe3c7ed7f9056ad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_860b0', table='partners_agreementevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('agreement', 'agency'), name='agreement_party_once'),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on__isnull', True), models.Q(('signatory', ''), _negated=True), _connector='OR'), name='agreement_signed_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_agreementpartyevent" ("agency_id", "agreement_id", "id", "left_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "signatory", "signatory_role", "signed_on") VALUES (OLD."agency_id", OLD."agreement_id", OLD."id", OLD."left_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."signatory", OLD."signatory_role", OLD."signed_on"); RETURN NULL;', hash='60c83443c36d84a5b00212814a1d9106cf4951e4', operation='UPDATE', pgid='pgtrigger_changed_update_3324d', table='partners_agreementparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_agreementpartyevent" ("agency_id", "agreement_id", "id", "left_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "signatory", "signatory_role", "signed_on") VALUES (OLD."agency_id", OLD."agreement_id", OLD."id", OLD."left_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."signatory", OLD."signatory_role", OLD."signed_on"); RETURN NULL;', hash='f69466774663d8afc6d46300e8d7e4bf1a083411', operation='DELETE', pgid='pgtrigger_deleted_delete_091e3', table='partners_agreementparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementpartyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9b6f1501057464a6fd6c255135aa2690c0758d2e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d9b91', table='partners_agreementpartyevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['prevent', 'tenancy', 'support', 'safeguard', 'enforce', 'review'])), name='share_purpose'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(('gateway__in', ['CDA115', 'ASB104', 'COMMON', 'SAFEG', 'CONSENT', 'DPA'])), name='share_gateway'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['right', 'narrowed', 'ended', ''])), name='share_verdict'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='share_number_once'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(('agreement__isnull', False), models.Q(models.Q(('urgent_why', ''), _negated=True), ('decided_by__isnull', False)), _connector='OR'), name='share_by_agreement_or_decision'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='share',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_shareevent" ("agreement_id", "case_id", "decided_by_id", "gateway", "grant_id", "id", "items", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proportionality", "purpose", "recalled_by_id", "recalled_why", "recorded_at", "recorded_by_id", "review_words", "reviewed_at", "reviewed_by_id", "urgent_why", "verdict", "version") VALUES (OLD."agreement_id", OLD."case_id", OLD."decided_by_id", OLD."gateway", OLD."grant_id", OLD."id", OLD."items", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."proportionality", OLD."purpose", OLD."recalled_by_id", OLD."recalled_why", OLD."recorded_at", OLD."recorded_by_id", OLD."review_words", OLD."reviewed_at", OLD."reviewed_by_id", OLD."urgent_why", OLD."verdict", OLD."version"); RETURN NULL;', hash='4fd98340006937b5223442651398702e1d655e73', operation='UPDATE', pgid='pgtrigger_changed_update_5f05e', table='partners_share', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='share',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_shareevent" ("agreement_id", "case_id", "decided_by_id", "gateway", "grant_id", "id", "items", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proportionality", "purpose", "recalled_by_id", "recalled_why", "recorded_at", "recorded_by_id", "review_words", "reviewed_at", "reviewed_by_id", "urgent_why", "verdict", "version") VALUES (OLD."agreement_id", OLD."case_id", OLD."decided_by_id", OLD."gateway", OLD."grant_id", OLD."id", OLD."items", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."proportionality", OLD."purpose", OLD."recalled_by_id", OLD."recalled_why", OLD."recorded_at", OLD."recorded_by_id", OLD."review_words", OLD."reviewed_at", OLD."reviewed_by_id", OLD."urgent_why", OLD."verdict", OLD."version"); RETURN NULL;', hash='10e4f4712fd32322ab75648c0ad5dfcdf17975fc', operation='DELETE', pgid='pgtrigger_deleted_delete_4da6e', table='partners_share', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(fields=['person', '-at', '-id'], name='disclosure_of_person'),
        ),
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(fields=['case', '-at', '-id'], name='disclosure_of_case'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shareevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3c5935ea66604f6c528e00b19c498a9b44e93458', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cd447', table='partners_shareevent', when='BEFORE')),
        ),
    ]
