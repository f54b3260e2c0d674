"""The second lock on the life of a case: police who see the case; no partner, whatever they were granted."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
CASES = "(SELECT asb_sees_county_cases())"
CASE = f"({CASES} OR ({POLICE} AND asb_sees_case(case_id)))"
# A link shows that the other case exists.
BOTH = f"({CASE} AND asb_sees_case(other_id))"
SAMPLE = f"({CASES} OR {POLICE})"

WITH_HISTORY = {
    CASE: (
        *("journalentry", "caseaction", "casepremises", "caseoperation", "handover"),
        *("approval", "supportoffer", "paneldecision", "sampledcase"),
    ),
    BOTH: ("caselink",),
}
WORD_FOR_WORD = (
    *("contactplan", "caseclosing", "closingwaiver", "casereopening"),
    *("needsassessment", "victimplan", "entitlementtold"),
)


def locked(seen, table, *, history):
    """Return the operations that lock a table whose rows are seen by this condition."""
    change = {"change": f"{POLICE} AND {seen}"} if history else {}
    yield RowSecurity(f"cases_{table}", see=seen, add=f"{POLICE} AND {seen}", **change)
    if history:
        yield RowSecurity(f"cases_{table}event", see=seen, add=f"{POLICE} AND {seen}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_the_life_of_a_case")]

    operations = [
        *(
            op
            for seen, tables in WITH_HISTORY.items()
            for table in tables
            for op in locked(seen, table, history=True)
        ),
        *(op for table in WORD_FOR_WORD for op in locked(CASE, table, history=False)),
        RowSecurity("cases_dipsample", see=SAMPLE, add=POLICE),
        HideRestricted(),
    ]
