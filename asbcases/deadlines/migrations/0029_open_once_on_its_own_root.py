"""What is open once on a root stands in the index of that root alone, and not in those of the three others as well.

A deadline was written into four of them, and what a case owes was looked for in the one of reviews, from end to end.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

OPEN = {"met_at__isnull": True, "cancelled_at__isnull": True}


def anew(root: str) -> list[Any]:
    """Return what makes the index of a root hold its own deadlines only."""
    name = f"deadline_open_once_per_{root}"
    once = models.UniqueConstraint(
        fields=[root, "kind", "subject", "rank"], condition=Q(**OPEN, **{f"{root}__isnull": False}), name=name
    )
    return [
        migrations.RemoveConstraint("deadline", name),
        migrations.AddConstraint("deadline", once),
    ]


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0025_requests_of_partners")]

    operations = [
        operation for root in ("report", "incident", "case", "review") for operation in anew(root)
    ]
