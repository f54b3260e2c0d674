"""A share opens no row: what a partner reads of a case is what these functions answer, and nothing else (docs/partners.md).

A grant lets people of the police in to the whole of a record, and somebody of another agency to no record at all. Which
of the shared cases there are, their lines in a list and what is given of each are asked by name, and answered only to
those with whom the case is shared at this moment.
"""

from django.db import migrations

HEAD = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$"
IN_FORCE = "g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now())"
OWN_DISTRICT = "district_id = ANY ((SELECT asb_districts())::bigint[])"
POLICE = "(SELECT asb_works_for_police())"
COUNTY = {
    "case": f"(SELECT asb_sees_county_cases()) OR {OWN_DISTRICT}",
    "incident": f"""(SELECT asb_sees_county_reports()) OR {OWN_DISTRICT}
        OR (SELECT asb_has_role('analyst')) OR (SELECT asb_is_service('system:import'))""",
    "report": f"""(SELECT asb_sees_county_reports()) OR {OWN_DISTRICT}
        OR agency_id = (SELECT asb_partner_agency())""",
}


def seen(root):
    """Return who sees a root: those who work there, and those of the police who were let in otherwise than by a share."""
    return f"""({COUNTY[root]}
        OR ((SELECT asb_partner_agency()) IS NULL AND EXISTS (SELECT 1 FROM cases_accessgrant g
            WHERE g.{root}_id = cases_{root}.id AND g.source <> 'share' AND {IN_FORCE}
              AND (g.user_id = (SELECT asb_open_account()) OR g.team_id = (SELECT asb_team())))))
        AND (id = ANY ((SELECT asb_restricted_ids('{root}'))::bigint[])) IS NOT TRUE"""


# Each with the same answer as the policies above.
GRANTED_CASES = f"""
CREATE OR REPLACE FUNCTION asb_granted_cases() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF asb_partner_agency() IS NOT NULL THEN RETURN '{{}}'; END IF;
    RETURN ARRAY(
        SELECT g.case_id FROM public.cases_accessgrant g
        WHERE g.case_id IS NOT NULL AND g.source <> 'share' AND {IN_FORCE}
          AND (g.user_id = (SELECT asb_open_account()) OR g.team_id = (SELECT asb_team())));
END $$
"""
LET_INTO = f"""
CREATE OR REPLACE FUNCTION asb_let_into_cases() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT asb_works_for_police() THEN RETURN '{{}}'; END IF;
    RETURN ARRAY(
        SELECT g.case_id FROM cases_accessgrant g
        WHERE g.case_id IS NOT NULL AND g.source <> 'share' AND {IN_FORCE}
          AND (g.user_id = asb_open_account() OR g.team_id = asb_team()));
END $$
"""
# The first lock asks it beside its own look at the shares; to the service of the tests it says what no share can change.
IS_SHARED = f"""
CREATE FUNCTION asb_is_shared(case_key bigint) RETURNS boolean {HEAD}
BEGIN
    IF asb_unrestricted() THEN
        RETURN EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_key AND c.recorded_in_error_at IS NULL);
    END IF;
    RETURN asb_items_given(case_key) <> '{{}}';
END $$
"""
KEY = f"""
CREATE FUNCTION asb_shared_key(sought text) RETURNS bigint {HEAD}
BEGIN RETURN (SELECT c.id FROM cases_case c WHERE c.reference = sought AND asb_is_shared(c.id)); END $$
"""
# The line of a list. Nothing in it is given that the page of the case would not show.
LINE = f"""
CREATE FUNCTION asb_shared_line(case_key bigint) RETURNS jsonb {HEAD}
DECLARE items text[] := asb_items_given(case_key);
BEGIN
    IF items = '{{}}' THEN RETURN NULL; END IF;
    RETURN (
        SELECT jsonb_build_object('reference', c.reference)
            || CASE WHEN 'summary' = ANY (items) THEN jsonb_build_object(
                'words', asb_untold(c.summary, asb_telling_of(case_key, asb_unnamed_in(case_key))),
                'district', d.name, 'stage', c.stage) ELSE '{{}}' END
            || CASE WHEN 'contact' = ANY (items) THEN jsonb_build_object('lead', u.name, 'lead_email', u.email) ELSE '{{}}' END
        FROM cases_case c JOIN accounts_district d ON d.id = c.district_id JOIN accounts_user u ON u.id = c.lead_id
        WHERE c.id = case_key);
END $$
"""
ASKED = ("asb_is_shared(bigint)", "asb_shared_key(text)", "asb_shared_line(bigint)")


def let_runtime_ask(apps, schema_editor):
    """Let the runtime role ask what is shared, and nobody else."""
    role = schema_editor.connection.app_role
    for function in ASKED:
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC", params=None)
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0005_what_is_no_part_of_a_share"),
        ("enforcement", "0008_lists_of_a_district"),
        ("cases", "0030_who_breaks_the_glass"),
    ]

    operations = [
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (GRANTED_CASES, LET_INTO)),
        *(
            migrations.RunSQL(f"ALTER POLICY see ON cases_{root} USING ({seen(root)})", migrations.RunSQL.noop)
            for root in COUNTY
        ),
        *(
            migrations.RunSQL(
                f"ALTER POLICY change ON cases_{root} USING ({POLICE} AND {seen(root)})", migrations.RunSQL.noop
            )
            for root in ("case", "incident")
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (IS_SHARED, KEY, LINE)),
        migrations.RunPython(let_runtime_ask, migrations.RunPython.noop),
        # The line says all that it said.
        migrations.RunSQL("DROP FUNCTION asb_shared_summary(bigint)", migrations.RunSQL.noop),
    ]
