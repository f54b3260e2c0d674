"""When a clock is over, worked out by walking; it shares no code with the project, so that it can judge it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
PauseOf = tuple[datetime, datetime]

# Proclamations that moved a bank holiday or added one, since the list of GOV.UK begins in 2012.
MOVED = {
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
    date(2012, 5, 28): date(2012, 6, 4),
}
ADDED = {date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}


def london_day(at: datetime) -> date:
    """Return the day on the calendar in London at an instant."""
    return at.astimezone(LONDON).date()


def midnight_ending(day: date) -> datetime:
    """Return the instant in UTC at which a London day is over."""
    return datetime.combine(day + DAY, time(), LONDON).astimezone(UTC)


def easter(year: int) -> date:
    """Return Easter Sunday, by the rule for the Gregorian calendar printed in Nature in 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday(year: int, month: int, *, last: bool = False) -> date:
    """Return the first or the last Monday of a month."""
    days = [date(year, month, 1) + timedelta(days=place) for place in range(31)]
    found = [day for day in days if day.month == month and day.weekday() == 0]
    return found[-1] if last else found[0]


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales that fall on weekdays, substitutes among them."""
    sunday = easter(year)
    found = {
        sunday - 2 * DAY,
        sunday + DAY,
        monday(year, 5),
        monday(year, 5, last=True),
        monday(year, 8, last=True),
    }
    for fixed in (date(year, 1, 1), date(year, 12, 26), date(year, 12, 25)):
        day = fixed
        while day.weekday() > 4 or day in found:
            day += DAY
        found.add(day)
    return frozenset(MOVED.get(day, day) for day in found) | {day for day in ADDED if day.year == year}


def is_paused(day: date, pauses: Sequence[PauseOf]) -> bool:
    """Return whether a day is not counted because the clock stood still over the midnight before it."""
    return any(london_day(start) < day <= london_day(end) for start, end in pauses)


def due(
    anchored_at: datetime, value: int, unit: str, extra: Mapping[date, str], pauses: Sequence[PauseOf]
) -> tuple[datetime, list[date]]:
    """Return the first instant at which it is late, and the weekdays passed over as holidays."""
    if unit in ("minutes", "hours"):
        return after(anchored_at, timedelta(**{unit: value}), pauses), []
    if unit == "months":
        return midnight_ending(after_months(london_day(anchored_at), value, pauses)), []
    day, left, passed = london_day(anchored_at), value, []
    walk = reasons(day, extra if unit == "working_days" else None, pauses)
    while left:
        day, why = next(walk)
        left -= not why
        passed += [day] if why == "holiday" else []
    return midnight_ending(day), passed


def reasons(
    day: date, extra: Mapping[date, str] | None, pauses: Sequence[PauseOf]
) -> Iterator[tuple[date, str]]:
    """Yield each day after a day with why it does not count; without extra days only a pause is a reason."""
    while True:
        day += DAY
        if is_paused(day, pauses):
            yield day, "paused"
        elif extra is None:
            yield day, ""
        elif day.weekday() > 4:
            yield day, "weekend"
        else:
            yield day, "holiday" if day in bank_holidays(day.year) or day in extra else ""


def after(anchored_at: datetime, left: timedelta, pauses: Sequence[PauseOf]) -> datetime:
    """Return when so much time has run: from edge to edge, leaving out what lies inside any pause."""
    at = anchored_at.astimezone(UTC)
    edges = sorted(edge for pause in pauses for edge in pause if edge > at)
    for edge in edges:
        if any(start <= at < end for start, end in pauses):
            at = edge if left else at
        elif edge - at >= left:
            break
        else:
            at, left = edge, left - (edge - at)
    return (at + left).astimezone(UTC)


def after_months(begins: date, value: int, pauses: Sequence[PauseOf]) -> date:
    """Return the last day: the same number in the later month or its last, then on for each paused day."""
    year, month = divmod(begins.year * 12 + begins.month - 1 + value, 12)
    last = date(year, month + 1, 1)
    while last.day < begins.day and (last + DAY).day != 1:
        last += DAY
    day = begins + DAY
    while day <= last:
        last += DAY if is_paused(day, pauses) else timedelta()
        day += DAY
    return last
