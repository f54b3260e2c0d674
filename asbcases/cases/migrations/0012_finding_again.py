"""Finding again who called and where it happened, with the visibility filter inside the function (decision D23).

A search by likeness or by a beginning cannot use its index under a policy; in a function with the owner's rights it
can, and the function says itself who may see what it finds. Nothing is cut off before that was asked.
"""

from django.db import migrations

SEEN_REPORT = """((SELECT asb_sees_county_reports()) OR r.district_id = ANY ((SELECT asb_districts())::bigint[])
        OR EXISTS (SELECT 1 FROM cases_accessgrant g WHERE g.report_id = r.id AND g.user_id = (SELECT asb_open_account())
            AND g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now())))
        AND (r.id = ANY ((SELECT asb_restricted_ids('report'))::bigint[])) IS NOT TRUE"""
SEEN_PERSON = """((SELECT asb_sees_county_reports()) OR p.recorded_by_id = (SELECT asb_actor_id())
        OR EXISTS (SELECT 1 FROM cases_incidentparty q JOIN cases_incident i ON i.id = q.incident_id
            WHERE q.person_id = p.id AND i.district_id = ANY ((SELECT asb_districts())::bigint[]))
        OR EXISTS (SELECT 1 FROM cases_caseparty q JOIN cases_case c ON c.id = q.case_id
            WHERE q.person_id = p.id AND c.district_id = ANY ((SELECT asb_districts())::bigint[])))
        AND p.recorded_in_error_at IS NULL
        AND (p.id = ANY ((SELECT asb_restricted_ids('person'))::bigint[])) IS NOT TRUE"""
SEEN_PREMISES = """((SELECT asb_sees_county_reports()) OR s.district_id = ANY ((SELECT asb_districts())::bigint[])
        OR s.recorded_by_id = (SELECT asb_actor_id())) AND s.recorded_in_error_at IS NULL"""

# What is looked for is named as people name it, and so are columns of these tables: there the former is meant.
HEAD = """LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    IF NOT asb_works_for_police() THEN RETURN; END IF;
    RETURN QUERY """
TAIL = "; END $$"


def report_by(hit, condition, order="r.received_at DESC"):
    """Return the query of the reports that a condition finds, of those that may be seen."""
    return f"""(SELECT r.id, '{hit}' FROM cases_report r
        WHERE {condition} AND r.received_at >= since AND {SEEN_REPORT} ORDER BY {order}, r.id DESC LIMIT most)"""


# A beginning is looked for between it and the next one in the order of bytes, so that the index serves.
REPORTS = f"""
CREATE FUNCTION asb_find_reports(phone text, email text, address text, place text, name text, since timestamptz, most int)
RETURNS TABLE (report_id bigint, hit text) {HEAD}
    {report_by("phone", "phone <> '' AND r.phone_key = phone AND r.phone_key <> ''")}
    UNION ALL {report_by("email", "email <> '' AND r.email_key = email AND r.email_key <> ''")}
    UNION ALL {report_by("address", "address <> '' AND r.address_key ~>=~ address AND r.address_key ~<~ (address || chr(127)) AND r.address_key <> ''")}
    UNION ALL {report_by("place", "place <> '' AND r.place_key ~>=~ place AND r.place_key ~<~ (place || chr(127)) AND r.place_key <> ''")}
    UNION ALL {report_by("name", "name <> '' AND r.name_key % name", "similarity(r.name_key, name) DESC")}
{TAIL}
"""
PEOPLE = f"""
CREATE FUNCTION asb_find_people(phone text, email text, address text, name text, most int)
RETURNS TABLE (person_id bigint, hit text) {HEAD}
    (SELECT p.id, 'phone' FROM cases_personcontact k JOIN cases_person p ON p.id = k.person_id
        WHERE phone <> '' AND k.key = phone AND k.recorded_in_error_at IS NULL AND {SEEN_PERSON} ORDER BY p.id LIMIT most)
    UNION ALL (SELECT p.id, 'email' FROM cases_personcontact k JOIN cases_person p ON p.id = k.person_id
        WHERE email <> '' AND k.key = email AND k.recorded_in_error_at IS NULL AND {SEEN_PERSON} ORDER BY p.id LIMIT most)
    UNION ALL (SELECT p.id, 'address' FROM cases_premises s JOIN cases_personaddress a ON a.premises_id = s.id
        JOIN cases_person p ON p.id = a.person_id
        WHERE address <> '' AND s.address_key ~>=~ address AND s.address_key ~<~ (address || chr(127)) AND s.address_key <> ''
          AND a.recorded_in_error_at IS NULL AND {SEEN_PERSON} ORDER BY p.id LIMIT most)
    UNION ALL (SELECT p.id, 'name' FROM cases_person p
        WHERE name <> '' AND p.name_key % name AND {SEEN_PERSON}
        ORDER BY similarity(p.name_key, name) DESC, p.id LIMIT most)
{TAIL}
"""
PREMISES = f"""
CREATE FUNCTION asb_find_premises(address text, most int) RETURNS TABLE (premises_id bigint) {HEAD}
    SELECT s.id FROM cases_premises s
    WHERE address <> '' AND s.address_key ~>=~ address AND s.address_key ~<~ (address || chr(127)) AND s.address_key <> '' AND {SEEN_PREMISES}
    ORDER BY s.address_key, s.id LIMIT most
{TAIL}
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_what_is_restricted")]

    operations = [
        migrations.RunSQL(
            # A percent sign is a letter of these functions and no parameter.
            [(sql.replace("%", "%%"), [])],
            reverse_sql=f"DROP FUNCTION {sql.split('FUNCTION ')[1].split('(')[0]}",
        )
        for sql in (REPORTS, PEOPLE, PREMISES)
    ]
