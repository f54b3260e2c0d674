"""The second lock on case reviews: county work, own district, the co-ordinators of the area, and who was let in."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

WORKS = "(SELECT asb_works_on_reviews())"
INTAKE = "(SELECT asb_is_service('system:intake')) AND public_reference <> ''"
SEE = """(SELECT asb_sees_county_cases()) OR district_id = ANY ((SELECT asb_districts())::bigint[])
    OR area = (SELECT asb_review_area())
    OR EXISTS (SELECT 1 FROM cases_accessgrant g WHERE g.review_id = cases_casereview.id
        AND (g.user_id = (SELECT asb_open_account()) OR g.team_id = (SELECT asb_team())
             OR g.agency_id = (SELECT asb_partner_agency()))
        AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()))"""

REVIEW_AREA = """
CREATE FUNCTION asb_review_area() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT c.code FROM public.accounts_user u
    JOIN public.accounts_agency a ON a.id = u.agency_id AND a.active
    JOIN public.accounts_council c ON c.id = a.council_id
    WHERE u.id = asb_actor_id() AND u.is_active AND u.role = 'coordinator'
); END $$
"""
WORKS_ON_REVIEWS = """
CREATE FUNCTION asb_works_on_reviews() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN asb_unrestricted() OR asb_has_role('cpt_officer', 'asb_officer', 'supervisor', 'coordinator'); END $$
"""
SEES_REVIEW = """
CREATE FUNCTION asb_sees_review(root_key bigint) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM public.cases_casereview WHERE id = root_key); END $$
"""
# The policy of the root reads the grants, so the grants' own may not ask the root: that would be a circle.
GRANTS_REVIEW = """
CREATE FUNCTION asb_grants_review(root_key bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT (asb_works_on_reviews() OR asb_sees_county_cases()) THEN RETURN false; END IF;
    RETURN EXISTS (
        SELECT 1 FROM cases_casereview r WHERE r.id = root_key
          AND (asb_sees_county_cases() OR r.district_id = ANY (asb_districts()) OR r.area = asb_review_area())
          AND (r.case_id = ANY (asb_restricted_ids('case'))) IS NOT TRUE);
END $$
"""
REFERENCE_OF_GRANT = """
CREATE OR REPLACE FUNCTION asb_reference_of_grant(grant_key bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(c.reference, r.reference) FROM cases_accessgrant g
    LEFT JOIN cases_case c ON c.id = g.case_id LEFT JOIN cases_casereview r ON r.id = g.review_id
    WHERE g.id = grant_key
      AND (g.user_id = asb_open_account() OR g.team_id = asb_team() OR g.agency_id = asb_partner_agency())
$$
"""
# A grant without a case was one on a report or an incident.
OF_TOLD = """
DO $$ DECLARE p record; seen text; added text;
BEGIN
    FOR p IN SELECT policyname, qual, with_check FROM pg_policies
        WHERE tablename = 'cases_accessgrant' AND coalesce(qual, with_check) LIKE '%(case_id IS NULL)%'
    LOOP
        seen := ' USING (' || replace(p.qual, '(case_id IS NULL)', '(num_nonnulls(case_id, review_id) = 0)') || ')';
        added := ' WITH CHECK (' || replace(p.with_check, '(case_id IS NULL)', '(num_nonnulls(case_id, review_id) = 0)')
            || ')';
        EXECUTE format('ALTER POLICY %I ON cases_accessgrant', p.policyname) || coalesce(seen, '') || coalesce(added, '');
    END LOOP;
END $$
"""
GRANTOR = "review_id IS NOT NULL AND asb_grants_review(review_id)"


def policy(name, table, command, condition):
    """Return the operation that adds one more way in which rows of a table are reached."""
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} FOR {command} {clause} ({condition})",
        reverse_sql=f"DROP POLICY {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_case_reviews")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE asb_acr", reverse_sql="DROP SEQUENCE asb_acr"),
        migrations.RunSQL(REVIEW_AREA, reverse_sql="DROP FUNCTION asb_review_area"),
        migrations.RunSQL(WORKS_ON_REVIEWS, reverse_sql="DROP FUNCTION asb_works_on_reviews"),
        migrations.RunSQL(SEES_REVIEW, reverse_sql="DROP FUNCTION asb_sees_review"),
        migrations.RunSQL(GRANTS_REVIEW, reverse_sql="DROP FUNCTION asb_grants_review"),
        migrations.RunSQL(REFERENCE_OF_GRANT, reverse_sql=migrations.RunSQL.noop),
        RowSecurity("cases_casereview", see=SEE, add=WORKS, change=f"{WORKS} AND ({SEE})"),
        policy("see_for_intake", "cases_casereview", "SELECT", INTAKE),
        policy("add_for_intake", "cases_casereview", "INSERT", INTAKE),
        RowSecurity("cases_casereviewevent", see=f"{WORKS} AND asb_sees_review(pgh_obj_id)", add=WORKS),
        migrations.RunSQL(OF_TOLD, reverse_sql=migrations.RunSQL.noop),
        policy("see_of_review", "cases_accessgrant", "SELECT", GRANTOR),
        policy("add_of_review", "cases_accessgrant", "INSERT", GRANTOR),
        policy("change_of_review", "cases_accessgrant", "UPDATE", GRANTOR),
        policy("see_of_review", "cases_accessgrantevent", "SELECT", GRANTOR),
        policy("add_of_review", "cases_accessgrantevent", "INSERT", GRANTOR),
        HideRestricted(),
    ]
