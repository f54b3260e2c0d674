"""The second lock on broken glasses; the service that opens a restricted case finds it, and nobody else does."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

SERVICE = "(SELECT asb_is_service('system:restricted'))"
POLICE = "(SELECT asb_works_for_police())"
SEEN = f"{POLICE} AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id))"
READS = "(SELECT asb_is_service('system:check', 'system:sweep', 'system:replan')) OR (SELECT asb_has_role('auditor'))"

# What is sought is a case by its reference, or those of which the notice beside a report speaks. Where there is none, or it
# is not hidden from who asks, nothing is found: nothing is to be opened.
CASES = """
CREATE FUNCTION asb_glass_cases(sought text, beside bigint, breaker bigint)
RETURNS TABLE (case_key bigint, case_reference text, lead_key bigint, district_key bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT asb_is_service('system:restricted') THEN RETURN; END IF;
    RETURN QUERY
    SELECT c.id, c.reference::text, c.lead_id, c.district_id FROM cases_case c
    WHERE c.id = ANY (asb_hidden_from('case', breaker)) AND c.recorded_in_error_at IS NULL
      AND (c.reference = sought OR c.id IN (
          SELECT asb_restricted_matches(p.phone_key, p.email_key, p.address_key, p.name_key)
          FROM cases_report p WHERE p.id = beside))
    ORDER BY c.id;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0029_broken_glass"),
        ("notify", "0010_who_tells_of_case_reviews"),
        ("deadlines", "0024_clocks_of_sharing"),
    ]

    operations = [
        migrations.RunSQL(CASES, reverse_sql="DROP FUNCTION asb_glass_cases"),
        RowSecurity("cases_glassbreak", see=f"({SEEN}) OR {READS}", add=SEEN, change=SEEN),
        RowSecurity("cases_glassbreakevent", see=SEEN, add=POLICE),
        RowSecurity(
            "cases_glasstry",
            see="""by_id = (SELECT asb_open_account()) OR (SELECT asb_unrestricted())
                OR (SELECT asb_has_role('auditor', 'supervisor'))""",
            add="by_id = (SELECT asb_open_account()) OR (SELECT asb_unrestricted())",
        ),
        HideRestricted(),
    ]
