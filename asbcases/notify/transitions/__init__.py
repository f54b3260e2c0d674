"""Messages are put into the outbox and sent, read in the inbox, and what failed is dealt with."""

from asbcases.notify.transitions.outbox import (
    LEASE,
    claim,
    enqueue,
    mark_refused,
    mark_sent,
    message_of,
    put_off,
    queue,
)
from asbcases.notify.transitions.reading import mark_all_read, mark_read
from asbcases.notify.transitions.tasks import deal_with, raise_task

__all__ = [
    "LEASE",
    "claim",
    "deal_with",
    "enqueue",
    "mark_all_read",
    "mark_read",
    "mark_refused",
    "mark_sent",
    "message_of",
    "put_off",
    "queue",
    "raise_task",
]
