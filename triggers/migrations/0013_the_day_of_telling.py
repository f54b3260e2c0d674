"""Whoever applied is shown by when they are told the decision on the threshold, once it is made."""

from django.db import migrations

# Who it grants stays: the function is replaced, and not made anew.
STATUS = """
CREATE OR REPLACE FUNCTION asb_review_status(given text, at timestamptz)
RETURNS TABLE (stage text, step text, due_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found_review bigint;
BEGIN
    UPDATE triggers_statuslink l SET used_at = at
        WHERE l.token_hash = given AND l.used_at IS NULL AND l.expires_at > at RETURNING l.review_id INTO found_review;
    RETURN QUERY
    SELECT r.stage::text, d.kind::text, d.due_at FROM cases_casereview r
    LEFT JOIN LATERAL (
        SELECT o.kind, o.due_at FROM deadlines_deadline o
        WHERE o.review_id = r.id AND o.met_at IS NULL AND o.cancelled_at IS NULL
          AND o.kind IN ({kinds})
        ORDER BY o.due_at, o.id LIMIT 1) d ON true
    WHERE r.id = found_review;
END $$
"""
BEFORE = "'acr_acknowledge', 'acr_threshold', 'acr_agree_date', 'acr_panel', 'acr_outcome', 'acr_appeal'"
SHOWN = f"{BEFORE}, 'acr_told'"


class Migration(migrations.Migration):
    dependencies = [
        ("triggers", "0012_applicants_who_are_respondents"),
        ("deadlines", "0023_what_is_told_and_done"),
    ]

    operations = [
        migrations.RunSQL(
            STATUS.replace("{kinds}", SHOWN), reverse_sql=STATUS.replace("{kinds}", BEFORE)
        )
    ]
