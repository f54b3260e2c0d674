"""The second lock on what belongs to a plan: who sees the plan; of a link, who knows of what it leads to as well."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

SERVICES = "(SELECT asb_is_service('system:sweep', 'system:replan', 'system:check'))"
MINE = "(SELECT asb_works_on_plans()) AND asb_sees_plan(plan_id)"
# What is restricted or lies elsewhere hides the link, and never the plan.
KNOWN = """(case_id IS NOT NULL AND asb_sees_case(case_id))
    OR (incident_id IS NOT NULL AND asb_sees_incident(incident_id))
    OR EXISTS (SELECT 1 FROM cases_person p WHERE p.id = person_id)
    OR EXISTS (SELECT 1 FROM cases_premises p WHERE p.id = premises_id)"""
WITH_HISTORY = ("analysisentry", "planresponse")
WORD_FOR_WORD = (
    *("objective", "scanning", "screening", "planreview", "planassessment"),
    *("victimcontact", "planclosure", "aftercarecheck"),
)


def locked(table, *, history):
    """Return the operations that lock a table, and its history where it has one."""
    change = {"change": MINE} if history else {}
    yield RowSecurity(f"sara_{table}", see=f"{SERVICES} OR ({MINE})", add=MINE, **change)
    if history:
        yield RowSecurity(f"sara_{table}event", see=MINE, add=MINE)


class Migration(migrations.Migration):
    dependencies = [
        ("sara", "0001_plans"),
        ("audit", "0028_problem_plans"),
        ("deadlines", "0032_clocks_of_plans"),
        ("notify", "0012_about_plans"),
    ]

    operations = [
        *(operation for table in WITH_HISTORY for operation in locked(table, history=True)),
        *(operation for table in WORD_FOR_WORD for operation in locked(table, history=False)),
        RowSecurity("sara_planlink", see=f"{MINE} AND ({KNOWN})", add=MINE, change=f"{MINE} AND ({KNOWN})"),
        RowSecurity("sara_planlinkevent", see=f"{MINE} AND ({KNOWN})", add=MINE),
        HideRestricted(),
    ]
