"""Writes clocks.csv and clocks_held_back.csv: clocks that run from an anchor, and when they are over.

The examples stand in clock_examples.txt. Each is worked out here by walking: minute by minute for
minutes and hours, day by day for the rest. Where a line also says the end as worked by hand, the two must agree
or nothing is written. Nothing is imported from the project, and the bank holidays are typed from
GOV.UK's list for England and Wales (OGL v3.0). Run it with `python tests/data/write_clocks.py`.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
EXAMPLES = HERE / "clock_examples.txt"
TARGETS = (HERE / "clocks.csv", HERE / "clocks_held_back.csv")
COLUMNS = ["name", "anchored_at", "value", "unit", "extra", "pauses", "due_at", "skipped"]
LONDON = ZoneInfo("Europe/London")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

# The Saturdays and Sundays among them have a substitute day, which is the one in the list.
PUBLISHED = """
2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
"""
BANK_HOLIDAYS = {date.fromisoformat(day): "bank holiday" for day in PUBLISHED.split()}


class Example(NamedTuple):
    """One line of the examples, as text; by hand is empty where only the walk was done."""

    name: str
    anchored_at: str
    value: str
    unit: str
    extra: str
    pauses: str
    by_hand: str

    def paused(self) -> list[tuple[datetime, datetime]]:
        """Return each pause as its first instant and the instant it ended."""
        pairs = (pair.split("/") for pair in self.pauses.split(";") if pair)
        return [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in pairs]

    def holidays(self) -> dict[date, str]:
        """Return the extra days over the published ones, with their names."""
        pairs = (pair.split("=") for pair in self.extra.split(";") if pair)
        return BANK_HOLIDAYS | {date.fromisoformat(day): name for day, name in pairs}


def london_day(at: datetime) -> date:
    """Return the day on the calendar in London at an instant."""
    return at.astimezone(LONDON).date()


def midnight_ending(day: date) -> datetime:
    """Return the instant in UTC at which a London day is over."""
    return datetime.combine(day + DAY, time(), LONDON).astimezone(UTC)


def minutes(example: Example, each: int = 1) -> tuple[datetime, list[date]]:
    """Return when the minutes have run, walking one by one and leaving out the paused ones."""
    at, left = datetime.fromisoformat(example.anchored_at).astimezone(UTC), int(example.value) * each
    while left:
        if not any(start <= at < end for start, end in example.paused()):
            left -= 1
        at += MINUTE
    return at, []


def hours(example: Example) -> tuple[datetime, list[date]]:
    """Return when the hours have run, minute by minute."""
    return minutes(example, 60)


def counted(example: Example) -> Iterator[tuple[date, str]]:
    """Yield each day after the anchor's with why it does not count, or with an empty text if it does."""
    day, weekends = london_day(datetime.fromisoformat(example.anchored_at)), (5, 6)
    working, holidays, pauses = example.unit == "working_days", example.holidays(), example.paused()
    while True:
        day += DAY
        if any(london_day(start) < day <= london_day(end) for start, end in pauses):
            yield day, "paused"
        elif working and day.weekday() in weekends:
            yield day, "weekend"
        else:
            yield day, (holidays.get(day, "") if working else "")


def days(example: Example) -> tuple[datetime, list[date]]:
    """Return when the days are over, walking day by day, and the holidays passed over on the way."""
    last, left, passed = london_day(datetime.fromisoformat(example.anchored_at)), int(example.value), []
    walk = counted(example)
    while left:
        last, why = next(walk)
        left -= not why
        if why not in ("", "paused", "weekend"):
            passed.append(last)
    return midnight_ending(last), passed


def months(example: Example) -> tuple[datetime, list[date]]:
    """Return when the months are over: walk to the month, then to the day, then on for paused days."""
    begins = london_day(datetime.fromisoformat(example.anchored_at))
    month = begins.year * 12 + begins.month - 1 + int(example.value)
    year, last = month // 12, date(month // 12, month % 12 + 1, 1)
    while last.day < begins.day and (last + DAY).month == last.month and last.year == year:
        last += DAY
    day = begins + DAY
    while day <= last:
        if any(london_day(start) < day <= london_day(end) for start, end in example.paused()):
            last += DAY
        day += DAY
    return midnight_ending(last), []


def row(example: Example) -> list[str]:
    """Return one line of a file; stop where the end worked by hand is another."""
    walks = {"minutes": minutes, "hours": hours, "days": days, "working_days": days, "months": months}
    walk = walks[example.unit]
    due_at, passed = walk(example)
    if example.by_hand and due_at != datetime.fromisoformat(example.by_hand):
        raise SystemExit(f"{example.name}: {due_at.isoformat()} is not {example.by_hand}")
    names = example.holidays()
    skipped = ";".join(f"{day.isoformat()}={names[day]}" for day in passed)
    return [*example[:-1], due_at.isoformat(), skipped]


def write() -> None:
    """Write both files: the examples in turn go to the one and to the other."""
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    parts = [[part.strip() for part in line.split("|")] for line in lines if line and line[0] != "#"]
    rows = [row(Example(*part[:2], *part[2].split(), *part[3:])) for part in parts]
    for place, target in enumerate(TARGETS):
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows[place::2])


if __name__ == "__main__":
    write()
