"""What an agency is shown of a plan that is shared with it: these functions answer it, and no row opens (docs/partners.md).

Of a plan that is shared with the agency of whoever asks, at this moment: its title, the objective in words, its stage, and
the responses that the agency owns. The agency adds what it notes of these, and reads again what it noted itself.
"""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

HEAD = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$"
SHARED_WITH = f"""
CREATE FUNCTION asb_plan_is_shared(plan_key bigint) RETURNS boolean {HEAD}
BEGIN
    IF asb_partner_agency() IS NULL THEN RETURN false; END IF;
    RETURN EXISTS (
        SELECT 1 FROM cases_accessgrant g
        JOIN partners_planshare s ON s.grant_id = g.id AND s.plan_id = g.plan_id
        JOIN accounts_agency a ON a.id = asb_partner_agency() AND a.active
        WHERE g.plan_id = plan_key AND g.source = 'share' AND g.revoked_at IS NULL AND g.starts_at <= now()
          AND (g.ends_at IS NULL OR g.ends_at > now())
          AND (g.user_id = asb_open_account() OR g.team_id = asb_team() OR g.agency_id = asb_partner_agency()));
END $$
"""
LINE = f"""
CREATE FUNCTION asb_shared_plan_line(plan_key bigint) RETURNS jsonb {HEAD}
BEGIN
    IF NOT asb_plan_is_shared(plan_key) THEN RETURN NULL; END IF;
    RETURN (SELECT jsonb_build_object('plan', p.id, 'reference', p.reference, 'title', p.title, 'stage', p.stage)
        FROM cases_problemplan p WHERE p.id = plan_key);
END $$
"""
PLAN = f"""
CREATE FUNCTION asb_shared_plan(sought text) RETURNS jsonb {HEAD}
BEGIN
    RETURN (
        SELECT asb_shared_plan_line(p.id) || jsonb_build_object(
            'statement', coalesce((SELECT o.statement FROM sara_objective o WHERE o.plan_id = p.id
                ORDER BY o.number DESC LIMIT 1), ''),
            'responses', coalesce((SELECT jsonb_agg(jsonb_build_object('number', r.number, 'action', r.action,
                    'starts_on', r.starts_on, 'due_on', r.due_on, 'state', r.state) ORDER BY r.number)
                FROM sara_planresponse r WHERE r.plan_id = p.id AND r.agency_id = asb_partner_agency()), '[]'))
        FROM cases_problemplan p WHERE p.reference = sought);
END $$
"""
OWNS = f"""
CREATE FUNCTION asb_owns_response(plan_key bigint, sought int) RETURNS boolean {HEAD}
BEGIN
    RETURN asb_plan_is_shared(plan_key) AND EXISTS (
        SELECT 1 FROM sara_planresponse r JOIN cases_problemplan p ON p.id = r.plan_id AND p.closed_at IS NULL
        WHERE r.plan_id = plan_key AND r.number = sought AND r.agency_id = asb_partner_agency()
          AND r.state IN ('planned', 'begun'));
END $$
"""
FUNCTIONS = {
    "asb_plan_is_shared(bigint)": SHARED_WITH,
    "asb_shared_plan_line(bigint)": LINE,
    "asb_shared_plan(text)": PLAN,
    "asb_owns_response(bigint, int)": OWNS,
}
WORKS = "(SELECT asb_works_on_plans()) AND asb_sees_plan(plan_id)"
OWN = "agency_id = (SELECT asb_partner_agency())"
DIARY = "(SELECT asb_is_service('system:sweep', 'system:replan', 'system:check'))"
SWEEP = "plan_id IS NOT NULL AND (SELECT asb_is_service('system:sweep'))"
# What an agency notes is told by a service, which knows the plan by the note alone.
NOTED_ON = f"""
CREATE FUNCTION asb_noted_on_plan(plan_key bigint) RETURNS boolean {HEAD}
BEGIN RETURN EXISTS (SELECT 1 FROM partners_planprogress WHERE plan_id = plan_key);
END $$
"""
FUNCTIONS["asb_noted_on_plan(bigint)"] = NOTED_ON
OF_PARTNER = """plan_id IS NOT NULL AND actor_key = (SELECT asb_actor()) AND verb = 'problem.noted'
    AND EXISTS (SELECT 1 FROM partners_planprogress n WHERE n.plan_id = audit_auditevent.plan_id)"""
ELSEWHERE = (
    # Whoever ends an agreement may see none of the plans that were shared under it: the service ends those shares.
    ("cases_accessgrant", "see_of_plan_for_diary", "SELECT", f"plan_id IS NOT NULL AND {DIARY}"),
    ("cases_accessgrant", "change_of_plan_for_sweep", "UPDATE", SWEEP),
    ("cases_accessgrantevent", "add_of_plan_for_sweep", "INSERT", SWEEP),
    (
        *("cases_problemplan", "see_for_partner_notes", "SELECT"),
        "(SELECT asb_is_service('system:partner-notes')) AND asb_noted_on_plan(id)",
    ),
    ("audit_auditevent", "add_of_noting_on_plan", "INSERT", OF_PARTNER),
)


def let_runtime_ask(apps, schema_editor):
    """Let the runtime role ask what is shared, and nobody else."""
    role = schema_editor.connection.app_role
    for function in FUNCTIONS:
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC", params=None)
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}", params=None)


def policy(table, name, command, condition):
    """Return the operation that adds one policy to a table."""
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} FOR {command} {clause} ({condition})",
        reverse_sql=f"DROP POLICY {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("sara", "0005_youth_support"),
        ("partners", "0021_plans_shared"),
        ("audit", "0029_youth_support_and_shares_of_plans"),
    ]

    operations = [
        *(
            migrations.RunSQL(sql, reverse_sql=f"DROP FUNCTION {function} CASCADE")
            for function, sql in FUNCTIONS.items()
        ),
        migrations.RunPython(let_runtime_ask, migrations.RunPython.noop),
        RowSecurity("partners_planshare", see=f"{DIARY} OR ({WORKS})", add=WORKS, change=WORKS),
        RowSecurity("partners_planshareevent", see=WORKS, add=WORKS),
        RowSecurity(
            "partners_planprogress",
            see=f"({WORKS}) OR ({OWN} AND asb_plan_is_shared(plan_id))",
            add=f"{OWN} AND recorded_by_id = (SELECT asb_actor_id()) AND asb_owns_response(plan_id, response)",
        ),
        *(policy(*stated) for stated in ELSEWHERE),
    ]
