"""The second lock on enforcement: police who see the case; and the numbers that papers go by."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
CASE = f"((SELECT asb_sees_county_cases()) OR ({POLICE} AND asb_sees_case(case_id)))"
MINE = f"{POLICE} AND {CASE}"

WITH_HISTORY = (
    *("measure", "limb", "limbevidence", "measureterm", "appeal", "measurechange"),
    *("breach", "breachterm", "fixedpenalty", "remedialwork", "seizure"),
    *("orderrequest", "hearing", "exhibit"),
)
WORD_FOR_WORD = (
    *("informed", "measureservice", "ruleweighed", "measurereview", "ordermade"),
    *("exhibitmove", "paper", "namingreason"),
)
NUMBERED = ("adv", "let", "abc", "med", "div", "cpw", "cpn", "cbo", "fpn")


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0001_warnings_notices_and_orders")]

    operations = [
        *(
            migrations.RunSQL(f"CREATE SEQUENCE asb_{kind}", reverse_sql=f"DROP SEQUENCE asb_{kind}")
            for kind in NUMBERED
        ),
        *(
            operation
            for table in WITH_HISTORY
            for operation in (
                RowSecurity(f"enforcement_{table}", see=CASE, add=MINE, change=MINE),
                RowSecurity(f"enforcement_{table}event", see=CASE, add=MINE),
            )
        ),
        *(RowSecurity(f"enforcement_{table}", see=CASE, add=MINE) for table in WORD_FOR_WORD),
        HideRestricted(),
    ]
