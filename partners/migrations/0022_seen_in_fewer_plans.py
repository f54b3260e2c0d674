"""What a policy asks is planned into every statement that reads the table: these ask the same with less to plan.

Whether somebody was let in to a record is asked by a function, once a statement, and not by a look at the grants with
the policies of those in it; and what is restricted is hidden by one policy of a table. Half of the time of the
statements of a board went into planning both. Who sees what stays the same.
"""

from django.db import migrations

from asbcases.db.rowsecurity import HideOnce

IN_FORCE = "g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now())"
MINE = "g.user_id = (SELECT asb_open_account()) OR g.team_id = (SELECT asb_team())"
# Not by a share, and nobody of another agency; to a review those of an agency are let in too.
GRANTED = f"""
CREATE FUNCTION asb_granted_ids(kind text) RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF kind = 'review' THEN RETURN ARRAY(
        SELECT g.review_id FROM public.cases_accessgrant g
        WHERE g.review_id IS NOT NULL AND {IN_FORCE}
          AND ({MINE} OR g.agency_id = (SELECT asb_partner_agency())));
    END IF;
    IF asb_partner_agency() IS NOT NULL THEN RETURN '{{}}'; END IF;
    RETURN ARRAY(
        SELECT CASE kind WHEN 'case' THEN g.case_id WHEN 'incident' THEN g.incident_id WHEN 'report' THEN g.report_id END
        FROM public.cases_accessgrant g WHERE g.source <> 'share' AND {IN_FORCE} AND ({MINE}));
END $$
"""
OWN_DISTRICT = "district_id = ANY ((SELECT asb_districts())::bigint[])"
COUNTY = {
    "case": "(SELECT asb_sees_county_cases())",
    "incident": "(SELECT asb_sees_county_reports())",
    "report": "(SELECT asb_sees_county_reports())",
    "casereview": "(SELECT asb_sees_county_cases())",
}
ELSE = {
    "incident": "(SELECT asb_has_role('analyst')) OR (SELECT asb_is_service('system:import'))",
    "report": "agency_id = (SELECT asb_partner_agency())",
    "casereview": "area = (SELECT asb_review_area())",
}
CHANGED_BY = {
    "case": "(SELECT asb_works_for_police())",
    "incident": "(SELECT asb_works_for_police())",
    "casereview": "(SELECT asb_works_on_reviews())",
}


def seen(root):
    """Return who sees a root: those who work there, and those who were let in."""
    kind, hangs_on = ("review", "case_id") if root == "casereview" else (root, "id")
    restricted = "case" if root == "casereview" else root
    work = " OR ".join(filter(None, (COUNTY[root], OWN_DISTRICT, ELSE.get(root))))
    return f"""({work} OR id = ANY ((SELECT asb_granted_ids('{kind}'))::bigint[]))
        AND ({hangs_on} = ANY ((SELECT asb_restricted_ids('{restricted}'))::bigint[])) IS NOT TRUE"""


class Migration(migrations.Migration):
    # Each that has a policy of these tables.
    dependencies = [
        ("partners", "0021_plans_shared"),
        ("audit", "0029_youth_support_and_shares_of_plans"),
        ("cases", "0040_grants_of_plans"),
        ("deadlines", "0033_clocks_of_restorative_justice"),
        ("sara", "0006_who_is_shown_plans"),
        ("triggers", "0014_a_caller_who_is_somebody_else"),
    ]

    operations = [
        migrations.RunSQL(GRANTED, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                f"ALTER POLICY see ON cases_{root} USING ({seen(root)})", migrations.RunSQL.noop
            )
            for root in COUNTY
        ),
        *(
            migrations.RunSQL(
                f"ALTER POLICY change ON cases_{root} USING ({who} AND {seen(root)})", migrations.RunSQL.noop
            )
            for root, who in CHANGED_BY.items()
        ),
        HideOnce(
            *("deadlines_deadline", "deadlines_ruling", "audit_auditevent"),
            *("cases_accessgrant", "cases_case", "cases_casereview", "cases_report"),
        ),
    ]
