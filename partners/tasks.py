"""Each night, whoever answers is reminded of agreements and shares that run out."""

from celery import shared_task
from django.db import transaction

from asbcases.notify.queries import now_by_database
from partners.transitions.reminding import remind_of_agreements, remind_of_shares


@shared_task(acts_as="sweep")  # type: ignore[no-untyped-call, untyped-decorator]
def remind_of_sharing() -> None:
    """Remind of the agreements to renew or review, and of the shares that protect a victim; safe to run twice."""
    with transaction.atomic():
        now = now_by_database()
        remind_of_agreements(now)
        remind_of_shares(now)
