"""Putting messages into the outbox, and saying what became of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Unpack

from django.db import transaction
from django.db.models import F

from asbcases.accounts.models import User
from asbcases.accounts.queries import district_of
from asbcases.audit.transitions import Root
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.notify.queries import district_of_message, to_send
from asbcases.notify.roots import root_of
from asbcases.notify.rules import pause_after, scattered
from asbcases.notify.transitions.tasks import raise_task

# Longer than any task may run: who claims messages and dies, leaves them to the next.
LEASE = timedelta(minutes=10)


def message_of(
    key: str,
    recipient: User,
    template: Template,
    context: dict[str, object],
    *,
    now: datetime,
    rings: bool = True,
    **root: Unpack[Root],
) -> Message:
    """Return an unsaved message; the context holds references and times, never names or addresses.

    One that rings leaves at once; any other waits for the digest of the recipient's next shift.
    """
    return Message(
        key=key,
        recipient=recipient,
        template=template,
        context=context,
        queued_at=now,
        next_try_at=now if rings else None,
        **root,
    )


def enqueue(
    key: str,
    recipient: User,
    template: Template,
    context: dict[str, object],
    *,
    now: datetime,
    **root: Unpack[Root],
) -> bool:
    """Put one message into the outbox, in the caller's transaction; say whether its key is new."""
    return bool(queue([message_of(key, recipient, template, context, now=now, **root)]))


def queue(messages: Sequence[Message]) -> int:
    """Put messages into the outbox and return how many are new; a key that is there is told already."""
    told = set(
        Message.objects.filter(key__in=[message.key for message in messages]).values_list("key", flat=True)
    )
    fresh = [message for message in messages if message.key not in told]
    # Where two put the same key at once, the unique key still lets only one of them in.
    Message.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def claim(now: datetime, size: int) -> list[Message]:
    """Take up to so many messages for one try, so that no other worker tries them meanwhile."""
    batch = list(
        to_send(now)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("recipient__team")[:size]
    )
    taken = Message.objects.filter(pk__in=[message.pk for message in batch])
    taken.update(tries=F("tries") + 1, next_try_at=now + LEASE)
    for message in batch:
        message.tries += 1
    return batch


@transaction.atomic
def mark_sent(message: Message, *, now: datetime) -> None:
    """Say that a message was handed to the mail server, and with a digest all that it carries."""
    _stamp(message, sent_at=now, error="")
    if message.template == Template.DIGEST:
        Message.objects.filter(digest=message, sent_at__isnull=True).update(sent_at=now)


@transaction.atomic
def mark_refused(message: Message, *, error: str, now: datetime, for_good: bool = False) -> None:
    """Say that a try failed: it is tried again later, or given up and put on the board of who is on duty."""
    pause = None if for_good else pause_after(message.tries)
    if pause is not None:
        _stamp(message, next_try_at=now + scattered(pause, message.key, message.tries), error=error)
    elif _stamp(message, failed_at=now, error=error):
        _raise_undelivered(message, error, now)


@transaction.atomic
def put_off(message: Message, *, until: datetime | None, error: str = "") -> None:
    """Say that this is no time to write to the caller: it is sent at a safe instant, or (None) not at all."""
    _stamp(message, next_try_at=until, tries=max(message.tries - 1, 0), error=error)


def _stamp(message: Message, **stated: object) -> bool:
    """Say what became of a message, unless another worker has sent it meanwhile."""
    open_ones = Message.objects.filter(pk=message.pk, sent_at__isnull=True, failed_at__isnull=True)
    return bool(open_ones.update(**stated))


def _raise_undelivered(message: Message, error: str, now: datetime) -> None:
    """Have a person look at what reached nobody; the words name an account or a record, and no person."""
    reference = message.context.get("reference", "")
    district = district_of_message(message)
    if message.recipient is None:
        words = (
            f"The caller of {reference} could not be written to. {error} "
            "Decide whether they can be reached safely in another way."
        )
    else:
        district = district or district_of(message.recipient)
        about = f" about {reference}" if reference else ", a digest,"
        words = (
            f"A message{about} did not reach the account {message.recipient.username}. {error} "
            "Tell them yourself, and have the account mended."
        )
    raise_task(f"message:{message.pk}", words, district=district, now=now, **root_of(message))
