"""An own report opens no row below it: an agency reads the words that it told, and one word of how far they got (docs/own-reports.md).

Who was recognised as the caller, what the police owe on it, what they ruled, filed, answered and told each other of it is
theirs, and none of it is on a page of the agency. Its own acts, messages, tasks and references it goes on reading.
"""

from django.db import migrations

from asbcases.db.rowsecurity import HideRestricted

AGENCY = "(SELECT asb_partner_agency())"
ME = "(SELECT asb_open_account())"
# Of each table that hangs on a report, what stays with whoever works for another agency; of the others nothing.
OWN = {
    "audit_auditevent": "actor_key = (SELECT asb_actor())",
    "notify_message": f"recipient_id = {ME}",
    "notify_task": f"owner_id = {ME}",
    "notify_taskevent": f"owner_id = {ME}",
    "cases_externalreference": f"agency_id = {AGENCY}",
    "cases_externalreferenceevent": f"agency_id = {AGENCY}",
}
NOTHING = (
    *(
        "cases_accessgrantevent",
        "cases_callback",
        "cases_callbackevent",
        "cases_document",
        "cases_documentevent",
    ),
    *(
        "cases_recognition",
        "cases_recognitionevent",
        "cases_reply",
        "cases_safecontact",
        "cases_safecontactevent",
    ),
    *("deadlines_deadline", "deadlines_deadlineevent", "deadlines_ruling"),
)


def stays(table):
    """Return the condition by which a row of a table is left to somebody: to the police, or as one's own."""
    own = f" OR {OWN[table]}" if table in OWN else ""
    return f"report_id IS NULL OR {AGENCY} IS NULL{own}"


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0018_a_case_before_its_clocks"),
        ("cases", "0032_own_reports_of_agencies"),
        ("deadlines", "0025_requests_of_partners"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                f"CREATE POLICY not_by_an_own_report ON {table} AS RESTRICTIVE FOR SELECT USING ({stays(table)})",
                reverse_sql=f"DROP POLICY not_by_an_own_report ON {table}",
            )
            for table in (*OWN, *NOTHING)
        ),
        HideRestricted(),
    ]
