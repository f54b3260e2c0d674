"""Which number of law or policy was in force on a day."""

from datetime import date

from django.db.models import Q

from asbcases.errors import Refused
from asbcases.policies.models import PolicyRow


def limit_on(rule: str, qualifier: str, day: date) -> PolicyRow:
    """Return the row in force on this day; Refused when none is, so that no number is ever guessed."""
    row = find_limit(rule, qualifier, day)
    if row is None:
        raise Refused(
            f"No policy for {rule} {qualifier} is in force on {day:%d %B %Y}: "
            "ask an administrator to load the policy for that day."
        )
    return row


def find_limit(rule: str, qualifier: str, day: date) -> PolicyRow | None:
    """Return the row in force on this day, or None where policy is silent."""
    in_force = Q(in_force_from__lte=day) & (Q(in_force_to__isnull=True) | Q(in_force_to__gte=day))
    return PolicyRow.objects.filter(in_force, rule=rule, qualifier=qualifier).first()
