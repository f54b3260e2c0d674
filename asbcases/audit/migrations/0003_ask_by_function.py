"""Whether somebody may see the root of a row is asked by a function, which is planned once a session."""

from django.db import migrations

from asbcases.db.rowsecurity import AskByFunction


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_row_security"), ("cases", "0005_ask_by_function")]

    operations = [AskByFunction("audit_auditevent")]
