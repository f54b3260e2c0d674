"""Let a token be for the accounts of people, apart from what else administrators keep."""

import django.contrib.postgres.fields
from django.db import migrations, models

SCOPES = [
    ("read", "Read what the account sees"),
    ("write:reports", "Act on reports"),
    ("write:own-reports", "Report for the agency"),
    ("write:incidents", "Act on incidents"),
    ("write:cases", "Act on cases and all that hangs on them"),
    ("write:plans", "Act on problem-solving plans"),
    ("write:shared-cases", "Note and ask about cases that are shared with the agency"),
    ("write:shared-plans", "Note progress on plans that are shared with the agency"),
    ("write:asked", "Act on what the agency asked for"),
    ("write:conditions", "Have the wording of conditions checked"),
    ("write:remedy-menus", "Publish community remedies"),
    ("write:case-reviews", "Act on ASB case reviews"),
    ("write:people", "Act on people and what holds of them"),
    ("write:places", "Act on premises"),
    ("write:vehicles", "Act on vehicles"),
    ("write:operations", "Act on operations"),
    ("write:agreements", "Act on agreements on sharing"),
    ("write:deadlines", "Decide on what is owed"),
    ("write:requests", "Answer what the agency is asked to do"),
    ("write:samples", "Draw and review dip samples"),
    ("write:inbox", "Mark messages as read, and deal with tasks"),
    ("write:administration", "Act on agencies, teams, policy, the calendar and the rota"),
    ("write:record", "Examine unusual looks"),
    ("write:accounts", "Act on the accounts of people"),
]


def scopes() -> django.contrib.postgres.fields.ArrayField:
    """Return the column as it is now."""
    base_field = models.CharField(choices=SCOPES, max_length=30)
    return django.contrib.postgres.fields.ArrayField(base_field=base_field, size=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_scopes_of_administration_and_the_record")]
    operations = [
        migrations.RemoveConstraint(model_name="token", name="token_scopes"),
        migrations.AlterField(model_name="token", name="scopes", field=scopes()),
        migrations.AlterField(model_name="tokenevent", name="scopes", field=scopes()),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scopes__contained_by", [scope for scope, _ in SCOPES]), ("scopes__len__gt", 0)
                ),
                name="token_scopes",
            ),
        ),
    ]
