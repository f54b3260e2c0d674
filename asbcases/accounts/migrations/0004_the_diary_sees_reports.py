"""The sweep and the re-planning of deadlines see the roots of what is owed, reports too."""

from django.db import migrations

SERVICES = "asb_is_service('system:sweep', 'system:replan')"
COUNTY_REPORTS = """
CREATE OR REPLACE FUNCTION asb_sees_county_reports() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT {services} OR asb_in_force_wide_team() OR asb_has_role('contact_handler', 'response_officer', 'asb_officer')
); END $$
"""
COUNTY_CASES = """
CREATE OR REPLACE FUNCTION asb_sees_county_cases() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN (
    SELECT {services} OR asb_in_force_wide_team() OR asb_has_role('asb_officer')
); END $$
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_the_rota")]

    operations = [
        migrations.RunSQL(
            COUNTY_REPORTS.format(services=SERVICES),
            reverse_sql=COUNTY_REPORTS.format(services="asb_unrestricted()"),
        ),
        migrations.RunSQL(
            COUNTY_CASES.format(services=SERVICES),
            reverse_sql=COUNTY_CASES.format(services="asb_is_service('system:sweep')"),
        ),
    ]
