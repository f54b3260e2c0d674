"""The second lock on community remedies and restorative justice: police who see the case; menus are for everybody."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
CASE = f"((SELECT asb_sees_county_cases()) OR ({POLICE} AND asb_sees_case(case_id)))"
MINE = f"{POLICE} AND {CASE}"
WITH_HISTORY = ("remedy", "restorative", "restorativeside")


class Migration(migrations.Migration):
    dependencies = [("remedies", "0001_remedies"), ("audit", "0028_problem_plans")]

    operations = [
        *(
            operation
            for table in WITH_HISTORY
            for operation in (
                RowSecurity(f"remedies_{table}", see=CASE, add=MINE, change=MINE),
                RowSecurity(f"remedies_{table}event", see=CASE, add=MINE),
            )
        ),
        RowSecurity("remedies_remedynote", see=CASE, add=MINE),
        HideRestricted(),
    ]
