"""Whoever takes a call adds its incident to an open case that they were told of, although they see no cases.

For that they are let in to the case, and out again at once: what they add is added by themselves, under every policy,
and the grant that is left says that it was so. Told of is a case of an incident that one sees.
"""

from django.db import migrations, models

HEAD = "SECURITY DEFINER SET search_path = public, pg_temp AS $$"
OPEN_CASES = f"""
CREATE OR REPLACE FUNCTION asb_open_cases_of(incidents bigint[])
RETURNS TABLE (incident_id bigint, reference text, summary text, lead text) LANGUAGE plpgsql STABLE {HEAD}
BEGIN
    IF NOT asb_works_for_police() THEN RETURN; END IF;
    RETURN QUERY SELECT l.incident_id, c.reference::text, c.summary, u.name::text
        FROM cases_caseincident l JOIN cases_case c ON c.id = l.case_id JOIN accounts_user u ON u.id = c.lead_id
            JOIN cases_incident i ON i.id = l.incident_id
        WHERE l.incident_id = ANY (incidents) AND l.recorded_in_error_at IS NULL
          AND c.stage <> 'closed' AND c.recorded_in_error_at IS NULL
          AND ((SELECT asb_sees_county_reports())
               OR c.district_id = ANY ((SELECT asb_districts())::bigint[])
               OR i.district_id = ANY ((SELECT asb_districts())::bigint[])
               OR EXISTS (SELECT 1 FROM cases_accessgrant g
                          WHERE g.incident_id = l.incident_id AND g.user_id = (SELECT asb_open_account())
                            AND g.revoked_at IS NULL AND g.starts_at <= now()
                            AND (g.ends_at IS NULL OR g.ends_at > now())))
          AND (c.id = ANY ((SELECT asb_restricted_ids('case'))::bigint[])) IS NOT TRUE
          AND (l.incident_id = ANY ((SELECT asb_restricted_ids('incident'))::bigint[])) IS NOT TRUE
        ORDER BY c.opened_at DESC, c.id DESC LIMIT 100;
END $$
"""
# Without a reference: to every such case. In force in this transaction alone, even where nobody ends it.
LET_IN = f"""
CREATE FUNCTION asb_let_in_to_add(named text, incidents bigint[]) RETURNS bigint[] LANGUAGE plpgsql VOLATILE {HEAD}
DECLARE told bigint[];
BEGIN
    told := ARRAY(SELECT c.id FROM cases_case c
        WHERE c.reference IN (SELECT o.reference FROM asb_open_cases_of(incidents) o) AND named IN ('', c.reference)
        ORDER BY c.id);
    INSERT INTO cases_accessgrant (case_id, user_id, source, starts_at, ends_at, granted_at, granted_by_id)
    SELECT c.id, asb_open_account(), 'intake', now(), now() + interval '1 microsecond', now(), asb_open_account()
    FROM cases_case c
    WHERE c.id = ANY (told) AND asb_open_account() IS NOT NULL
      AND NOT asb_sees_county_cases() AND NOT c.district_id = ANY (asb_districts());
    RETURN told;
END $$
"""
LET_OUT = f"""
CREATE FUNCTION asb_let_out_again() RETURNS void LANGUAGE sql VOLATILE {HEAD}
    UPDATE cases_accessgrant SET revoked_at = now()
    WHERE user_id = asb_open_account() AND source = 'intake' AND case_id IS NOT NULL AND revoked_at IS NULL
$$
"""
SOURCES = ["assignment", "share", "meeting", "review", "break_glass"]
CHOICES = [
    ("assignment", "Assignment"),
    ("share", "Share"),
    ("meeting", "Meeting"),
    ("review", "Case review"),
    ("break_glass", "Broken glass"),
    ("intake", "Adding what was told, for that moment"),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_indexes_of_open_incidents")]

    operations = [
        migrations.AlterField("accessgrant", "source", models.CharField(choices=CHOICES, max_length=12)),
        migrations.AlterField("accessgrantevent", "source", models.CharField(choices=CHOICES, max_length=12)),
        migrations.RemoveConstraint("accessgrant", "grant_source"),
        migrations.AddConstraint(
            "accessgrant",
            models.CheckConstraint(
                condition=models.Q(("source__in", [*SOURCES, "intake"])), name="grant_source"
            ),
        ),
        migrations.RunSQL(OPEN_CASES, migrations.RunSQL.noop),
        migrations.RunSQL(LET_IN, reverse_sql="DROP FUNCTION asb_let_in_to_add"),
        migrations.RunSQL(LET_OUT, reverse_sql="DROP FUNCTION asb_let_out_again"),
    ]
