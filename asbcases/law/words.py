"""Days and instants in words, as sentences about the law use them: London time, British dates."""

from datetime import date, datetime

from asbcases.law.periods import LONDON

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_words(day: date) -> str:
    """Return a day as people write it: "23 November 2026"; no locale of a server can change it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def instant_words(instant: datetime) -> str:
    """Return an instant in London time: "6:42pm on 23 November 2026", "midday on 1 July 2026"."""
    if instant.tzinfo is None:
        raise ValueError("An instant without a time zone cannot be put into words.")
    clock = instant.astimezone(LONDON)
    return f"{_time_words(clock)} on {day_words(clock.date())}"


def _time_words(clock: datetime) -> str:
    if clock.minute == 0 and clock.hour in (0, 12):
        return "midday" if clock.hour else "midnight"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"
