"""Whether somebody may see the root of a row is asked by a function, which is planned once a session."""

from django.db import migrations

from asbcases.db.rowsecurity import AskByFunction


class Migration(migrations.Migration):
    dependencies = [("risk", "0003_load_instrument_b"), ("cases", "0005_ask_by_function")]

    operations = [AskByFunction("risk_assessment", "risk_answer", "risk_review")]
