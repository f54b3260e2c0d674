"""The second lock on sign-offs and decided levels: police who see the case."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
CASE = f"((SELECT asb_sees_county_cases()) OR ({POLICE} AND asb_sees_case(case_id)))"


class Migration(migrations.Migration):
    dependencies = [
        ("risk", "0009_levels_decided_and_forms_drafted"),
        ("cases", "0020_who_sees_the_life_of_a_case"),
    ]

    operations = [
        *(
            RowSecurity(table, see=CASE, add=f"{POLICE} AND {CASE}")
            for table in ("risk_signoff", "risk_levelruling")
        ),
        HideRestricted(),
    ]
