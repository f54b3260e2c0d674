"""Terms that a court varied on appeal before hold from the day of its decision, no longer from that of their entry."""

from django.db import migrations

# What was entered before: the change knows the appeal, and names the rows that went.
TAKEN_OUT = """
UPDATE enforcement_measureterm t SET court_out_on = a.decided_on
FROM enforcement_measurechange c JOIN enforcement_appeal a ON a.id = c.appeal_id
WHERE c.measure_id = t.measure_id AND c.verdict = 'granted' AND t.ended_at = c.decided_at
    AND c.proposal->'take_out' @> to_jsonb(t.number::int)
"""
# The rows that came were recorded when it was entered.
PUT_IN = """
UPDATE enforcement_measureterm t SET court_in_on = a.decided_on
FROM enforcement_measurechange c JOIN enforcement_appeal a ON a.id = c.appeal_id
WHERE c.measure_id = t.measure_id AND c.verdict = 'granted' AND t.recorded_at = c.recorded_at
"""


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0011_from_which_day_a_court_varied_it")]

    operations = [migrations.RunSQL(TAKEN_OUT, reverse_sql=""), migrations.RunSQL(PUT_IN, reverse_sql="")]
