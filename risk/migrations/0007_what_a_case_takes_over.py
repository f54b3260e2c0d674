"""An assessment that a case took over names the one on the incident; and since when the force knows of an incident."""

import django.db.models.deletion
from django.db import migrations, models

# With the rights of the owner: a victim's clock starts at the first contact, whoever may read what was said then.
# It answers with an instant and with no word of the report.
FIRST_TOLD = """
CREATE FUNCTION asb_first_told(told_of bigint, by_then timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT min(r.received_at) FROM cases_incidentreport t JOIN cases_report r ON r.id = t.report_id
    WHERE t.incident_id = told_of AND t.recorded_at <= by_then
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_finding_again"),
        ("risk", "0006_who_sees_assessments_on_incidents"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="taken_from",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="The assessment on an incident that the case took over",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_over_as",
                to="risk.assessment",
            ),
        ),
        migrations.RunSQL(FIRST_TOLD, reverse_sql="DROP FUNCTION asb_first_told"),
    ]
