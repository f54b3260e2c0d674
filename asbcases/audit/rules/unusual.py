"""Which looks are unusual enough to be asked about: plain rules over numbers of policy (looks-policy-1.toml)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def too_many(records: int, *, most: int | None) -> bool:
    """Return whether somebody looked at more different records in a day than policy holds for usual work."""
    return most is not None and records > most


def many_for_them(records: int, usual: Sequence[int], *, times: int | None, least: int | None) -> bool:
    """Return whether it is many times what this person looks at on a day of work, and no small number in itself.

    Without earlier days there is nothing to compare with.
    """
    if times is None or least is None or not usual or records < least:
        return False
    return records > times * median(usual)


def at_night(at: datetime, *, begins: int | None, ends: int | None) -> bool:
    """Return whether an instant lies between the hours at which policy says that only those on shift work."""
    if begins is None or ends is None:
        return False
    hour = at.astimezone(LONDON).hour
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends


def on_shift(at: datetime, shifts: Iterable[tuple[datetime, datetime]], *, margin: timedelta) -> bool:
    """Return whether somebody was on shift at an instant, or came a little early or stayed a little longer."""
    return any(begin - margin <= at < end + margin for begin, end in shifts)


def without_task(cases: int, *, most: int | None) -> bool:
    """Return whether somebody read more cases in a day on which they had nothing to do than policy lets pass."""
    return most is not None and cases > most
