"""The second lock on what partners are asked, and the service that keeps the clocks of it.

The addressed agency sees what was sent to it and changes nothing but its own answers; of the case it sees nothing by
that. A service meets the deadlines of the case when a partner answers, and tells its lead.
"""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
SEEN = "((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id))"
OURS = f"({POLICE} AND {SEEN})"
DIARY = "(SELECT asb_is_service('system:sweep', 'system:replan', 'system:check'))"
MINE = """(agency_id = (SELECT asb_partner_agency())
    AND (named_id IS NULL OR named_id = (SELECT asb_open_account())))"""
SENT = f"(sent_at IS NOT NULL AND {MINE})"
SERVICE = "(SELECT asb_is_service('system:referrals')) AND case_id IS NOT NULL"
KINDS = "kind IN ('referral_acknowledge', 'referral_accept', 'referral_decide', 'question_reply')"
CLOCKS = "verb IN ('deadline.set', 'deadline.met', 'deadline.cancelled')"
ANSWERS = """verb IN ('referral.acknowledged', 'referral.accepted', 'referral.declined', 'referral.returned',
    'question.answered')"""
ASKED_ME = """(EXISTS (SELECT 1 FROM partners_referral r WHERE r.case_id = audit_auditevent.case_id)
    OR EXISTS (SELECT 1 FROM partners_question q WHERE q.case_id = audit_auditevent.case_id))"""
TO_PART = """EXISTS (SELECT 1 FROM partners_questionpart p WHERE p.id = part_id
    AND p.case_id = partners_questionanswer.case_id AND p.agency_id = partners_questionanswer.agency_id
    AND p.named_id IS NOT DISTINCT FROM partners_questionanswer.named_id)"""

# With the rights of the owner: the policy of cases asks it, and that of referrals asks for the case.
ASKED_ABOUT = """
CREATE FUNCTION asb_asked_about(case_key bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM partners_referral WHERE case_id = case_key)
    OR EXISTS (SELECT 1 FROM partners_question WHERE case_id = case_key);
END $$
"""
KEEP = """
CREATE FUNCTION asb_keep_what_was_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF asb_partner_agency() IS NOT NULL AND to_jsonb(OLD) - TG_ARGV <> to_jsonb(NEW) - TG_ARGV THEN
        RAISE EXCEPTION 'A partner changes its answers and nothing else.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
OF_A_PARTNER = {
    "partners_referral": (
        *("stage", "version", "acknowledged_at", "acknowledged_by_id", "accepted_at", "accepted_by_id"),
        *("declined_at", "declined_by_id", "declined_why", "returned_at", "returned_by_id", "outcome"),
    ),
    "partners_question": ("answered_at", "version"),
}
# What the service may do to tables of others, and a partner to the record.
ELSEWHERE = (
    ("cases_case", "see_for_referrals", "SELECT", "(SELECT asb_is_service('system:referrals')) AND asb_asked_about(id)"),
    ("deadlines_deadline", "see_for_referrals", "SELECT", f"{SERVICE} AND {KINDS}"),
    ("deadlines_deadline", "add_for_referrals", "INSERT", f"{SERVICE} AND {KINDS}"),
    ("deadlines_deadline", "change_for_referrals", "UPDATE", f"{SERVICE} AND {KINDS}"),
    ("deadlines_deadlineevent", "add_for_referrals", "INSERT", f"{SERVICE} AND {KINDS}"),
    ("audit_auditevent", "add_for_referrals", "INSERT", f"{SERVICE} AND {CLOCKS}"),
    ("audit_auditevent", "see_for_referrals", "SELECT", f"{SERVICE} AND {CLOCKS}"),
    ("notify_message", "add_for_referrals", "INSERT", f"{SERVICE} AND template = 'request_answered'"),
    ("notify_message", "see_for_referrals", "SELECT", f"{SERVICE} AND template = 'request_answered'"),
    (
        *("audit_auditevent", "add_of_partner", "INSERT"),
        f"case_id IS NOT NULL AND actor_key = (SELECT asb_actor()) AND {ANSWERS} AND {ASKED_ME}",
    ),
)


def policy(table, name, command, condition):
    """Return the operation that adds one policy to a table."""
    clause = "WITH CHECK" if command == "INSERT" else "USING"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} FOR {command} {clause} ({condition})",
        reverse_sql=f"DROP POLICY {name} ON {table}",
    )


def kept(table, columns):
    """Return the operation by which a partner changes these columns of a table and no others."""
    allowed = ", ".join(f"'{column}'" for column in columns)
    return migrations.RunSQL(
        f"CREATE TRIGGER keep_what_was_asked BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION asb_keep_what_was_asked({allowed})",
        reverse_sql=f"DROP TRIGGER keep_what_was_asked ON {table}",
    )


def sequence(name):
    """Return the operation that makes the numbers of a kind of reference."""
    return migrations.RunSQL(f"CREATE SEQUENCE {name}", reverse_sql=f"DROP SEQUENCE {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0007_referrals_and_questions"),
        ("audit", "0023_verbs_of_sharing"),
        ("deadlines", "0024_clocks_of_sharing"),
        ("notify", "0010_who_tells_of_case_reviews"),
    ]

    operations = [
        sequence("asb_ref"),
        sequence("asb_ask"),
        migrations.RunSQL(ASKED_ABOUT, reverse_sql="DROP FUNCTION asb_asked_about"),
        migrations.RunSQL(KEEP, reverse_sql="DROP FUNCTION asb_keep_what_was_asked"),
        *(kept(table, columns) for table, columns in OF_A_PARTNER.items()),
        *(
            RowSecurity(
                table, see=f"{DIARY} OR {OURS} OR {SENT}", add=OURS, change=f"{OURS} OR {SENT}"
            )
            for table in OF_A_PARTNER
        ),
        *(RowSecurity(f"{table}event", see=OURS, add=f"{OURS} OR {SENT}") for table in OF_A_PARTNER),
        RowSecurity("partners_questionpart", see=f"{OURS} OR {MINE}", add=OURS),
        RowSecurity(
            "partners_questionanswer",
            see=f"{OURS} OR {MINE}",
            add=f"""(SELECT asb_unrestricted())
                OR ({MINE} AND answered_by_id = (SELECT asb_open_account()) AND {TO_PART})""",
        ),
        *(policy(*stated) for stated in ELSEWHERE),
        HideRestricted(),
    ]
