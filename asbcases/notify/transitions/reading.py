"""What the recipient of a message has read."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.notify.models import Message
from asbcases.notify.queries import unread_of


@transaction.atomic
def mark_read(message: Message, *, by: User, now: datetime) -> bool:
    """Say that the recipient opened a message, and return whether it was unread; anybody else's look says nothing."""
    return bool(unread_of(by).filter(pk=message.pk).update(read_at=now))


@transaction.atomic
def mark_all_read(*, by: User, now: datetime) -> int:
    """Say that the recipient has seen all that was told until now, and return how many were unread."""
    return unread_of(by).filter(queued_at__lte=now).update(read_at=now)
