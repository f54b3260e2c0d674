"""The second lock on what belongs to a case review: who works on it; a panel and what it recommends, whoever was let in."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

SERVICES = "(SELECT asb_is_service('system:sweep', 'system:replan', 'system:check'))"
WORKS = "(SELECT asb_works_on_reviews())"
SEEN = "asb_sees_review(review_id)"
MINE = f"{WORKS} AND {SEEN}"
TAKING_IN = "(SELECT asb_is_service('system:intake'))"
INTAKE = f"{TAKING_IN} AND {SEEN}"

WITH_HISTORY = ("application", "bodyreply", "reviewcomplaint", "draftplan", "reviewappeal")
SHOWN_TO_GUESTS = ("panel", "panelattendee", "recommendation")
WORD_FOR_WORD = (
    *("agreeddate", "thresholddecision", "informationshared", "reviewletter", "reviewclosing"),
    "publishedreview",
)
# What is set when an application is taken in.
TAKEN_IN = ("application", "bodyreply")

LEAVE = """
CREATE FUNCTION asb_leave_public_application(given text, said jsonb, at timestamptz) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO triggers_publicapplication (reference, said, sent_at, trouble)
    VALUES (given, said, at, '') RETURNING reference
$$
"""
# Whoever holds a link is shown stage and next date, and nothing else; once.
STATUS = """
CREATE FUNCTION asb_review_status(given text, at timestamptz)
RETURNS TABLE (stage text, step text, due_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found_review bigint;
BEGIN
    UPDATE triggers_statuslink l SET used_at = at
        WHERE l.token_hash = given AND l.used_at IS NULL AND l.expires_at > at RETURNING l.review_id INTO found_review;
    RETURN QUERY
    SELECT r.stage::text, d.kind::text, d.due_at FROM cases_casereview r
    LEFT JOIN LATERAL (
        SELECT o.kind, o.due_at FROM deadlines_deadline o
        WHERE o.review_id = r.id AND o.met_at IS NULL AND o.cancelled_at IS NULL
          AND o.kind IN ('acr_acknowledge', 'acr_threshold', 'acr_agree_date', 'acr_panel', 'acr_outcome', 'acr_appeal')
        ORDER BY o.due_at, o.id LIMIT 1) d ON true
    WHERE r.id = found_review;
END $$
"""


def locked(table, see, *, history):
    """Return the operations that lock a table, and its history where it has one."""
    change = {"change": MINE} if history else {}
    yield RowSecurity(f"triggers_{table}", see=f"{SERVICES} OR ({see})", add=MINE, **change)
    if history:
        yield RowSecurity(f"triggers_{table}event", see=MINE, add=MINE)


class Migration(migrations.Migration):
    dependencies = [
        ("triggers", "0001_case_reviews"),
        ("cases", "0025_who_sees_case_reviews"),
        ("deadlines", "0020_clocks_of_case_reviews"),
    ]

    operations = [
        *(operation for table in WITH_HISTORY for operation in locked(table, MINE, history=True)),
        *(operation for table in SHOWN_TO_GUESTS for operation in locked(table, SEEN, history=True)),
        *(operation for table in WORD_FOR_WORD for operation in locked(table, MINE, history=False)),
        *(
            migrations.RunSQL(
                f"CREATE POLICY {name}_for_intake ON triggers_{table} FOR {command} {clause} ({INTAKE})",
                reverse_sql=f"DROP POLICY {name}_for_intake ON triggers_{table}",
            )
            for table in TAKEN_IN
            for name, command, clause in (("see", "SELECT", "USING"), ("add", "INSERT", "WITH CHECK"))
        ),
        RowSecurity("triggers_statuslink", see=MINE, add=MINE),
        RowSecurity(
            "triggers_publicapplication",
            see=f"{TAKING_IN} OR (review_id IS NOT NULL AND {MINE})",
            change=TAKING_IN,
        ),
        migrations.RunSQL(LEAVE, reverse_sql="DROP FUNCTION asb_leave_public_application"),
        migrations.RunSQL(STATUS, reverse_sql="DROP FUNCTION asb_review_status"),
        HideRestricted(),
    ]
