"""An assessment on an incident is seen with its incident."""

from django.db import migrations

SEEN = """((case_id IS NOT NULL AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id)))
    OR (incident_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_incident(incident_id))))"""
BEFORE = "((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id))"
POLICE = "(SELECT asb_works_for_police())"


def policies(seen):
    """Return the statements that have assessments and answers seen by this condition."""
    return [
        statement
        for table in ("risk_assessment", "risk_answer")
        for statement in (
            f"ALTER POLICY see ON {table} USING ({seen})",
            f"ALTER POLICY add ON {table} WITH CHECK ({POLICE} AND {seen})",
        )
    ]


class Migration(migrations.Migration):
    dependencies = [("risk", "0005_assessments_on_incidents"), ("cases", "0010_who_sees_intake")]

    operations = [migrations.RunSQL(policies(SEEN), reverse_sql=policies(BEFORE))]
