"""Delivering what is due: claimed in batches, sent outside any transaction, stamped one by one."""

import smtplib
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from asbcases.db.actor import acting
from asbcases.notify import senders
from asbcases.notify.models import Message
from asbcases.notify.transitions import claim, mark_refused, mark_sent, put_off

BATCH = 50
WITHHELD = "Not sent: the caller may not be written to any more."
log = structlog.get_logger(__name__)


@dataclass
class Delivered:
    """What one round did."""

    sent: int = 0
    refused: int = 0
    put_off: int = 0
    unreachable: bool = False


@dataclass(frozen=True)
class Clock:
    """The time of a round, which may be a simulated one: it goes on while the round does."""

    began: datetime
    started: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """Return the instant that it is by now."""
        return self.began + timedelta(seconds=time.monotonic() - self.started)


def deliver_due(now: datetime, *, backend: str | None = None) -> Delivered:
    """Send every message whose time has come, each at least once, and return what became of them.

    Another backend than that of the settings is for simulated times, when nothing may really leave.
    """
    done, clock = Delivered(), Clock(now)
    with acting("system:outbox"):
        while not done.unreachable and (batch := claim(now, BATCH)):
            _deliver_batch(batch, get_connection(backend), clock, done)
    return done


def _deliver_batch(batch: list[Message], connection: BaseEmailBackend, clock: Clock, done: Delivered) -> None:
    try:
        connection.open()
    except OSError as error:
        # One try a batch: a server that is down is not knocked at a thousand times a minute.
        done.unreachable = True
        for message in batch:
            _refused(
                message, f"The mail server cannot be reached ({type(error).__name__}).", clock.began, done
            )
        return
    try:
        for message in batch:
            _deliver(message, connection, clock, done)
    finally:
        connection.close()


def _deliver(message: Message, connection: BaseEmailBackend, clock: Clock, done: Delivered) -> None:
    now = clock.began
    try:
        senders.send(message, connection, clock.now())
    except senders.NotSafeError as unsafe:
        put_off(message, until=unsafe.until, error="" if unsafe.until else WITHHELD)
        done.put_off += 1
    except senders.UndeliverableError as error:
        _refused(message, str(error), now, done, for_good=True)
    except Exception as error:
        # Whatever is wrong with one message must not hold up the others; it is tried again and then seen.
        log.warning("message not delivered", message=message.pk, error=type(error).__name__)
        _refused(message, reason_of(error), now, done)
    else:
        mark_sent(message, now=now)
        done.sent += 1


def _refused(
    message: Message, reason: str, now: datetime, done: Delivered, *, for_good: bool = False
) -> None:
    mark_refused(message, error=reason, now=now, for_good=for_good)
    done.refused += 1


def reason_of(error: Exception) -> str:
    """Return why a try failed, without the server's own text: that may name people."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "The mail server refused the address of the recipient."
    return f"It could not be sent ({type(error).__name__})."
