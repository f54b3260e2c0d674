"""What is looked at each night: the looks of the days that have passed."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from asbcases.audit.transitions.findings import look_through

# Nights that were missed are made up for; what is older was never looked through, and the page says from when.
MADE_UP = 14


@shared_task(acts_as="looks")  # type: ignore[no-untyped-call, untyped-decorator]
def look_through_days() -> int:
    """Put the looks of every day that has passed through the rules, and return how many days; safe to run twice."""
    now = timezone.now()
    today = timezone.localdate(now)
    days = [today - timedelta(days=back) for back in range(MADE_UP, 0, -1)]
    return sum(look_through(day, now=now) is not None for day in days)
