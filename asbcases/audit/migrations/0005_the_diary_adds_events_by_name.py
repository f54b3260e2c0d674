"""The services of the diary, which see every root, add their events without a look at each: thousands in one statement."""

from django.db import migrations

DIARY = "(SELECT asb_is_service('system:sweep', 'system:replan'))"
SEEN_ROOT = """(case_id IS NOT NULL AND asb_sees_case(case_id))
    OR (incident_id IS NOT NULL AND asb_sees_incident(incident_id))
    OR (report_id IS NOT NULL AND asb_sees_report(report_id))"""
POLICY = """ALTER POLICY add ON audit_auditevent WITH CHECK ((SELECT asb_unrestricted()) OR (
    actor_key = (SELECT asb_actor()) AND (num_nonnulls(case_id, incident_id, report_id) = 0 OR {seen})))"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_verbs_of_the_diary"), ("accounts", "0004_the_diary_sees_reports")]

    operations = [
        migrations.RunSQL(
            POLICY.format(seen=f"{DIARY} OR {SEEN_ROOT}"), reverse_sql=POLICY.format(seen=SEEN_ROOT)
        )
    ]
