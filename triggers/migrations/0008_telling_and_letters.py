"""Who leads the cases of a victim, for the service that tells them; and letters that explain the case review."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
REPORT = "((SELECT asb_sees_county_reports()) OR asb_sees_report(report_id))"
# The radar sees no case. Of a restricted one nobody is told here: its people hear of new reports by other means.
LEADS = """
CREATE FUNCTION asb_leads_of_reports(report_keys bigint[]) RETURNS TABLE (lead_key bigint, reference text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT asb_is_service('system:clocks') THEN RETURN; END IF;
    RETURN QUERY
    SELECT DISTINCT ON (c.lead_id) c.lead_id, c.reference::text
    FROM cases_incidentreport t
    JOIN cases_caseincident l ON l.incident_id = t.incident_id AND l.recorded_in_error_at IS NULL
    JOIN cases_case c ON c.id = l.case_id
    WHERE t.report_id = ANY (report_keys) AND c.stage <> 'closed'
      AND NOT EXISTS (SELECT 1 FROM cases_restriction r WHERE r.case_id = c.id AND r.lifted_at IS NULL)
    ORDER BY c.lead_id, c.id DESC;
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('triggers', '0007_who_counts_reviews'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExplainingLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('words', models.TextField()),
                ('sent_at', models.DateTimeField(blank=True, help_text='Empty until somebody says that it was sent', null=True)),
                ('how', models.TextField(blank=True, help_text='How it was sent')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explaining_letters', to='cases.report')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('report', 'number'), name='explaining_letter_number_once'),
                    models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='explaining_letter_has_words'),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(('how', ''), ('sent_at__isnull', True)),
                            models.Q(('sent_at__isnull', False), models.Q(('how', ''), _negated=True)),
                            _connector='OR',
                        ),
                        name='explaining_letter_sent_how',
                    ),
                ],
            },
        ),
        RowSecurity(
            "triggers_explainingletter", see=f"{POLICE} AND {REPORT}", add=f"{POLICE} AND {REPORT}",
        ),
        HideRestricted(),
        migrations.RunSQL(LEADS, reverse_sql="DROP FUNCTION asb_leads_of_reports"),
    ]
