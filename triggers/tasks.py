"""Applications that were left by the public form are taken in; whoever has figures to publish is reminded."""

from celery import shared_task
from django.db import transaction

from asbcases.notify.queries import now_by_database
from triggers.queries.public import waiting
from triggers.transitions.public import take_in_or_note
from triggers.transitions.publishing import remind_to_publish


class ApplicationsInTroubleError(Exception):
    """Raised after a round in which an application could not be taken in, so that the failure is seen."""


@shared_task(acts_as="intake")  # type: ignore[no-untyped-call, untyped-decorator]
def take_in_applications() -> None:
    """Take in every application that waits; safe to run twice, and by many workers at once."""
    now = now_by_database()
    failed = sum(not take_in_or_note(left, now) for left in waiting())
    if failed:
        raise ApplicationsInTroubleError(
            f"{failed} applications could not be taken in: they are tried again."
        )


@shared_task(acts_as="sweep")  # type: ignore[no-untyped-call, untyped-decorator]
def remind_of_figures() -> None:
    """Remind of the figures of each reporting period that is over and was not published; safe to run twice."""
    with transaction.atomic():
        remind_to_publish(now_by_database())
