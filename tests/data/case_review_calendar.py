"""The calendar by which the banks of the ASB case review are worked out once more, walked day by day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
Row = dict[str, Any]


def blocks(name: str) -> Iterator[list[str]]:
    """Yield the examples of a file, each as its lines."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    for block in text.split("\n\n"):
        if block.strip():
            yield block.strip().splitlines()


def instant(text: str) -> datetime:
    """Return an instant; a day alone is noon in London."""
    if len(text) == 10:
        return datetime.combine(date.fromisoformat(text), time(12), LONDON)
    return datetime.fromisoformat(text)


def london_day(at: datetime) -> date:
    """Return the day on the calendar in London at an instant."""
    return at.astimezone(LONDON).date()


def last_of_months(day: date, months: int) -> date:
    """Return the last day of so many months beginning with a day, walking to the month and up to the day."""
    walked, passed = day, 0
    while passed < months:
        walked += DAY
        passed += walked.day == 1
    end = walked - DAY
    while (end + DAY).month == walked.month and (end + DAY).day < day.day:
        end += DAY
    return end
