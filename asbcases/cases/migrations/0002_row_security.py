"""The second lock on the file: reports, incidents and cases are roots, everything else asks its root."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

REFERENCE = """
CREATE FUNCTION asb_reference(kind text, on_day date) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT upper(kind) || '-' || extract(year FROM on_day)::text || '-' || lpad(n::text, greatest(6, length(n::text)), '0')
    FROM nextval(('asb_' || lower(kind))::regclass) AS n
$$
"""


def in_force(root, column):
    """Return the condition that a grant on this root reaches the person who acts, now."""
    return f"""EXISTS (SELECT 1 FROM cases_accessgrant g WHERE g.{root}_id = {column}
        AND (g.user_id = (SELECT asb_open_account()) OR g.team_id = (SELECT asb_team())
             OR g.agency_id = (SELECT asb_partner_agency()))
        AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now()))"""


OWN_DISTRICT = "district_id = ANY ((SELECT asb_districts())::bigint[])"
POLICE = "(SELECT asb_works_for_police())"

SEE_REPORT = f"""(SELECT asb_sees_county_reports()) OR {OWN_DISTRICT}
    OR agency_id = (SELECT asb_partner_agency()) OR {in_force("report", "cases_report.id")}"""
SEE_INCIDENT = f"""(SELECT asb_sees_county_reports()) OR {OWN_DISTRICT}
    OR (SELECT asb_has_role('analyst')) OR (SELECT asb_is_service('system:import'))
    OR {in_force("incident", "cases_incident.id")}"""
SEE_CASE = f"""(SELECT asb_sees_county_cases()) OR {OWN_DISTRICT} OR {in_force("case", "cases_case.id")}"""

COUNTY = {"report": "asb_sees_county_reports", "incident": "asb_sees_county_reports", "case": "asb_sees_county_cases"}


def child(root):
    """Return the condition that the root of a row is seen."""
    return f"""({root}_id IS NOT NULL AND ((SELECT {COUNTY[root]}())
        OR EXISTS (SELECT 1 FROM cases_{root} r WHERE r.id = {root}_id)))"""


def history(root):
    """Return the condition that the record of which this row is an earlier state is seen."""
    return f"EXISTS (SELECT 1 FROM cases_{root} r WHERE r.id = pgh_obj_id)"


# The policies of the roots read the grants, so the grants' own may not ask the roots: that would be a circle.
DISTRICT_OF = """
CREATE FUNCTION asb_district_of(case_key bigint, incident_key bigint, report_key bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE
        WHEN NOT asb_works_for_police() THEN NULL
        WHEN case_key IS NOT NULL THEN (SELECT district_id FROM cases_case WHERE id = case_key)
        WHEN incident_key IS NOT NULL THEN (SELECT district_id FROM cases_incident WHERE id = incident_key)
        ELSE (SELECT district_id FROM cases_report WHERE id = report_key) END
$$
"""
# A share that has ended hides its case; its receiver may still read which case that was.
REFERENCE_OF_GRANT = """
CREATE FUNCTION asb_reference_of_grant(grant_key bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.reference FROM cases_accessgrant g JOIN cases_case c ON c.id = g.case_id
    WHERE g.id = grant_key
      AND (g.user_id = asb_open_account() OR g.team_id = asb_team() OR g.agency_id = asb_partner_agency())
$$
"""
GRANTOR = f"""{POLICE} AND ((case_id IS NOT NULL AND (SELECT asb_sees_county_cases()))
    OR (case_id IS NULL AND (SELECT asb_sees_county_reports()))
    OR asb_district_of(case_id, incident_id, report_id) = ANY ((SELECT asb_districts())::bigint[]))"""

ANY_ROOT = " OR ".join(child(root) for root in ("report", "incident", "case"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("accounts", "0002_identity_functions")]

    operations = [
        *(
            migrations.RunSQL(f"CREATE SEQUENCE asb_{kind}", reverse_sql=f"DROP SEQUENCE asb_{kind}")
            for kind in ("rpt", "inc", "asb")
        ),
        migrations.RunSQL(REFERENCE, reverse_sql="DROP FUNCTION asb_reference"),
        RowSecurity(
            "cases_report", see=SEE_REPORT, add=f"{POLICE} OR agency_id = (SELECT asb_partner_agency())"
        ),
        RowSecurity(
            "cases_incident",
            see=SEE_INCIDENT,
            add=f"{POLICE} OR ((SELECT asb_is_service('system:import')) AND source <> 'own')",
            change=f"{POLICE} AND ({SEE_INCIDENT})",
        ),
        RowSecurity("cases_case", see=SEE_CASE, add=POLICE, change=f"{POLICE} AND ({SEE_CASE})"),
        RowSecurity("cases_classification", see=child("incident"), add=f"{POLICE} AND {child('incident')}"),
        RowSecurity("cases_incidentreport", see=child("incident"), add=f"{POLICE} AND {child('incident')}"),
        RowSecurity(
            "cases_person",
            see="""(SELECT asb_sees_county_reports()) OR recorded_by_id = (SELECT asb_actor_id())
                OR EXISTS (SELECT 1 FROM cases_caseparty p WHERE p.person_id = cases_person.id)""",
            add=POLICE,
            change=f"""{POLICE} AND ((SELECT asb_sees_county_reports()) OR recorded_by_id = (SELECT asb_actor_id())
                OR EXISTS (SELECT 1 FROM cases_caseparty p WHERE p.person_id = cases_person.id))""",
        ),
        *(
            RowSecurity(
                table,
                see=child("case"),
                add=f"{POLICE} AND {child('case')}",
                change=f"{POLICE} AND {child('case')}",
            )
            for table in ("cases_caseparty", "cases_caseincident")
        ),
        migrations.RunSQL(DISTRICT_OF, reverse_sql="DROP FUNCTION asb_district_of"),
        RowSecurity(
            "cases_accessgrant",
            see=f"""user_id = (SELECT asb_open_account()) OR team_id = (SELECT asb_team())
                OR agency_id = (SELECT asb_partner_agency()) OR ({GRANTOR})""",
            add=GRANTOR,
            change=GRANTOR,
        ),
        migrations.RunSQL(REFERENCE_OF_GRANT, reverse_sql="DROP FUNCTION asb_reference_of_grant"),
        RowSecurity("cases_incidentevent", see=history("incident"), add="true"),
        RowSecurity("cases_caseevent", see=history("case"), add="true"),
        RowSecurity("cases_personevent", see=history("person"), add="true"),
        RowSecurity("cases_casepartyevent", see=child("case"), add="true"),
        RowSecurity("cases_caseincidentevent", see=child("case"), add="true"),
        RowSecurity("cases_accessgrantevent", see=ANY_ROOT, add="true"),
    ]
