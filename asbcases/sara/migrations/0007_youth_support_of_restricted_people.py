"""Whether a person is restricted is asked of youth support in every database.

A new one was given that by an operation of another migration that happened to run after its table was made, one that
had been migrated before was not. Who sees a row stays the same: a person who is restricted is known to nobody else.
"""

from django.db import migrations

SEEN = """(SELECT asb_works_on_plans()) AND asb_sees_plan(plan_id)
    AND EXISTS (SELECT 1 FROM cases_person p WHERE p.id = person_id)
    AND (person_id = ANY ((SELECT asb_restricted_ids('person'))::bigint[])) IS NOT TRUE"""


class Migration(migrations.Migration):
    # After each that has all tables hide what is restricted.
    dependencies = [
        ("sara", "0006_who_is_shown_plans"),
        ("partners", "0022_seen_in_fewer_plans"),
    ]

    operations = [
        migrations.RunSQL(f"ALTER POLICY see ON sara_youthsupport USING ({SEEN})", migrations.RunSQL.noop)
    ]
