"""Whether somebody may see the root of a row is asked by a function, which is planned once a session."""

from django.db import migrations

from asbcases.db.rowsecurity import AskByFunction


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_who_adds_history"), ("cases", "0005_ask_by_function")]

    operations = [AskByFunction("deadlines_deadline", "deadlines_deadlineevent")]
