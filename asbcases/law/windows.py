"""Periods of a rule counted from its limits, each with the sentence that says how it was counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from asbcases.law.answers import Answer, allow, block, counted, warn
from asbcases.law.facts import FactError, Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import (
    LONDON,
    days_beginning_with,
    days_following,
    months_after,
    months_beginning_with,
    safe_last_day,
)
from asbcases.law.words import day_words, instant_words


@dataclass(frozen=True)
class Window:
    """The last day of a period, the day by which it is safe to act, and how they were counted in words."""

    last_day: date
    safe_day: date
    reason: str

    @property
    def days(self) -> dict[str, date]:
        """Return both days, as a rule that we must act on answers them."""
        return {"last_day": self.last_day, "safe_day": self.safe_day}

    def in_time(self, facts: Facts, name: str) -> dict[str, bool]:
        """Return whether what was done on a day was done in time, where it was done at all."""
        done_on = facts.day_or_none(name)
        return {} if done_on is None else {"in_time": done_on <= self.last_day}


@dataclass(frozen=True)
class DaysThat:
    """The days for which something holds, as a period that passes over them asks."""

    hold: Callable[[date], bool]

    def __contains__(self, day: Any) -> bool:
        return self.hold(day)


def days_window(rule: str, limits: Limits, day: date, what: str, begins: str, *, name: str = "") -> Window:
    """Return the period of so many days beginning with a day (T1)."""
    n = limits.number(rule, day, name)
    last = days_beginning_with(day, n)
    return Window(last, last, counted(what, last, f"{n} days beginning with {begins}"))


def following_window(
    rule: str, limits: Limits, day: date, what: str, begins: str, *, name: str = ""
) -> Window:
    """Return the period of so many days following a day (T2)."""
    n = limits.number(rule, day, name)
    last = days_following(day, n)
    return Window(last, last, counted(what, last, f"{n} days following {begins}"))


def months_window(
    rule: str, limits: Limits, day: date, what: str, begins: str, *, name: str = "", public: bool = False
) -> Window:
    """Return the period of so many months beginning with a day (T3), with the safe day where a month is too short.

    Where a member of the public acts, the later day is theirs and the words do not name the safe one.
    """
    n = limits.number(rule, day, name)
    last, safe = months_beginning_with(day, n), safe_last_day(day, n)
    how = f"{months_words(n)} beginning with {begins}"
    if safe < last and not public:
        how += f" (to be safe by {day_words(safe)}, as that month has no day {day.day})"
    return Window(last, safe, counted(what, last, how))


def months_from(rule: str, limits: Limits, day: date, what: str, begins: str, *, name: str = "") -> Window:
    """Return the period of so many months after a day that does not itself count (T4)."""
    n = limits.number(rule, day, name)
    last = months_after(day, n)
    return Window(last, last, counted(what, last, f"{months_words(n)}, not counting {begins}"))


def months_words(n: int) -> str:
    """Return a number of months as a sentence says it."""
    return f"{n} month" if n == 1 else f"{n} months"


def safe_end(start: datetime, end: datetime) -> datetime:
    """Return the earlier of an end in real hours and the end that a clock on the wall would show."""
    return min(end, (start.astimezone(LONDON) + (end - start)).astimezone(UTC))


def end_after(facts: Facts, start: datetime, name: str = "ends_at") -> datetime:
    """Return the instant at which something ends, which must lie after its start."""
    end = facts.instant(name)
    if end <= start:
        raise FactError(f"Give {name} as an instant after the start.")
    return end


def end_judged(what: str, start: datetime, end: datetime, latest: datetime, most: str) -> Answer:
    """Judge an end against the latest in real hours, which blocks, and against the clock on the wall, which warns."""
    safe = safe_end(start, latest)
    ends = {"latest_end": latest, "safe_end": safe}
    if end > latest:
        return block(f"{what} would end at {instant_words(end)}.", most, **ends)
    if end > safe:
        wall = f"By the clock on the wall the hours end at {instant_words(safe)}: end it by then."
        return warn(wall, most, **ends)
    return allow(most, **ends)
