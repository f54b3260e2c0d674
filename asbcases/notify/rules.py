"""When a message is tried again or given up, when a digest is sent, and when a caller may be written to."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asbcases.law.periods import LONDON

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
# With these pauses three days: a mail server that is down over a weekend loses nothing.
TRIES = 20
# A pause is up to so much shorter or longer, so that what failed together is not tried again together.
JITTER = 0.2
HOUR = timedelta(hours=1)


def pause_after(tries: int) -> timedelta | None:
    """Return how long to wait after so many tries, each twice as long as the last; None means: give up."""
    if tries >= TRIES:
        return None
    return min(FIRST_PAUSE * (1 << (tries - 1)), LONGEST_PAUSE)


def scattered(pause: timedelta, key: str, tries: int) -> timedelta:
    """Return a pause a little shorter or longer, the same for the same message and try."""
    drawn = int.from_bytes(hashlib.sha256(f"{key} {tries}".encode()).digest()[:4]) / 2**32
    return pause * (1 - JITTER + 2 * JITTER * drawn)


def is_quiet(at: datetime, quiet_from: int, quiet_until: int) -> bool:
    """Return whether an instant lies in the quiet hours of London; equal hours mean that there are none."""
    hour = at.astimezone(LONDON).hour
    if quiet_from <= quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until


@dataclass(frozen=True)
class Safe:
    """How a caller may be reached without danger, as they told us; hours are London's, 24 is midnight."""

    address: str
    from_hour: int
    until_hour: int
    withdrawn: bool


def when_to_write(safe: Safe | None, at: datetime) -> datetime | None:
    """Return the first instant from this one on at which the caller may be written to; None: not at all."""
    if safe is None or safe.withdrawn or not safe.address:
        return None
    return next_safe_instant(at, safe.from_hour, safe.until_hour)


def next_safe_instant(at: datetime, from_hour: int, until_hour: int) -> datetime:
    """Return the first instant from this one on that lies in these hours of London.

    London's hour changes only with an hour of UTC, also when its clocks change: so hour after hour is tried. An hour
    that the clocks leave out in spring does not come on that day.
    """
    if not 0 <= from_hour < until_hour <= 24:
        raise ValueError(f"No hour lies from {from_hour} until {until_hour}.")
    at = at.astimezone(UTC)
    while not from_hour <= at.astimezone(LONDON).hour < until_hour:
        at = at.replace(minute=0, second=0, microsecond=0) + HOUR
    return at
