"""Which stored paper was served; and what is known of those who reported, for the guard that keeps it out of papers."""

from django.db import migrations, models

HEAD = "STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$"
# Whoever makes a paper may not see every record of who reported on the case: the comparison protects them all the same.
# It is asked by the one service that compares, never by a person.
TOLD = f"""
CREATE FUNCTION asb_told_on(case_key bigint) RETURNS SETOF cases_report LANGUAGE plpgsql {HEAD}
BEGIN
    IF NOT asb_is_service('system:naming') THEN RETURN; END IF;
    RETURN QUERY
    SELECT r.* FROM cases_report r WHERE r.id IN (
        SELECT t.report_id FROM cases_incidentreport t JOIN cases_caseincident l ON l.incident_id = t.incident_id
        WHERE l.case_id = case_key) ORDER BY r.id;
END $$
"""
# Complainants, victims, witnesses and whoever a report was recognised to come from or to be about; former names come
# from the history of the record.
SPOKE = f"""
CREATE FUNCTION asb_spoke_on(case_key bigint)
RETURNS TABLE (id bigint, kind text, names text[], ways text[], homes text[]) LANGUAGE plpgsql {HEAD}
BEGIN
    IF NOT asb_is_service('system:naming') THEN RETURN; END IF;
    RETURN QUERY
    WITH here AS (
        SELECT l.incident_id AS incident FROM cases_caseincident l WHERE l.case_id = case_key
    ), named AS (
        SELECT q.person_id AS person FROM cases_caseparty q
            WHERE q.case_id = case_key AND q.role IN ('complainant', 'victim', 'witness')
        UNION SELECT q.person_id FROM cases_incidentparty q
            WHERE q.incident_id IN (SELECT incident FROM here) AND q.role IN ('complainant', 'victim', 'witness')
        UNION SELECT g.person_id FROM cases_recognition g JOIN cases_incidentreport t ON t.report_id = g.report_id
            WHERE t.incident_id IN (SELECT incident FROM here)
    ), records AS (
        SELECT person FROM named
        UNION SELECT p.same_as_id FROM cases_person p WHERE p.id IN (SELECT person FROM named) AND p.same_as_id IS NOT NULL
        UNION SELECT p.id FROM cases_person p WHERE p.same_as_id IN (SELECT person FROM named)
    )
    SELECT p.id, p.kind::text,
        ARRAY(SELECT p.name UNION SELECT e.name FROM cases_personevent e WHERE e.pgh_obj_id = p.id),
        ARRAY(SELECT p.contact UNION SELECT e.contact FROM cases_personevent e WHERE e.pgh_obj_id = p.id
            UNION SELECT c.value FROM cases_personcontact c WHERE c.person_id = p.id),
        ARRAY(SELECT h.address || ' ' || h.postcode FROM cases_personaddress a JOIN cases_premises h
            ON h.id = a.premises_id WHERE a.person_id = p.id)
    FROM cases_person p WHERE p.id IN (SELECT person FROM records) ORDER BY p.id;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0004_where_they_must_be")]

    operations = [
        migrations.AddField(
            model_name="measureservice",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to="enforcement.paper",
            ),
        ),
        migrations.AddField(
            model_name="measureservice",
            name="differs",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Which parts of that paper said other words then",
            ),
        ),
        migrations.RunSQL(TOLD, reverse_sql="DROP FUNCTION asb_told_on(bigint)"),
        migrations.RunSQL(SPOKE, reverse_sql="DROP FUNCTION asb_spoke_on(bigint)"),
    ]
