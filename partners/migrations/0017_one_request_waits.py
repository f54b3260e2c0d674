"""Of what one agency asks for on one record one request waits; where two were sent at one moment the first stays.

The second is withdrawn as its agency would do it, and its clock ends.
"""

from django.db import migrations, models
from django.db.models import Q

WITHDRAW = """
SELECT set_config('asb.actor', 'system:migrate', true);
WITH withdrawn AS (
    UPDATE partners_sharerequest q
    SET withdrawn_at = now(), withdrawn_by_id = q.recorded_by_id, version = q.version + 1
    WHERE q.answered_at IS NULL AND q.withdrawn_at IS NULL AND EXISTS (
        SELECT 1 FROM partners_sharerequest earlier
        WHERE earlier.answered_at IS NULL AND earlier.withdrawn_at IS NULL AND earlier.id < q.id
          AND earlier.agency_id = q.agency_id AND earlier.about = q.about
          AND earlier.named_id IS NOT DISTINCT FROM q.named_id)
    RETURNING q.reference, q.recorded_by_id)
UPDATE deadlines_deadline d
SET cancelled_at = now(), cancelled_by_id = w.recorded_by_id, cancel_reason = 'The agency withdrew it',
    next_step_at = NULL, version = d.version + 1
FROM withdrawn w
WHERE d.kind = 'share_request' AND d.subject = w.reference AND d.met_at IS NULL AND d.cancelled_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0016_who_sees_notes_of_partners"),
        ("deadlines", "0025_requests_of_partners"),
    ]

    operations = [
        migrations.RunSQL(WITHDRAW, reverse_sql=migrations.RunSQL.noop),
        # The table may not be altered while checks of the rows above are still to come.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", reverse_sql=migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="sharerequest",
            constraint=models.UniqueConstraint(
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                fields=("agency", "about", "named"),
                name="share_request_waits_once",
                nulls_distinct=False,
            ),
        ),
    ]
