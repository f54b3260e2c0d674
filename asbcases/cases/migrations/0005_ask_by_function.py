"""Whether somebody may see the root of a row is asked by a function, which is planned once a session."""

from django.db import migrations

from asbcases.db.rowsecurity import AskByFunction

# In PL/pgSQL, which keeps the plan of its look; it looks with the rights and the identity of whoever asks.
SEES = """
CREATE FUNCTION asb_sees_{root}(root_key bigint) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM public.cases_{root} WHERE id = root_key); END $$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_who_adds_history")]

    operations = [
        *(
            migrations.RunSQL(SEES.format(root=root), reverse_sql=f"DROP FUNCTION asb_sees_{root} CASCADE")
            for root in ("report", "incident", "case")
        ),
        AskByFunction(
            *("cases_caseparty", "cases_casepartyevent", "cases_caseincident", "cases_caseincidentevent"),
            *("cases_caseevent", "cases_incidentevent", "cases_classification", "cases_incidentreport"),
            "cases_accessgrantevent",
        ),
    ]
