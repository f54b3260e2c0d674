"""The diary in the background: beat ticks each minute, the sweep looks at the table."""

from celery import shared_task

from asbcases.deadlines.sweep import sweep
from asbcases.notify.kick import kick
from asbcases.notify.queries import now_by_database
from asbcases.notify.tasks import send_due_messages


class SweepIncompleteError(Exception):
    """Raised after a sweep that had to pass over deadlines, so that the failure is seen."""


@shared_task(acts_as="sweep")  # type: ignore[no-untyped-call, untyped-decorator]
def sweep_deadlines() -> None:
    """Sweep at the database's time and have the messages sent; safe to run twice, and by many workers at once."""
    result = sweep(now_by_database())
    if result.messages:
        kick(send_due_messages)
    if result.failed:
        named = ", ".join(str(failure["deadline"]) for failure in result.failed[:20])
        raise SweepIncompleteError(f"{len(result.failed)} passed over, among them deadline {named}.")
