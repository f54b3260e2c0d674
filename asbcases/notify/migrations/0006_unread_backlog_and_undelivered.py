"""What is unread is counted by an index, the backlog without a look at any message, and what failed becomes a task."""

from django.db import migrations, models

# For the page that says whether all is well, which nobody signs in to: numbers, and nothing of any message.
# A message to a caller that waits for a safe hour is not held up; all else waits from when it was queued.
BACKLOG = """
CREATE FUNCTION asb_outbox_backlog(OUT waiting bigint, OUT oldest_seconds double precision, OUT given_up bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT
        (SELECT count(*) FROM notify_message WHERE sent_at IS NULL AND failed_at IS NULL
            AND next_try_at IS NOT NULL AND (recipient_id IS NOT NULL OR next_try_at <= now())),
        (SELECT greatest(0, extract(epoch FROM now() - min(
            CASE WHEN recipient_id IS NULL THEN next_try_at ELSE queued_at END))::double precision)
            FROM notify_message WHERE sent_at IS NULL AND failed_at IS NULL
            AND next_try_at IS NOT NULL AND (recipient_id IS NOT NULL OR next_try_at <= now())),
        (SELECT count(*) FROM notify_message m WHERE failed_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM notify_task t WHERE t.key = 'message:' || m.id AND t.dealt_at IS NOT NULL))
$$
"""
# The outbox sees no report, incident or case; whose district one is in says who has to look at what failed.
DISTRICT = """
CREATE FUNCTION asb_district_of_message(message_key bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(c.district_id, i.district_id, r.district_id) FROM notify_message m
    LEFT JOIN cases_case c ON c.id = m.case_id
    LEFT JOIN cases_incident i ON i.id = m.incident_id
    LEFT JOIN cases_report r ON r.id = m.report_id
    WHERE m.id = message_key AND asb_is_service('system:outbox')
$$
"""
MINE_OR_SEEN = """owner_id = (SELECT asb_actor_id())
    OR (case_id IS NOT NULL AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id)))
    OR (incident_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_incident(incident_id)))
    OR (report_id IS NOT NULL AND ((SELECT asb_sees_county_reports()) OR asb_sees_report(report_id)))"""
# A task about no record at all would end with its owner's leave.
OF_NO_RECORD = """(num_nonnulls(case_id, incident_id, report_id) = 0
    AND (SELECT asb_unrestricted() OR asb_has_role('supervisor')))"""
SERVICES = "(SELECT asb_is_service('system:sweep', 'system:outbox'))"
POLICE = "(SELECT asb_works_for_police())"


class Migration(migrations.Migration):
    dependencies = [
        ("notify", "0005_who_sees_tasks"),
        ("audit", "0004_verbs_of_the_diary"),
        ("accounts", "0004_the_diary_sees_reports"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["recipient"],
                name="message_unread",
                condition=models.Q(
                    ("read_at__isnull", True),
                    ("recipient__isnull", False),
                    models.Q(("template", "digest"), _negated=True),
                ),
            ),
        ),
        migrations.RunSQL(BACKLOG, reverse_sql="DROP FUNCTION asb_outbox_backlog"),
        migrations.RunSQL(DISTRICT, reverse_sql="DROP FUNCTION asb_district_of_message"),
        migrations.RunSQL(
            """CREATE POLICY add_task_of_outbox ON audit_auditevent FOR INSERT WITH CHECK (verb = 'task.raised'
                AND (SELECT asb_is_service('system:outbox')) AND actor_key = (SELECT asb_actor()))""",
            reverse_sql="DROP POLICY add_task_of_outbox ON audit_auditevent",
        ),
        migrations.RunSQL(
            [
                f"ALTER POLICY see ON notify_task USING ({SERVICES} OR {MINE_OR_SEEN} OR {OF_NO_RECORD})",
                f"ALTER POLICY change ON notify_task USING ({POLICE} AND ({MINE_OR_SEEN} OR {OF_NO_RECORD}))",
                f"ALTER POLICY see ON notify_taskevent USING ({MINE_OR_SEEN} OR {OF_NO_RECORD})",
            ],
            reverse_sql=[
                f"ALTER POLICY see ON notify_task USING ({SERVICES} OR {MINE_OR_SEEN})",
                f"ALTER POLICY change ON notify_task USING ({POLICE} AND ({MINE_OR_SEEN}))",
                f"ALTER POLICY see ON notify_taskevent USING ({MINE_OR_SEEN})",
            ],
        ),
    ]
