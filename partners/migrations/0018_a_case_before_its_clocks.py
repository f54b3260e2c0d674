"""Services that end the clock of an answer lock its case first, as whoever closes the case does: nobody waits in a ring.

They may change no case, and a lock is asked for as a change: a function locks it with the rights of the owner. The lock
lets others go on to add rows that name the case.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION asb_hold_case(case_key bigint) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF asb_unrestricted() OR asb_is_service('system:referrals', 'system:share-requests') THEN
        PERFORM 1 FROM cases_case WHERE id = case_key FOR NO KEY UPDATE; END IF;
END $$
"""


def let_runtime_ask(apps, schema_editor):
    """Let the runtime role ask the function, and nobody else."""
    role = schema_editor.connection.app_role
    schema_editor.execute("REVOKE ALL ON FUNCTION asb_hold_case(bigint) FROM PUBLIC", params=None)
    schema_editor.execute(f"GRANT EXECUTE ON FUNCTION asb_hold_case(bigint) TO {role}", params=None)


class Migration(migrations.Migration):
    dependencies = [("partners", "0017_one_request_waits")]

    operations = [
        migrations.RunSQL(FUNCTION, reverse_sql="DROP FUNCTION asb_hold_case"),
        migrations.RunPython(let_runtime_ask, migrations.RunPython.noop),
    ]
