"""The second lock on call-backs and safe contact: they are seen with their report; the outbox reads the address."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

SEEN = "((SELECT asb_sees_county_reports()) OR asb_sees_report(report_id))"
POLICE = "(SELECT asb_works_for_police())"
OUTBOX = "(SELECT asb_is_service('system:outbox'))"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_call_backs_and_safe_contact"),
        ("accounts", "0004_the_diary_sees_reports"),
    ]

    operations = [
        RowSecurity("cases_callback", see=SEEN, add=f"{POLICE} AND {SEEN}", change=f"{POLICE} AND {SEEN}"),
        RowSecurity(
            "cases_safecontact",
            see=f"{OUTBOX} OR {SEEN}",
            add=f"{POLICE} AND {SEEN}",
            change=f"{POLICE} AND {SEEN}",
        ),
        RowSecurity("cases_callbackevent", see=SEEN, add=POLICE),
        RowSecurity("cases_safecontactevent", see=SEEN, add=POLICE),
    ]
