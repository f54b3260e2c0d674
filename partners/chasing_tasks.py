"""Whom the police wait for is told so, as often as the diary tells the police."""

from celery import shared_task
from django.db import transaction

from asbcases.notify.queries import now_by_database
from partners.transitions.chasing import chase_agencies


@shared_task(acts_as="sweep")  # type: ignore[no-untyped-call, untyped-decorator]
def chase_partners() -> None:
    """Tell the officers of each agency what it has yet to answer; safe to run twice."""
    with transaction.atomic():
        chase_agencies(now_by_database())
