"""The second lock on the diary: a deadline is seen with its root; the sweep sees and stamps them all."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

COUNTY = {"report": "asb_sees_county_reports", "incident": "asb_sees_county_reports", "case": "asb_sees_county_cases"}
SEEN_ROOT = " OR ".join(
    f"""({root}_id IS NOT NULL AND ((SELECT {county}())
        OR EXISTS (SELECT 1 FROM cases_{root} r WHERE r.id = {root}_id)))"""
    for root, county in COUNTY.items()
)
SWEEP = "(SELECT asb_is_service('system:sweep'))"
POLICE = "(SELECT asb_works_for_police())"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial"), ("cases", "0002_row_security")]

    operations = [
        RowSecurity(
            "deadlines_deadline",
            see=f"{SWEEP} OR {SEEN_ROOT}",
            add=f"{POLICE} AND ({SEEN_ROOT})",
            change=f"{SWEEP} OR ({POLICE} AND ({SEEN_ROOT}))",
        ),
        RowSecurity("deadlines_deadlineevent", see=SEEN_ROOT, add="true"),
    ]
