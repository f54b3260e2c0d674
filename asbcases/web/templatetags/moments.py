"""How pages put instants and lengths of time: when something is due, and how late it is."""

from datetime import UTC, datetime, timedelta

from asbcases.law.words import day_words, in_london, time_words


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
