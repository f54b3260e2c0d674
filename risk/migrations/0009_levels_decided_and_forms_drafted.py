"""Answers that are not known, levels that people decide, sign-offs, and drafts of risk forms."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from asbcases.db.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0019_the_life_of_a_case'),
        ('risk', '0008_an_assessment_names_its_root'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='InstrumentDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField()),
                    ('title', models.TextField()),
                    ('source', models.TextField(help_text='Whose form it is, and where it is written')),
                    ('version', models.CharField(max_length=20)),
                    ('valid_from', models.DateField()),
                    ('content', models.JSONField(help_text='Scoring, questions, options, bands and floors')),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Waits for approval'), ('returned', 'Returned'), ('approved', 'Approved')], default='draft', max_length=10)),
                    ('drafted_at', models.DateTimeField()),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decision', models.TextField(blank=True)),
                    ('row_version', models.PositiveIntegerField(default=1)),
                    ('became', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='risk.instrumentversion')),
                    ('decided_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('drafted_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'approved'])), name='draft_state'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), ('became__isnull', False)), models.Q(models.Q(('state', 'approved'), _negated=True), ('became__isnull', True)), _connector='OR'), name='draft_approved_becomes_a_version')],
                },
            ),
            migrations.CreateModel(
                name='LevelRuling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('kind', models.CharField(choices=[('raised', 'Raised'), ('lowered', 'Lowered')], max_length=12)),
                    ('before', models.CharField(choices=[('standard', 'Standard'), ('medium', 'Medium'), ('high', 'High')], max_length=10)),
                    ('level', models.CharField(choices=[('standard', 'Standard'), ('medium', 'Medium'), ('high', 'High')], max_length=10)),
                    ('below_floor', models.BooleanField(default=False)),
                    ('reason', models.TextField()),
                    ('rank', models.CharField(blank=True, choices=[('', 'No rank'), ('pcso', 'PCSO'), ('constable', 'Constable'), ('sergeant', 'Sergeant'), ('inspector', 'Inspector'), ('chief_inspector', 'Chief inspector'), ('superintendent', 'Superintendent')], max_length=20)),
                    ('ruled_at', models.DateTimeField()),
                    ('approval', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.approval')),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='level_rulings', to='risk.assessment')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='level_rulings', to='cases.case')),
                    ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['assessment', '-ruled_at', '-id'], name='level_ruling_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['raised', 'lowered'])), name='level_ruling_kind'), models.CheckConstraint(condition=models.Q(('before__in', ['standard', 'medium', 'high'])), name='level_ruling_before'), models.CheckConstraint(condition=models.Q(('level__in', ['standard', 'medium', 'high'])), name='level_ruling_level'), models.CheckConstraint(condition=models.Q(('rank__in', ['', 'pcso', 'constable', 'sergeant', 'inspector', 'chief_inspector', 'superintendent', ''])), name='level_ruling_rank'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='level_ruling_has_reason')],
                },
            ),
            migrations.CreateModel(
                name='SignOff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('agreed', models.BooleanField()),
                    ('note', models.TextField(blank=True, help_text='What has to be asked again, where it is returned')),
                    ('rank', models.CharField(choices=[('', 'No rank'), ('pcso', 'PCSO'), ('constable', 'Constable'), ('sergeant', 'Sergeant'), ('inspector', 'Inspector'), ('chief_inspector', 'Chief inspector'), ('superintendent', 'Superintendent')], max_length=20)),
                    ('signed_at', models.DateTimeField()),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='risk.assessment')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='cases.case')),
                    ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('rank__in', ['', 'pcso', 'constable', 'sergeant', 'inspector', 'chief_inspector', 'superintendent'])), name='sign_off_rank'), models.CheckConstraint(condition=models.Q(('agreed', True), models.Q(('note', ''), _negated=True), _connector='OR'), name='sign_off_returned_with_note')],
                },
            ),
            migrations.RemoveConstraint(
                model_name='assessment',
                name='assessment_band',
            ),
            migrations.RemoveConstraint(
                model_name='assessment',
                name='assessment_level',
            ),
            migrations.AddField(
                model_name='answer',
                name='note',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AddField(
                model_name='answer',
                name='unanswered',
                field=models.CharField(blank=True, choices=[('dont_know', "Don't know"), ('declined', 'Would rather not say'), ('not_asked', 'Not asked')], db_default='', default='', max_length=10),
            ),
            migrations.AddField(
                model_name='assessment',
                name='could_be',
                field=models.CharField(blank=True, choices=[('standard', 'Standard'), ('medium', 'Medium'), ('high', 'High')], help_text='The level if all that is not known were the worst', max_length=10),
            ),
            migrations.AddField(
                model_name='assessment',
                name='raise_reason',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AddField(
                model_name='assessment',
                name='raised_to',
                field=models.CharField(blank=True, choices=[('standard', 'Standard'), ('medium', 'Medium'), ('high', 'High')], db_default='', default='', max_length=10),
            ),
            migrations.AddField(
                model_name='assessment',
                name='result',
                field=models.CharField(choices=[('assessed', 'Assessed'), ('incomplete', 'Not complete: no level'), ('refused', 'The victim refused: not assessed'), ('unreachable', 'The victim could not be reached: not assessed')], db_default='assessed', default='assessed', max_length=12),
            ),
            migrations.AddField(
                model_name='assessment',
                name='result_reason',
                field=models.TextField(blank=True, db_default='', default='', help_text='Why there is no level, where there is none'),
            ),
            migrations.AddField(
                model_name='assessment',
                name='victim_view',
                field=models.CharField(blank=True, choices=[('standard', 'Standard'), ('medium', 'Medium'), ('high', 'High')], db_default='', default='', help_text='How great the victim sees the risk', max_length=10),
            ),
            migrations.AddField(
                model_name='floor',
                name='at_least',
                field=models.PositiveSmallIntegerField(blank=True, help_text='How many of them must be met; empty: all', null=True),
            ),
            migrations.AddField(
                model_name='instrumentversion',
                name='approved_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='instrumentversion',
                name='approved_by',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='instrumentversion',
                name='authority',
                field=models.TextField(blank=True, help_text='Who in the force approved it, and where that is written'),
            ),
            migrations.AddField(
                model_name='question',
                name='help_by_phone',
                field=models.TextField(blank=True, help_text='How to ask it over the telephone'),
            ),
            migrations.AddField(
                model_name='question',
                name='sensitive',
                field=models.BooleanField(default=False),
            ),
            migrations.AlterField(
                model_name='answer',
                name='option',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='risk.option'),
            ),
            migrations.AlterField(
                model_name='assessment',
                name='band_level',
                field=models.CharField(blank=True, choices=[('standard', 'Standard'), ('medium', 'Medium'), ('high', 'High')], max_length=10),
            ),
            migrations.AlterField(
                model_name='assessment',
                name='level',
                field=models.CharField(blank=True, choices=[('standard', 'Standard'), ('medium', 'Medium'), ('high', 'High')], help_text='The highest of all these; empty: not assessed', max_length=10),
            ),
            migrations.AlterField(
                model_name='assessment',
                name='score',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AlterField(
                model_name='floor',
                name='condition',
                field=models.JSONField(help_text='Question code to the option codes that meet it'),
            ),
            migrations.AddConstraint(
                model_name='answer',
                constraint=models.CheckConstraint(condition=models.Q(('unanswered__in', ['dont_know', 'declined', 'not_asked', ''])), name='answer_unanswered'),
            ),
            migrations.AddConstraint(
                model_name='answer',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('option__isnull', False), ('unanswered', '')), models.Q(('option__isnull', True), models.Q(('unanswered', ''), _negated=True)), _connector='OR'), name='answer_or_why_none'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('result__in', ['assessed', 'incomplete', 'refused', 'unreachable'])), name='assessment_result'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('band_level__in', ['standard', 'medium', 'high', ''])), name='assessment_band'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('could_be__in', ['standard', 'medium', 'high', ''])), name='assessment_could_be'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('victim_view__in', ['standard', 'medium', 'high', ''])), name='assessment_victim_view'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('raised_to__in', ['standard', 'medium', 'high', ''])), name='assessment_raised'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('level__in', ['standard', 'medium', 'high', ''])), name='assessment_level'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('result', 'assessed'), ('score__isnull', False), models.Q(('level', ''), _negated=True), models.Q(('band_level', ''), _negated=True)), models.Q(models.Q(('result', 'assessed'), _negated=True), ('band_level', ''), ('level', ''), ('score__isnull', True)), _connector='OR'), name='assessment_level_only_when_assessed'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('raised_to', ''), models.Q(('raise_reason', ''), _negated=True), _connector='OR'), name='assessment_raised_with_reason'),
            ),
        ]),
    ]
