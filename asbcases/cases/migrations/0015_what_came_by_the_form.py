"""Who takes public reports in may note how their callers are reached; whoever watches learns how many wait."""

from django.db import migrations

INTAKE = "(SELECT asb_is_service('system:intake')) AND asb_sees_report(report_id)"
# For the page that says whether all is well, which nobody signs in to: numbers, and nothing of any report.
BACKLOG = """
CREATE FUNCTION asb_public_backlog(
    OUT waiting bigint, OUT oldest_seconds double precision, OUT in_trouble bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*), coalesce(greatest(0, extract(epoch FROM now() - min(sent_at))::double precision), 0),
        count(*) FILTER (WHERE trouble <> '')
    FROM cases_publicreport WHERE taken_at IS NULL
$$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_of_what_is_restricted")]

    operations = [
        *(
            migrations.RunSQL(
                f"CREATE POLICY {name}_for_intake ON cases_safecontact FOR {command} {clause} ({INTAKE})",
                reverse_sql=f"DROP POLICY {name}_for_intake ON cases_safecontact",
            )
            for name, command, clause in (("see", "SELECT", "USING"), ("add", "INSERT", "WITH CHECK"))
        ),
        migrations.RunSQL(BACKLOG, reverse_sql="DROP FUNCTION asb_public_backlog"),
    ]
