"""Keys are seen by their owner only; rate limits of sign-in are counted in a table, not in Redis."""

from django.db import migrations

from asbcases.db.rowsecurity import RowSecurity

OWN = "user_id = (SELECT asb_actor_id()) OR (SELECT asb_is_service('system:keys'))"


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial"), ("accounts", "0002_identity_functions")]

    operations = [
        RowSecurity("web_idempotencykey", see=OWN, add=OWN, change=OWN, remove=OWN),
        migrations.RunSQL(
            [
                """CREATE TABLE web_cache (
                    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)""",
                "CREATE INDEX web_cache_expires ON web_cache (expires)",
            ],
            reverse_sql="DROP TABLE web_cache",
        ),
    ]
