"""How a clock runs from an instant: its length, the days it passes over, and the spans in which it stands still.

A clock in minutes or hours runs in real time. A clock in days, working days or months runs by London days, starts on the
day after its anchor (T2, T4, T7) and is over at the midnight that ends its last day. The instant that is answered
is always the first one at which the thing is late.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from asbcases.law.holidays import SATURDAY, Calendar
from asbcases.law.periods import london_day, london_midnight_after, months_after

DAY = timedelta(days=1)
NOTHING = timedelta(0)


class ClockUnit(StrEnum):
    """What a clock counts."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


# What runs in real time, whatever the clocks of London do.
ELAPSED = {ClockUnit.MINUTES: timedelta(minutes=1), ClockUnit.HOURS: timedelta(hours=1)}


@dataclass(frozen=True)
class Clock:
    """A length of time as law or policy states it."""

    value: int
    unit: ClockUnit


@dataclass(frozen=True)
class Pause:
    """A span in which a clock stands still; its end belongs to the running time again."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Reckoning:
    """When something is late, and the named days that the clock passed over on the way."""

    due_at: datetime
    skipped: tuple[tuple[date, str], ...] = ()


def reckon(
    anchored_at: datetime, clock: Clock, calendar: Calendar, pauses: Sequence[Pause] = ()
) -> Reckoning:
    """Return when a clock that started at an instant runs out; days of the calendar matter to working days alone."""
    if clock.unit in ELAPSED:
        return Reckoning(_elapsed(anchored_at, clock.value * ELAPSED[clock.unit], pauses))
    start, paused = london_day(anchored_at), paused_days(pauses)
    if clock.unit is ClockUnit.MONTHS:
        last = _stretched(start, months_after(start, clock.value), paused)
        return Reckoning(london_midnight_after(last))
    working = clock.unit is ClockUnit.WORKING_DAYS
    last = start
    skipped: list[tuple[date, str]] = []
    for day in _counted(start, clock.value, calendar if working else None, paused, skipped):
        last = day
    return Reckoning(london_midnight_after(last), tuple(skipped))


def paused_days(pauses: Iterable[Pause]) -> frozenset[date]:
    """Return the London days that are not counted: of each pause, those that begin within it."""
    return frozenset(
        first + DAY * n
        for pause in pauses
        for first in [london_day(pause.starts_at)]
        for n in range(1, (london_day(pause.ends_at) - first).days + 1)
    )


def _elapsed(anchored_at: datetime, length: timedelta, pauses: Sequence[Pause]) -> datetime:
    """Return the instant so much running time after another, standing still in every pause (T5)."""
    at = anchored_at.astimezone(UTC)
    for pause in sorted(pauses, key=lambda pause: pause.starts_at):
        runs = max(pause.starts_at - at, NOTHING)
        if runs >= length:
            break
        length -= runs
        at = max(at, pause.ends_at.astimezone(UTC))
    return at + length


def _stretched(start: date, last: date, paused: frozenset[date]) -> date:
    """Return the last day, moved on by a day for every paused day on the way to it."""
    for day in sorted(paused):
        if start < day <= last:
            last += DAY
    return last


def _counted(
    start: date,
    value: int,
    calendar: Calendar | None,
    paused: frozenset[date],
    skipped: list[tuple[date, str]],
) -> Iterator[date]:
    """Yield the days that count after a day, and put the named holidays on the way into `skipped`."""
    day, left = start, value
    while left:
        day += DAY
        if day in paused:
            continue
        if calendar is None or calendar.is_working(day):
            left -= 1
            yield day
        elif day.weekday() < SATURDAY:
            skipped.append((day, calendar.name_of(day)))
