"""The second lock on what partners note on a case that is shared with them.

What an agency keeps to itself is read by those of its officers whom a share lets in at this moment, and by nobody else: no
police, no auditor, no other agency. What it writes for the police too is read by police who see the case. The numbers are
given by a function, for nobody may see all the notes of an agency. A service tells the lead.
"""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

TABLE = "partners_partnernote"
POLICE = "(SELECT asb_works_for_police())"
OURS = f"(shown_to_police AND {POLICE} AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id)))"
ME = "(SELECT asb_open_account())"
MINE = f"""(agency_id = (SELECT asb_partner_agency()) AND (named_id IS NULL OR named_id = {ME})
    AND asb_is_shared(case_id))"""
IS_SERVICE = "(SELECT asb_is_service('system:partner-notes'))"
TELLS = f"{IS_SERVICE} AND template = 'partner_noted'"
OF_PARTNER = f"""case_id IS NOT NULL AND actor_key = (SELECT asb_actor()) AND verb = 'partner.noted'
    AND EXISTS (SELECT 1 FROM {TABLE} n WHERE n.case_id = audit_auditevent.case_id)"""
HEAD = "LANGUAGE plpgsql {} SECURITY DEFINER SET search_path = public, pg_temp AS $$"
# With the rights of the owner: the policy of cases asks it, and that of notes asks for the case.
NOTED_ON = f"""
CREATE FUNCTION asb_noted_on(case_key bigint) RETURNS boolean {HEAD.format("STABLE PARALLEL SAFE")}
BEGIN RETURN EXISTS (SELECT 1 FROM {TABLE} WHERE case_id = case_key AND shown_to_police);
END $$
"""
# Two who write at once are given one number after the other: whoever asks second waits for the first.
NEXT = f"""
CREATE FUNCTION asb_next_partner_note(case_key bigint, agency_key bigint) RETURNS integer {HEAD.format("VOLATILE")}
BEGIN
    IF NOT asb_is_shared(case_key)
        OR NOT (asb_unrestricted() OR agency_key IS NOT DISTINCT FROM asb_partner_agency()) THEN RETURN NULL; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('partner note ' || case_key || ' ' || agency_key, 0));
    RETURN (SELECT coalesce(max(number), 0) + 1 FROM {TABLE} WHERE case_id = case_key AND agency_id = agency_key);
END $$
"""
ASKED = ("asb_noted_on(bigint)", "asb_next_partner_note(bigint, bigint)")
ELSEWHERE = (
    ("cases_case", "see_for_partner_notes", "SELECT", f"{IS_SERVICE} AND asb_noted_on(id)"),
    ("audit_auditevent", "add_of_noting", "INSERT", OF_PARTNER),
    ("notify_message", "see_for_partner_notes", "SELECT", TELLS),
    ("notify_message", "add_for_partner_notes", "INSERT", TELLS),
)


def policy(table, name, command, condition):
    """Return the operation that adds one policy to a table."""
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} FOR {command} {clause} ({condition})",
        reverse_sql=f"DROP POLICY {name} ON {table}",
    )


def let_runtime_ask(apps, schema_editor):
    """Let the runtime role ask both functions, and nobody else."""
    role = schema_editor.connection.app_role
    for function in ASKED:
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC", params=None)
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0015_notes_of_partners"),
        ("audit", "0027_requests_notes_and_reports_of_partners"),
        ("notify", "0011_of_broken_glass"),
    ]

    operations = [
        migrations.RunSQL(NOTED_ON, reverse_sql="DROP FUNCTION asb_noted_on"),
        migrations.RunSQL(NEXT, reverse_sql="DROP FUNCTION asb_next_partner_note"),
        migrations.RunPython(let_runtime_ask, migrations.RunPython.noop),
        RowSecurity(
            TABLE,
            see=f"(SELECT asb_unrestricted()) OR {OURS} OR {MINE}",
            add=f"(SELECT asb_unrestricted()) OR ({MINE} AND recorded_by_id = {ME})",
        ),
        *(policy(*stated) for stated in ELSEWHERE),
        HideRestricted(),
    ]
