"""Days and instants in words: London time, British dates, times as GOV.UK writes them ("6:42pm", "midday")."""

from datetime import date, datetime

from asbcases.law.periods import LONDON

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_london(instant: datetime) -> datetime:
    """Return the instant on London's clock; a naive one cannot be placed and is refused."""
    if instant.tzinfo is None:
        raise ValueError("An instant without a time zone cannot be put into words.")
    return instant.astimezone(LONDON)


def day_words(day: date) -> str:
    """Return a day as people write it, "23 November 2026", whatever a server's locale; of an instant, London's day."""
    day = in_london(day) if isinstance(day, datetime) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def time_words(instant: datetime) -> str:
    """Return the time of day in London: "6:42pm", "6pm", "midday" or "midnight"."""
    clock = in_london(instant)
    if clock.minute == 0 and clock.hour in (0, 12):
        return "midday" if clock.hour else "midnight"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"


def instant_words(instant: datetime) -> str:
    """Return an instant as a sentence about the law names it: "6:42pm on 23 November 2026"."""
    return f"{time_words(instant)} on {day_words(instant)}"
