"""Packs of panels, and who reads one: who works on the review, and whoever was let in to it at the tier of the pack."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

# By their own place, and not because they were let in to it.
WORKS = "asb_has_role('asb_officer', 'supervisor', 'coordinator') AND asb_grants_review(review_id)"
LET_IN = """asb_sees_review(review_id) AND EXISTS (
    SELECT 1 FROM cases_accessgrant g WHERE g.review_id = triggers_reviewpack.review_id AND g.tier = level
      AND (g.user_id = (SELECT asb_open_account()) OR g.team_id = (SELECT asb_team())
           OR g.agency_id = (SELECT asb_partner_agency()))
      AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()))"""
NOBODY = "(SELECT asb_unrestricted())"


class Migration(migrations.Migration):

    dependencies = [
        ('triggers', '0008_telling_and_letters'),
        ('cases', '0026_the_same_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField(help_text='Of the packs of this review')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'Nobody named'), (1, 'Contact and summary'), (2, 'Incidents'), (3, 'Risk and health'), (4, 'Whole')])),
                ('for_whom', models.TextField(help_text='For whom it was made; the pack itself does not say so')),
                ('large', models.BooleanField(default=False, help_text='In 18 point')),
                ('template_version', models.CharField(max_length=20)),
                ('data', models.JSONField()),
                ('pdf', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='triggers.panel')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='cases.casereview')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('level__in', [0, 1, 2, 3, 4])), name='pack_level'),
                    models.CheckConstraint(condition=models.Q(('for_whom', ''), _negated=True), name='pack_for_somebody'),
                    models.UniqueConstraint(fields=('review', 'number'), name='pack_number_once'),
                ],
            },
        ),
        RowSecurity(
            "triggers_reviewpack", see=f"{NOBODY} OR ({WORKS}) OR ({LET_IN})", add=f"{NOBODY} OR ({WORKS})"
        ),
        HideRestricted(),
    ]
