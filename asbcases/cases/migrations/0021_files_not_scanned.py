"""`system:scanner` scans the files that were kept while there was no scanner: it sees those, and no record of anybody."""

from django.db import migrations, models

SCANNER = "(SELECT asb_is_service('system:scanner'))"
WAITING = f"{SCANNER} AND scan = 'not_scanned'"
POLICIES = (
    ("cases_document", "see", "SELECT", f"USING ({SCANNER})"),
    ("cases_document", "change", "UPDATE", f"USING ({WAITING}) WITH CHECK ({SCANNER})"),
    ("cases_documentevent", "add", "INSERT", f"WITH CHECK ({SCANNER})"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_who_sees_the_life_of_a_case")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("scan", "not_scanned")), fields=["id"], name="document_not_scanned"
            ),
        ),
        *(
            migrations.RunSQL(
                f"CREATE POLICY {name}_for_scanner ON {table} FOR {command} {clause}",
                reverse_sql=f"DROP POLICY {name}_for_scanner ON {table}",
            )
            for table, name, command, clause in POLICIES
        ),
    ]
