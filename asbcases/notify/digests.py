"""The digest: what did not ring is told once a shift, or once a day to those of whom the rota says nothing.

Each waiting message is gathered into exactly one digest: its row is locked, the key of the digest is unique, and the
digest and what it carries are written in one transaction.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

import structlog
from django.db import IntegrityError, connection, transaction

from asbcases.accounts.duty import AROUND
from asbcases.accounts.models import Shift, User
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.notify.queries import for_digest
from asbcases.notify.rules import is_quiet
from asbcases.notify.transitions import message_of
from asbcases.policies.queries import limit_on

log = structlog.get_logger(__name__)
TOLD = ("kind", "reference", "path", "due_at")


@dataclass
class Gathered:
    """What one round did: how many digests it made, for how many messages, and for whom it could not."""

    digests: int = 0
    messages: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Rota:
    """The shifts around one instant of those for whom something waits, and whether it is night for the others."""

    now: datetime
    shifts: dict[int, list[Shift]]
    quiet: bool

    @classmethod
    def of(cls, people: Iterable[int], now: datetime) -> Self:
        """Return the rota around an instant, read once for all."""
        shifts: dict[int, list[Shift]] = {}
        around = Shift.objects.filter(
            user__in=people,
            user__is_active=True,
            cancelled_at__isnull=True,
            starts_at__lt=now + AROUND,
            ends_at__gt=now - AROUND,
        )
        for shift in around:
            shifts.setdefault(shift.user_id, []).append(shift)
        return cls(now, shifts, _is_quiet(now, london_day(now)))

    def key_for(self, person: int) -> str:
        """Return the key of the digest that is due to somebody now; empty where they have to wait for it."""
        if own := self.shifts.get(person):
            running = (shift for shift in own if shift.starts_at <= self.now < shift.ends_at)
            return next((f"digest:{person}:{shift.starts_at.isoformat()}" for shift in running), "")
        return "" if self.quiet else f"digest:{person}:{london_day(self.now).isoformat()}"


def gather_digests(now: datetime) -> Gathered:
    """Make every digest that is due at this instant, and return what was made; the same instant again makes none."""
    done = Gathered()
    with acting("system:outbox"):
        with transaction.atomic():
            people = list(for_digest().order_by("recipient").values_list("recipient", flat=True).distinct())
            rota = Rota.of(people, now) if people else None
        for person in people:
            if rota and (key := rota.key_for(person)):
                _gather_or_log(key, person, now, done)
    return done


def _gather_or_log(key: str, person: int, now: datetime, done: Gathered) -> None:
    """Whatever is wrong with one person's digest must not hold up the others'; it is made in a later minute."""
    try:
        carried = gather(key, person, now)
    except Exception as error:
        # A database that is gone is nobody's fault: then this raises, and the round ends.
        connection.ensure_connection()
        done.failed += 1
        log.error("digest not made", recipient=person, error=type(error).__name__)
    else:
        done.digests += bool(carried)
        done.messages += carried


@transaction.atomic
def gather(key: str, person: int, now: datetime) -> int:
    """Put all that waits for somebody into one digest, and return how many messages it carries.

    None where the shift or the day has had its digest: what came later waits for the next.
    """
    if Message.objects.filter(key=key).exists():
        return 0
    parts = list(for_digest().filter(recipient=person).select_for_update(of=("self",), skip_locked=True))
    if not parts:
        return 0
    digest = message_of(key, User.objects.get(pk=person), Template.DIGEST, context_of(parts), now=now)
    try:
        with transaction.atomic():
            digest.save()
    except IntegrityError:
        # Another worker was quicker by so little that these came after its look: they wait for the next digest.
        return 0
    return Message.objects.filter(pk__in=[part.pk for part in parts]).update(digest=digest)


def context_of(parts: Iterable[Message]) -> dict[str, object]:
    """Return what a digest says: how many of each sort, and of each its record and time, the oldest promise first."""
    listed = sorted(parts, key=lambda part: (str(part.context.get("due_at", "")), part.pk))
    counts = Counter(part.template for part in listed)
    return {
        "count": len(listed),
        "counts": [{"template": name, "count": counts[name]} for name in Template if counts[name]],
        "parts": [
            {"template": part.template, **{name: part.context.get(name, "") for name in TOLD}}
            for part in listed
        ],
    }


def _is_quiet(now: datetime, today: date) -> bool:
    hours = (int(limit_on(f"notify.quiet.{end}", "", today).value) for end in ("from", "until"))
    return is_quiet(now, *hours)
