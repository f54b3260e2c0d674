"""The second lock on what intake and triage keep: everything asks its report, incident, case or person.

`system:intake` takes in what came by the public form: it adds, and sees only what came that way. A page without
sign-in adds through a function that answers with nothing but a reference.
"""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

POLICE = "(SELECT asb_works_for_police())"
INTAKE = "(SELECT asb_is_service('system:intake'))"
REPORTS = "(SELECT asb_sees_county_reports())"
CASES = "(SELECT asb_sees_county_cases())"
REPORT = f"({REPORTS} OR asb_sees_report(report_id))"
INCIDENT = f"({REPORTS} OR asb_sees_incident(incident_id))"
PERSON = f"({POLICE} AND asb_sees_person(person_id))"
ANY_ROOT = f"""((report_id IS NOT NULL AND {REPORT}) OR (incident_id IS NOT NULL AND {INCIDENT})
    OR (case_id IS NOT NULL AND ({CASES} OR asb_sees_case(case_id))))"""
IN_DISTRICT = "district_id = ANY ((SELECT asb_districts())::bigint[])"
CAME_BY_FORM = f"({INTAKE} AND public_reference <> '')"

SEES_PERSON = """
CREATE FUNCTION asb_sees_person(person_key bigint) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM public.cases_person WHERE id = person_key); END $$
"""
# The policies of people and premises ask which incidents and cases they take part in.
PART = """EXISTS (SELECT 1 FROM cases_caseparty p WHERE p.person_id = cases_person.id)
    OR EXISTS (SELECT 1 FROM cases_incidentparty p WHERE p.person_id = cases_person.id)"""
SEE_PERSON = f"{REPORTS} OR recorded_by_id = (SELECT asb_actor_id()) OR {PART}"
SEE_PREMISES = f"""{REPORTS} OR ({POLICE} AND ({IN_DISTRICT} OR recorded_by_id = (SELECT asb_actor_id())
    OR EXISTS (SELECT 1 FROM cases_incident i WHERE i.premises_id = cases_premises.id)))"""

PUBLIC = """
CREATE FUNCTION asb_leave_public_report(given text, said jsonb, files jsonb, at timestamptz) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO cases_publicreport (reference, said, files, sent_at, trouble)
    VALUES (given, said, files, at, '') RETURNING reference
$$
"""

WITH_HISTORY = {
    INCIDENT: ("incidentparty", "incidentvehicle", "attendance", "incidentoperation", "gathering"),
    REPORT: ("recognition",),
    PERSON: ("personcontact", "personaddress", "personvehicle", "association"),
    ANY_ROOT: ("externalreference",),
}
WORD_FOR_WORD = {
    INCIDENT: ("triage", "crimedecision", "hatehandover", "closing"),
    REPORT: ("reply",),
    PERSON: ("matchruling",),
}


def locked(seen, *tables, history):
    """Return the operations that lock tables whose rows are seen by this condition."""
    for table in tables:
        change = {"change": f"{POLICE} AND {seen}"} if history else {}
        yield RowSecurity(f"cases_{table}", see=seen, add=f"{POLICE} AND {seen}", **change)
        if history:
            yield RowSecurity(f"cases_{table}event", see=seen, add=POLICE)


def of_all_police(*tables):
    """Return the operations that lock tables which all police read, and nobody else."""
    for table in tables:
        yield RowSecurity(f"cases_{table}", see=POLICE, add=POLICE, change=POLICE)
        yield RowSecurity(f"cases_{table}event", see=POLICE, add=POLICE)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_intake_and_triage")]

    operations = [
        migrations.RunSQL(SEES_PERSON, reverse_sql="DROP FUNCTION asb_sees_person CASCADE"),
        *(op for seen, tables in WITH_HISTORY.items() for op in locked(seen, *tables, history=True)),
        *(op for seen, tables in WORD_FOR_WORD.items() for op in locked(seen, *tables, history=False)),
        *of_all_police("vehicle", "operation"),
        # A group is seen by whoever sees a member of it, or itself.
        *locked(
            f"({POLICE} AND (asb_sees_person(person_id) OR asb_sees_person(group_id)))",
            "membership",
            history=True,
        ),
        RowSecurity(
            "cases_premises", see=SEE_PREMISES, add=POLICE, change=f"{POLICE} AND ({SEE_PREMISES})"
        ),
        RowSecurity(
            "cases_premisesevent",
            see="EXISTS (SELECT 1 FROM cases_premises r WHERE r.id = pgh_obj_id)",
            add=POLICE,
        ),
        RowSecurity(
            "cases_document",
            see=f"{ANY_ROOT} OR ({INTAKE} AND report_id IS NOT NULL AND asb_sees_report(report_id))",
            add=f"({POLICE} AND {ANY_ROOT}) OR ({INTAKE} AND report_id IS NOT NULL)",
            change=f"{POLICE} AND {ANY_ROOT}",
        ),
        RowSecurity("cases_documentevent", see=ANY_ROOT, add=POLICE),
        RowSecurity(
            "cases_publicreport",
            see=f"{INTAKE} OR ({POLICE} AND report_id IS NOT NULL AND {REPORT})",
            change=INTAKE,
        ),
        migrations.RunSQL(PUBLIC, reverse_sql="DROP FUNCTION asb_leave_public_report"),
        # Who takes public reports in sees what came that way, and adds it with its events, files and clocks.
        migrations.RunSQL(
            f"CREATE POLICY see_for_intake ON cases_report FOR SELECT USING {CAME_BY_FORM}",
            reverse_sql="DROP POLICY see_for_intake ON cases_report",
        ),
        migrations.RunSQL(
            f"CREATE POLICY add_for_intake ON cases_report FOR INSERT WITH CHECK {CAME_BY_FORM}",
            reverse_sql="DROP POLICY add_for_intake ON cases_report",
        ),
        *(
            migrations.RunSQL(
                f"ALTER POLICY {name} ON cases_person USING ({condition})",
                reverse_sql=migrations.RunSQL.noop,
            )
            for name, condition in (("see", SEE_PERSON), ("change", f"{POLICE} AND ({SEE_PERSON})"))
        ),
    ]
