"""Who acts is said by an expression, which PL/pgSQL evaluates without a query: every statement asks it a dozen times.

What each function answers stays the same.
"""

from django.db import migrations

HEAD = "CREATE OR REPLACE FUNCTION asb_{name} LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$\n{body} $$"
PLAIN, QUERY = "BEGIN RETURN {asked}; END", "BEGIN RETURN (\n    SELECT {asked}\n); END"
ASKED = {
    "actor_id() RETURNS bigint": "CASE WHEN asb_actor() ~ '^[0-9]+$' THEN asb_actor()::bigint END",
    # The suite of tests replaces this one function in its own databases; elsewhere it is always false.
    "unrestricted() RETURNS boolean": "asb_actor() IS NULL",
    "is_service(VARIADIC names text[]) RETURNS boolean": "asb_unrestricted() OR asb_actor() = ANY (names)",
    "works_for_police() RETURNS boolean": """asb_unrestricted() OR asb_has_role(
        'contact_handler', 'response_officer', 'cpt_officer', 'asb_officer', 'supervisor')""",
}


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_desks")]

    operations = [
        migrations.RunSQL(
            HEAD.format(name=name, body=PLAIN.format(asked=asked)),
            reverse_sql=HEAD.format(name=name, body=QUERY.format(asked=asked)),
        )
        for name, asked in ASKED.items()
    ]
