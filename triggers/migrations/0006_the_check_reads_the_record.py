"""The diary of a review is told anew from its record, which the service that checks it has to see."""

from django.db import migrations

# Of an application too, whose earlier states say that consent was missing.
SEEN = (
    ("audit_auditevent", "review_id IS NOT NULL"),
    ("triggers_applicationevent", "review_id IS NOT NULL"),
)
CHECKS = "(SELECT asb_is_service('system:check'))"


class Migration(migrations.Migration):
    dependencies = [("triggers", "0005_plans_and_requests")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY see_for_check ON {table} FOR SELECT USING ({which} AND {CHECKS})",
            reverse_sql=f"DROP POLICY see_for_check ON {table}",
        )
        for table, which in SEEN
    ]
