"""The second lock on assessments and reviews: they are seen with their case. Instruments are open to all."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

SEEN_CASE = """((SELECT asb_sees_county_cases()) OR EXISTS (SELECT 1 FROM cases_case r WHERE r.id = case_id))"""
POLICE = "(SELECT asb_works_for_police())"


class Migration(migrations.Migration):
    dependencies = [("risk", "0001_initial"), ("cases", "0002_row_security")]

    operations = [
        RowSecurity(table, see=SEEN_CASE, add=f"{POLICE} AND {SEEN_CASE}")
        for table in ("risk_assessment", "risk_answer", "risk_review")
    ]
