"""What is kept is counted by the very same keys: an address by its beginning is for whoever still types it.

"1 Street 1" begins "1 Street 10" and hundreds more, none of which any rule counts. They were found, read and left out,
more of them the larger the county is, and the newest of them stood before the older reports of the home itself.
"""

from django.db import migrations

SEEN = """((SELECT asb_sees_county_reports()) OR r.district_id = ANY ((SELECT asb_districts())::bigint[])
        OR EXISTS (SELECT 1 FROM cases_accessgrant g WHERE g.report_id = r.id AND g.user_id = (SELECT asb_open_account())
            AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now())))
        AND (r.id = ANY ((SELECT asb_restricted_ids('report'))::bigint[])) IS NOT TRUE"""


def report_by(hit):
    """Return the query of the reports of one key, of those that may be seen, the newest first."""
    return f"""(SELECT r.id, '{hit}' FROM cases_report r
        WHERE {hit} <> '' AND r.{hit}_key = {hit} AND r.{hit}_key <> '' AND r.received_at >= since AND {SEEN}
        ORDER BY r.received_at DESC, r.id DESC LIMIT most)"""


# What is looked for is named as people name it, and so are columns of these tables: there the former is meant.
FIND = f"""
CREATE FUNCTION asb_find_same_reports(phone text, email text, address text, place text, since timestamptz, most int)
RETURNS TABLE (report_id bigint, hit text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    IF NOT asb_works_for_police() THEN RETURN; END IF;
    RETURN QUERY {" UNION ALL ".join(map(report_by, ("phone", "email", "address", "place")))};
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0040_grants_of_plans")]

    operations = [migrations.RunSQL(FIND, reverse_sql="DROP FUNCTION asb_find_same_reports")]
