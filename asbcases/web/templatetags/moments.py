"""Words for instants and days: London time, British dates, GOV.UK style ("6:42pm", "midday", "midnight")."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def in_london(moment: datetime) -> datetime:
    """Return the instant on London's clock; a naive one cannot be placed and is refused."""
    if moment.tzinfo is None:
        raise ValueError("An instant without a time zone cannot be shown.")
    return moment.astimezone(LONDON)


def day_words(day: date) -> str:
    """Return a day as people write it: "23 November 2026"; of an instant, the day in London."""
    day = in_london(day) if isinstance(day, datetime) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def time_words(moment: datetime) -> str:
    """Return the time of day in London: "6:42pm", "6pm", "midday" or "midnight"."""
    clock = in_london(moment)
    if clock.minute == 0 and clock.hour in (0, 12):
        return "midday" if clock.hour else "midnight"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"


def moment_words(moment: datetime) -> str:
    """Return day and time in London: "23 November 2026 at 6:42pm"."""
    return f"{day_words(moment)} at {time_words(moment)}"


def due_words(due_at: datetime) -> str:
    """Return by when something is due: the end of a day when it is late from midnight on, else the instant."""
    clock = in_london(due_at)
    if (clock.hour, clock.minute) == (0, 0):
        return f"end of {day_words(clock.date() - timedelta(days=1))}"
    return moment_words(due_at)


def count_words(number: int, noun: str) -> str:
    """Return a number with its noun: "1 day", "3 days"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def span_words(start: datetime, end: datetime) -> str:
    """Return the length of a span in its largest whole unit, days counted on London's clock."""
    seconds = (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()
    if seconds < 60:
        return "less than a minute"
    if seconds < 3600:
        return count_words(int(seconds // 60), "minute")
    # Two London midnights are one day apart also when the clocks change and 23 hours passed.
    days = (in_london(end).replace(tzinfo=None) - in_london(start).replace(tzinfo=None)).days
    return count_words(days, "day") if days else count_words(int(seconds // 3600), "hour")
