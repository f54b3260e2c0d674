"""What the radar found and what victims were told: seen with the report, and found by a service."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

CLOCKS = "(SELECT asb_is_service('system:clocks'))"
READERS = "(SELECT asb_works_for_police() OR asb_is_service('system:clocks', 'system:sweep', 'system:replan', 'system:check'))"
REPORT = "((SELECT asb_sees_county_reports()) OR asb_sees_report(report_id))"


def told_by():
    """Return who recorded it, as every table of the work keeps it."""
    return models.ForeignKey(
        blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+',
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('triggers', '0002_who_sees_case_reviews'),
        ('deadlines', '0020_clocks_of_case_reviews'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RadarFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('explain', models.BooleanField(help_text='The second report of this victim in six months')),
                ('met', models.BooleanField(help_text='The threshold is met by what is on record')),
                ('by_place', models.BooleanField(help_text='It is met only with what others reported of the place')),
                ('route', models.CharField(blank=True, help_text='By which route it is met', max_length=12)),
                ('one_short', models.JSONField(default=list, help_text='The routes that one more report would complete')),
                ('routes', models.JSONField(default=list, help_text='How far each route is, in words')),
                ('ask', models.JSONField(default=list, help_text='Ids of the reports that may be of the same victim: a person looks')),
                ('area', models.CharField(blank=True, help_text="Whose threshold it is; empty: the Act's", max_length=40)),
                ('first', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.report')),
                ('recorded_by', told_by()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='radar_findings', to='cases.report')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('report', 'number'), name='radar_finding_number_once'),
                    models.CheckConstraint(condition=models.Q(('met', True), models.Q(('by_place', False), ('route', '')), _connector='OR'), name='radar_route_only_where_met'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReviewExplanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, help_text='Empty where it was not explained', null=True)),
                ('how', models.TextField(blank=True)),
                ('why_not', models.TextField(blank=True)),
                ('recorded_by', told_by()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='cases.report')),
            ],
            options={
                'indexes': [models.Index(fields=['report', 'told_at'], name='explanation_by_report')],
                'constraints': [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(('told_at__isnull', False), ('why_not', ''), models.Q(('how', ''), _negated=True)),
                            models.Q(('how', ''), ('told_at__isnull', True), models.Q(('why_not', ''), _negated=True)),
                            _connector='OR',
                        ),
                        name='explanation_how_or_why_not',
                    ),
                ],
            },
        ),
        RowSecurity("triggers_radarfinding", see=f"{READERS} AND {REPORT}", add=f"{CLOCKS} AND {REPORT}"),
        RowSecurity(
            "triggers_reviewexplanation",
            see=f"{READERS} AND {REPORT}",
            add=f"(SELECT asb_works_for_police() OR asb_is_service('system:clocks')) AND {REPORT}",
        ),
        HideRestricted(),
    ]
