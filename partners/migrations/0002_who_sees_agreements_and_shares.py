"""The second lock on agreements, shares and what was read of them; and the service that ends shares with their agreement."""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
SEEN = "((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id))"
DIARY = "(SELECT asb_is_service('system:sweep', 'system:replan', 'system:check'))"
SWEEP = "(SELECT asb_is_service('system:sweep')) AND case_id IS NOT NULL"

# The policy of a party asks the parties: with the rights of the owner, else that were a circle.
PARTY_TO = """
CREATE FUNCTION asb_party_to() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN RETURN ARRAY(
    SELECT p.agreement_id FROM partners_agreementparty p
    WHERE p.agency_id = asb_partner_agency() AND (p.left_on IS NULL OR p.left_on >= current_date));
END $$
"""
# A receiver sees what is shared by a grant while it is in force; what the policy of grants shows is enough for that.
LETS_IN = """
CREATE FUNCTION asb_share_lets_in(grant_key bigint) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN EXISTS (
    SELECT 1 FROM public.cases_accessgrant g WHERE g.id = grant_key AND g.case_id IS NOT NULL
      AND (g.user_id = asb_open_account() OR g.team_id = asb_team() OR g.agency_id = asb_partner_agency())
      AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()));
END $$
"""
# Who leads a case of another district shares it as everybody does: a grant lets them in, so the grants are asked as the owner.
LET_INTO = """
CREATE FUNCTION asb_let_into_cases() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT asb_works_for_police() THEN RETURN '{}'; END IF;
    RETURN ARRAY(
        SELECT g.case_id FROM cases_accessgrant g
        WHERE g.case_id IS NOT NULL AND (g.user_id = asb_open_account() OR g.team_id = asb_team())
          AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()));
END $$
"""
OF_MINE = "case_id = ANY ((SELECT asb_let_into_cases())::bigint[])"
READS_OF_THEM = f"{POLICE} OR (SELECT asb_has_role('administrator')) OR {DIARY}"
KEEPS_THEM = "(SELECT asb_unrestricted()) OR (SELECT asb_has_role('administrator', 'supervisor'))"
READER = """reader_id = (SELECT asb_open_account()) AND agency_id = (SELECT asb_partner_agency())
    AND EXISTS (SELECT 1 FROM partners_share s WHERE s.id = share_id AND s.case_id = partners_disclosure.case_id
                AND asb_share_lets_in(s.grant_id))"""


def of_agreements(table, key):
    """Return the operations that lock a table of agreements, and its history."""
    mine = f"{key} = ANY ((SELECT asb_party_to())::bigint[])"
    yield RowSecurity(table, see=f"{READS_OF_THEM} OR {mine}", add=KEEPS_THEM, change=KEEPS_THEM)
    yield RowSecurity(f"{table}event", see=READS_OF_THEM, add=KEEPS_THEM)


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0001_agreements_and_shares"),
        ("cases", "0027_explained_before_closing"),
        ("accounts", "0007_the_county_in_one_look"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE asb_isa", reverse_sql="DROP SEQUENCE asb_isa"),
        migrations.RunSQL(PARTY_TO, reverse_sql="DROP FUNCTION asb_party_to"),
        migrations.RunSQL(LETS_IN, reverse_sql="DROP FUNCTION asb_share_lets_in"),
        *of_agreements("partners_agreement", "id"),
        *of_agreements("partners_agreementparty", "agreement_id"),
        RowSecurity(
            "partners_share",
            see=f"{DIARY} OR ({POLICE} AND {SEEN}) OR asb_share_lets_in(grant_id)",
            add=f"{POLICE} AND {SEEN}",
            change=f"{POLICE} AND {SEEN}",
        ),
        RowSecurity("partners_shareevent", see=f"{POLICE} AND {SEEN}", add=f"{POLICE} AND {SEEN}"),
        RowSecurity(
            "partners_disclosure",
            # Who wrote a row reads it back; the auditor reads who looked at what.
            see=f"""({POLICE} AND {SEEN}) OR (SELECT asb_has_role('auditor'))
                OR reader_id = (SELECT asb_open_account())""",
            add=f"(SELECT asb_unrestricted()) OR ({READER})",
        ),
        migrations.RunSQL(LET_INTO, reverse_sql="DROP FUNCTION asb_let_into_cases"),
        *(
            migrations.RunSQL(
                f"CREATE POLICY {name}_for_let_in ON {table} FOR {command} {clause} ({OF_MINE})",
                reverse_sql=f"DROP POLICY {name}_for_let_in ON {table}",
            )
            for table, name, command, clause in (
                ("cases_accessgrant", "see", "SELECT", "USING"),
                ("cases_accessgrant", "add", "INSERT", "WITH CHECK"),
                ("cases_accessgrant", "change", "UPDATE", "USING"),
                ("cases_accessgrantevent", "add", "INSERT", "WITH CHECK"),
            )
        ),
        # Whoever ends an agreement sees none of the cases that were shared under it: the service ends those shares.
        *(
            migrations.RunSQL(
                f"CREATE POLICY {name}_for_sweep ON {table} FOR {command} {clause} ({SWEEP})",
                reverse_sql=f"DROP POLICY {name}_for_sweep ON {table}",
            )
            for table, name, command, clause in (
                ("cases_accessgrant", "see", "SELECT", "USING"),
                ("cases_accessgrant", "change", "UPDATE", "USING"),
                ("cases_accessgrantevent", "add", "INSERT", "WITH CHECK"),
            )
        ),
        HideRestricted(),
    ]
