"""Who acts, as the policies ask it: one function for each question, each evaluated once a statement.

They are written in PL/pgSQL, which plans a question once a session. PostgreSQL would take one in SQL into every
statement and plan it there anew, and a page's statement asks dozens: planning took most of its time.
"""

from django.db import migrations

ACTOR = """
CREATE FUNCTION asb_actor() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE actor text := current_setting('asb.actor', true);
BEGIN
    IF coalesce(actor, '') = '' THEN
        RAISE EXCEPTION 'asb.actor is not set: nobody acts in this transaction'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN actor;
END $$
"""

ACTOR_ID = """
CREATE FUNCTION asb_actor_id() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT CASE WHEN asb_actor() ~ '^[0-9]+$' THEN asb_actor()::bigint END
); END $$
"""

OPEN_ACCOUNT = """
CREATE FUNCTION asb_open_account() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT id FROM public.accounts_user WHERE id = asb_actor_id() AND is_active
); END $$
"""

# The suite of tests replaces this one function in its own databases; elsewhere it is always false.
UNRESTRICTED = """
CREATE FUNCTION asb_unrestricted() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT asb_actor() IS NULL
); END $$
"""

SERVICE = """
CREATE FUNCTION asb_is_service(VARIADIC names text[]) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT asb_unrestricted() OR asb_actor() = ANY (names)
); END $$
"""

ROLE = """
CREATE FUNCTION asb_has_role(VARIADIC roles text[]) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT EXISTS (
        SELECT 1 FROM public.accounts_user WHERE id = asb_actor_id() AND is_active AND role = ANY (roles))
); END $$
"""

FORCE_WIDE = """
CREATE FUNCTION asb_in_force_wide_team() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT EXISTS (
        SELECT 1 FROM public.accounts_user u JOIN public.accounts_team t ON t.id = u.team_id
        WHERE u.id = asb_actor_id() AND u.is_active AND t.force_wide AND t.active
          AND u.role IN ('cpt_officer', 'asb_officer', 'supervisor'))
); END $$
"""

POLICE = """
CREATE FUNCTION asb_works_for_police() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT asb_unrestricted() OR asb_has_role(
        'contact_handler', 'response_officer', 'cpt_officer', 'asb_officer', 'supervisor')
); END $$
"""

COUNTY_REPORTS = """
CREATE FUNCTION asb_sees_county_reports() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT asb_unrestricted() OR asb_in_force_wide_team()
        OR asb_has_role('contact_handler', 'response_officer', 'asb_officer')
); END $$
"""

COUNTY_CASES = """
CREATE FUNCTION asb_sees_county_cases() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT asb_is_service('system:sweep') OR asb_in_force_wide_team() OR asb_has_role('asb_officer')
); END $$
"""

DISTRICTS = """
CREATE FUNCTION asb_districts() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT ARRAY(
        SELECT coalesce(u.district_id, t.district_id)
        FROM public.accounts_user u LEFT JOIN public.accounts_team t ON t.id = u.team_id AND t.active
        WHERE u.id = asb_actor_id() AND u.is_active AND u.role IN ('cpt_officer', 'supervisor')
          AND coalesce(u.district_id, t.district_id) IS NOT NULL)
); END $$
"""

AGENCY = """
CREATE FUNCTION asb_partner_agency() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT agency_id FROM public.accounts_user
    WHERE id = asb_actor_id() AND is_active AND role IN ('partner', 'coordinator')
); END $$
"""

TEAM = """
CREATE FUNCTION asb_team() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT team_id FROM public.accounts_user WHERE id = asb_actor_id() AND is_active
); END $$
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(sql, reverse_sql=f"DROP FUNCTION {sql.split('FUNCTION ')[1].split('(')[0]} CASCADE")
        for sql in (
            ACTOR, ACTOR_ID, OPEN_ACCOUNT, UNRESTRICTED, SERVICE, ROLE, FORCE_WIDE, POLICE, COUNTY_REPORTS, COUNTY_CASES,
            DISTRICTS, AGENCY, TEAM,
        )
    ]
