"""Earlier states of the file are written by whoever may change it, and by nobody without an identity."""

from django.db import migrations

TABLES = (
    "cases_incidentevent",
    "cases_caseevent",
    "cases_personevent",
    "cases_casepartyevent",
    "cases_caseincidentevent",
    "cases_accessgrantevent",
)
POLICE = "(SELECT asb_works_for_police())"


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_open_case_indexes")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY add ON {table} WITH CHECK ({POLICE})",
            reverse_sql=f"ALTER POLICY add ON {table} WITH CHECK (true)",
        )
        for table in TABLES
    ]
