"""The second lock on what partners ask to be given.

The agency that asked reads its requests, adds one on a report of its own or on a case that is shared with it, and may
withdraw it; no other column and no other row is theirs to change. What stands behind a report makes no difference to
whoever asked about it. A service starts and ends the clock, and tells whoever owes the answer.
"""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

POLICE = "(SELECT asb_works_for_police())"
SEEN = """((case_id IS NOT NULL AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id)))
    OR (report_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_report(report_id))))"""
CASE_OPEN = "(case_id = ANY ((SELECT asb_restricted_ids('case'))::bigint[])) IS NOT TRUE"
REPORT_OPEN = "(report_id = ANY ((SELECT asb_restricted_ids('report'))::bigint[])) IS NOT TRUE"
OURS = f"({POLICE} AND {SEEN} AND {CASE_OPEN} AND {REPORT_OPEN})"
DIARY = "(SELECT asb_is_service('system:sweep', 'system:replan', 'system:check'))"
MINE = f"""(agency_id = (SELECT asb_partner_agency())
    AND (named_id IS NULL OR named_id = (SELECT asb_open_account())) AND {CASE_OPEN})"""
ASKED = """(recorded_by_id = (SELECT asb_open_account()) AND answered_at IS NULL AND withdrawn_at IS NULL AND share_id IS NULL
    AND (EXISTS (SELECT 1 FROM cases_report r WHERE r.id = report_id AND r.agency_id = partners_sharerequest.agency_id)
        OR EXISTS (SELECT 1 FROM partners_share s
            WHERE s.id = known_by_id AND s.case_id = partners_sharerequest.case_id)))"""
IS_SERVICE = "(SELECT asb_is_service('system:share-requests'))"
CLOCK = f"{IS_SERVICE} AND kind = 'share_request'"
CLOCKS = f"{IS_SERVICE} AND verb IN ('deadline.set', 'deadline.met', 'deadline.cancelled')"
TELLS = f"{IS_SERVICE} AND template = 'share_asked'"
OF_PARTNER = """actor_key = (SELECT asb_actor()) AND verb IN ('share.asked', 'share.unasked')
    AND EXISTS (SELECT 1 FROM partners_sharerequest q
        WHERE q.case_id = audit_auditevent.case_id OR q.report_id = audit_auditevent.report_id)"""
# With the rights of the owner: the policies of reports and cases ask it, and those of requests ask for them.
ASKED_OF = """
CREATE FUNCTION asb_share_asked_of(root text, key bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM partners_sharerequest
    WHERE CASE root WHEN 'case' THEN case_id = key ELSE report_id = key END);
END $$
"""
ELSEWHERE = (
    ("cases_case", "see_for_share_requests", "SELECT", f"{IS_SERVICE} AND asb_share_asked_of('case', id)"),
    ("cases_report", "see_for_share_requests", "SELECT", f"{IS_SERVICE} AND asb_share_asked_of('report', id)"),
    ("deadlines_deadline", "see_for_share_requests", "SELECT", CLOCK),
    ("deadlines_deadline", "add_for_share_requests", "INSERT", CLOCK),
    ("deadlines_deadline", "change_for_share_requests", "UPDATE", CLOCK),
    ("deadlines_deadlineevent", "add_for_share_requests", "INSERT", CLOCK),
    ("audit_auditevent", "see_for_share_requests", "SELECT", CLOCKS),
    ("audit_auditevent", "add_for_share_requests", "INSERT", CLOCKS),
    ("audit_auditevent", "add_of_asking", "INSERT", OF_PARTNER),
    ("notify_message", "see_for_share_requests", "SELECT", TELLS),
    ("notify_message", "add_for_share_requests", "INSERT", TELLS),
)
TABLE = "partners_sharerequest"
# Who owes the answer would tell whoever asked about a report what stands behind it.
NOT_OF_THE_DIARY = "kind <> 'share_request' OR (SELECT asb_partner_agency()) IS NULL"


def policy(table, name, command, condition):
    """Return the operation that adds one policy to a table."""
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} FOR {command} {clause} ({condition})",
        reverse_sql=f"DROP POLICY {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0010_requests_of_partners"),
        ("audit", "0027_requests_notes_and_reports_of_partners"),
        ("deadlines", "0025_requests_of_partners"),
        ("notify", "0011_of_broken_glass"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE asb_srq", reverse_sql="DROP SEQUENCE asb_srq"),
        migrations.RunSQL(ASKED_OF, reverse_sql="DROP FUNCTION asb_share_asked_of"),
        migrations.RunSQL(
            f"CREATE TRIGGER keep_what_was_asked BEFORE UPDATE ON {TABLE} FOR EACH ROW "
            "EXECUTE FUNCTION asb_keep_what_was_asked('withdrawn_at', 'withdrawn_by_id', 'version')",
            reverse_sql=f"DROP TRIGGER keep_what_was_asked ON {TABLE}",
        ),
        RowSecurity(
            TABLE,
            see=f"{DIARY} OR {OURS} OR {MINE}",
            add=f"(SELECT asb_unrestricted()) OR ({MINE} AND {ASKED})",
            change=f"{OURS} OR {MINE}",
        ),
        RowSecurity(f"{TABLE}event", see=OURS, add=f"{OURS} OR {MINE}"),
        *(policy(*stated) for stated in ELSEWHERE),
        *(
            migrations.RunSQL(
                f"CREATE POLICY not_by_asking ON {table} AS RESTRICTIVE FOR SELECT USING ({NOT_OF_THE_DIARY})",
                reverse_sql=f"DROP POLICY not_by_asking ON {table}",
            )
            for table in ("deadlines_deadline", "deadlines_deadlineevent")
        ),
    ]
