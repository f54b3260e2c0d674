"""From the terms of a deadline to its date, and to the sentence that says why it is that date; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from asbcases.law.clocks import ELAPSED, Clock, ClockUnit, Pause, reckon
from asbcases.law.holidays import Calendar
from asbcases.law.periods import london_day
from asbcases.law.words import day_words, instant_words

UNITS = {
    ClockUnit.MINUTES: ("minute", "minutes"),
    ClockUnit.HOURS: ("hour", "hours"),
    ClockUnit.DAYS: ("day", "days"),
    ClockUnit.WORKING_DAYS: ("working day", "working days"),
    ClockUnit.MONTHS: ("month", "months"),
}


@dataclass(frozen=True)
class Terms:
    """Everything from which a date follows: a clock of policy or an instant that was promised, and what people decided."""

    because: str
    anchored_at: datetime
    clock: Clock | None
    policy: str = ""
    promised_for: datetime | None = None
    pauses: Sequence[Mapping[str, str]] = ()
    extension: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Dated:
    """When something is late, the named days that were passed over, and why it is then."""

    due_at: datetime
    skipped: tuple[tuple[date, str], ...]
    basis: str


def dated(terms: Terms, calendar: Calendar) -> Dated:
    """Return when a deadline of these terms is late, and why: rule, facts, policy, days skipped, pauses, extension."""
    due_at, skipped, words = _by_clock(terms, terms.clock, calendar) if terms.clock else _by_promise(terms)
    if not terms.extension:
        return Dated(due_at, skipped, words)
    granted = datetime.fromisoformat(terms.extension["to"])
    more = f"; {terms.extension['by']} gave more time, until {late_words(granted)}: {terms.extension['why']}"
    return Dated(granted, skipped, words + more)


def _by_promise(terms: Terms) -> tuple[datetime, tuple[tuple[date, str], ...], str]:
    if terms.promised_for is None:
        raise ValueError("A deadline needs a clock or an instant that was promised.")
    return terms.promised_for, (), f"{terms.because}, so until {late_words(terms.promised_for)}"


def _by_clock(
    terms: Terms, clock: Clock, calendar: Calendar
) -> tuple[datetime, tuple[tuple[date, str], ...], str]:
    pauses = [
        Pause(datetime.fromisoformat(pause["from"]), datetime.fromisoformat(pause["until"]))
        for pause in terms.pauses
    ]
    found = reckon(terms.anchored_at, clock, calendar, pauses)
    parts = [
        f"{_length(clock)} {_from(terms.anchored_at, clock)}, when {terms.because} ({terms.policy})",
        *([f"not counting {_days(found.skipped)}"] if found.skipped else []),
        *(_pause(pause) for pause in terms.pauses),
        f"so late from {late_words(found.due_at)}",
    ]
    return found.due_at, found.skipped, ", ".join(parts)


def late_words(due_at: datetime) -> str:
    """Return the first late instant in words; a midnight by the day that it begins."""
    words = instant_words(due_at)
    return words.replace("midnight on ", "midnight at the start of ")


def _length(clock: Clock) -> str:
    one, many = UNITS[clock.unit]
    return f"{clock.value} {one if clock.value == 1 else many}"


def _from(anchored_at: datetime, clock: Clock) -> str:
    if clock.unit in ELAPSED:
        return f"after {instant_words(anchored_at)}"
    return f"following {day_words(london_day(anchored_at))}"


def _days(skipped: Sequence[tuple[date, str]]) -> str:
    named = [f"{name} ({day_words(day)})" for day, name in skipped]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _pause(pause: Mapping[str, str]) -> str:
    begin, end = (instant_words(datetime.fromisoformat(pause[key])) for key in ("from", "until"))
    return f"the clock paused by {pause['by']} from {begin} to {end} ({pause['why']})"
