"""The outbox in the background."""

from celery import shared_task

from asbcases.notify.delivery import Delivered, deliver_due
from asbcases.notify.queries import now_by_database


class MailServerUnreachableError(Exception):
    """Raised at the end of a round, so that the failure is seen; the messages wait for the next."""


@shared_task(acts_as="outbox")  # type: ignore[no-untyped-call, untyped-decorator]
def send_due_messages() -> None:
    """Send every message whose time has come; safe to run twice, and by many workers at once."""
    fail_where_unreachable(deliver_due(now_by_database()))


def fail_where_unreachable(done: Delivered) -> None:
    """Raise when a round could not reach the mail server."""
    if done.unreachable:
        raise MailServerUnreachableError("The mail server cannot be reached: messages wait in the outbox.")
