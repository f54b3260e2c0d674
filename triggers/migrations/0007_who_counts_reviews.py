"""The figures of an area are those of all its reviews: a service counts them that reads and changes no review."""

from django.db import migrations

FIGURES = "(SELECT asb_is_service('system:figures'))"
# What is counted, and for how it went: who was told, what was answered, and when.
COUNTED = (
    "cases_casereview",
    *("triggers_application", "triggers_thresholddecision", "triggers_panel", "triggers_recommendation"),
    *("triggers_bodyreply", "triggers_reviewletter", "triggers_reviewappeal", "triggers_reviewclosing"),
    # What a new version of a procedure would change.
    "triggers_reviewcomplaint",
    "triggers_publishedreview",
)


def see(table, condition):
    """Return the operation that lets the service read rows of a table."""
    return migrations.RunSQL(
        f"CREATE POLICY see_for_figures ON {table} FOR SELECT USING ({condition})",
        reverse_sql=f"DROP POLICY see_for_figures ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("triggers", "0006_the_check_reads_the_record"),
        ("cases", "0025_who_sees_case_reviews"),
        ("deadlines", "0020_clocks_of_case_reviews"),
    ]

    operations = [
        *(see(table, FIGURES) for table in COUNTED),
        see("deadlines_deadline", f"review_id IS NOT NULL AND {FIGURES}"),
        migrations.RunSQL(
            f"CREATE POLICY add_for_figures ON triggers_publishedreview FOR INSERT WITH CHECK ({FIGURES})",
            reverse_sql="DROP POLICY add_for_figures ON triggers_publishedreview",
        ),
    ]
