"""How the law counts days, months, hours, working days and ages: each way is written once, here.

A function that answers with a day gives the last day of the period; the period is over at the London
midnight that ends it (`london_midnight_after`). Instants are aware, and are answered in UTC.
"""

from calendar import monthrange
from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5


def days_beginning_with(day: date, n: int) -> date:
    """Return the last day of "the period of n days beginning with" a day, which is day 1 (T1).

    Weekends and bank holidays do not lengthen it. Wording of, for instance, ASBCPA 2014 s.46(2).
    """
    _refuse_less_than(1, n)
    return day + timedelta(days=n - 1)


def days_following(day: date, n: int) -> date:
    """Return the last day of "n days following", or "within n days of", a day, which is day 0 (T2)."""
    _refuse_less_than(0, n)
    return day + timedelta(days=n)


def months_beginning_with(day: date, n: int) -> date:
    """Return the last day of "the period of n months beginning with" a day (T3).

    It is the day before the same day-number n months on; where that month has no such number, its last
    day. Months are calendar months (Interpretation Act 1978 Sch. 1).
    """
    _refuse_less_than(1, n)
    then = months_after(day, n)
    return then - timedelta(days=1) if then.day == day.day else then


def safe_last_day(day: date, n: int) -> date:
    """Return the day by which we act where the law says "n months beginning with" a day (T3).

    It is the day before the same day-number n months on, that number clamped to the end of the month: a day
    earlier than T3 where the month is too short, so that nothing turns on how the law reads there.
    """
    return months_after(day, n) - timedelta(days=1)


def months_before(day: date, n: int) -> date:
    """Return the same day-number n months earlier, or the last day of a month that has no such number (T4 backwards)."""
    _refuse_less_than(0, n)
    return _months_on(day, -n)


def months_after(day: date, n: int) -> date:
    """Return the last day of "n months from" a day that does not itself count (T4).

    It is the same day-number n months on, or the last day of a month that has no such number.
    """
    _refuse_less_than(0, n)
    return _months_on(day, n)


def _months_on(day: date, n: int) -> date:
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def hours_after(t: datetime, n: float, skip: Container[date] | None = None) -> datetime:
    """Return the instant n real hours after an instant (T5), not counting whole London days to be skipped (T6).

    Hours are counted in UTC, so that a change of the clocks neither gives nor takes one. "To be
    disregarded" (ASBCPA 2014 s.77(3) on Christmas Day): a skipped day counts from its first London
    midnight to the next, and a period that starts inside one counts from its end.
    """
    _refuse_less_than(0, n)
    at, left = _utc(t), timedelta(hours=n)
    if skip is None:
        return at + left
    while True:
        day_ends = london_midnight_after(london_day(at))
        if london_day(at) not in skip:
            if left <= day_ends - at:
                return at + left
            left -= day_ends - at
        at = day_ends


def working_days_after(day: date, n: int, holidays: Container[date]) -> date:
    """Return the nth working day after a day that does not itself count (T7, local procedures).

    Saturdays, Sundays and the bank holidays given (England and Wales, with substitute days) are no
    working days. What arrives on one of them arrives on that date; counting starts on the next working day.
    """
    _refuse_less_than(0, n)
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < SATURDAY and day not in holidays
    return day


def age_on(dob: date, day: date) -> int:
    """Return the age on a day of a person born on `dob`: it goes up as the birthday starts (T8).

    Who was born on 29 February has the birthday on 1 March in a common year, and stays a child a day longer.
    """
    return day.year - dob.year - ((day.month, day.day) < (dob.month, dob.day))


def whole_minute(instant: datetime) -> datetime:
    """Return the minute of an instant: people write times to the minute, and mean no earlier one."""
    return instant.replace(second=0, microsecond=0)


def london_day(instant: datetime) -> date:
    """Return the civil day in London at an instant: "today" is London's, never UTC's."""
    return _utc(instant).astimezone(LONDON).date()


def london_midnight_after(day: date) -> datetime:
    """Return the first instant after a London day, in UTC: what is due by the end of the day is late from then."""
    return datetime.combine(day + timedelta(days=1), time(0), LONDON).astimezone(UTC)


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("An instant without a time zone cannot be counted from.")
    return instant.astimezone(UTC)


def _refuse_less_than(least: int, n: float) -> None:
    if n < least:
        raise ValueError(f"A period of {n} is shorter than {least}.")
