"""Whether somebody sees the whole county is one look at their account, or none for a service: every statement asks it.

What each function answers stays the same: of a service by its name, of a person by role, or by a team for the force.
"""

from django.db import migrations

HEAD = "CREATE OR REPLACE FUNCTION asb_sees_county_{what}() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$\n"
ONE_LOOK = """BEGIN
    IF asb_is_service({services}) THEN RETURN true; END IF;
    RETURN EXISTS (
        SELECT 1 FROM public.accounts_user u LEFT JOIN public.accounts_team t ON t.id = u.team_id
        WHERE u.id = asb_actor_id() AND u.is_active
          AND (u.role IN ({roles})
               OR (t.force_wide AND t.active AND u.role IN ('cpt_officer', 'asb_officer', 'supervisor'))));
END $$"""
TWO_LOOKS = """BEGIN RETURN (
    SELECT asb_is_service({services}) OR asb_in_force_wide_team() OR asb_has_role({roles})
); END $$"""
SERVICES = "'system:sweep', 'system:replan', 'system:check'"
SEEN = {
    "reports": (f"{SERVICES}, 'system:clocks'", "'contact_handler', 'response_officer', 'asb_officer'"),
    "cases": (SERVICES, "'asb_officer'"),
}


class Migration(migrations.Migration):
    # The last that said who sees the county.
    dependencies = [
        ("accounts", "0006_who_acts_without_a_query"),
        ("cases", "0008_the_check_reads_the_file"),
        ("deadlines", "0011_clocks_of_what_others_see"),
    ]

    operations = [
        migrations.RunSQL(
            (HEAD + ONE_LOOK).format(what=what, services=services, roles=roles),
            reverse_sql=(HEAD + TWO_LOOKS).format(what=what, services=services, roles=roles),
        )
        for what, (services, roles) in SEEN.items()
    ]
