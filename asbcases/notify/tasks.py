"""The outbox in the background."""

from celery import shared_task

from asbcases.notify.delivery import deliver_due
from asbcases.notify.queries import now_by_database


class MailServerUnreachableError(Exception):
    """Raised at the end of a round, so that the failure is seen; the messages wait for the next."""


@shared_task(acts_as="outbox")  # type: ignore[no-untyped-call, untyped-decorator]
def send_due_messages() -> None:
    """Send every message whose time has come; safe to run twice, and by many workers at once."""
    if deliver_due(now_by_database()).unreachable:
        raise MailServerUnreachableError("The mail server cannot be reached: messages wait in the outbox.")
