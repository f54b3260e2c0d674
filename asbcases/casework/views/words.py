"""Words that the pages of casework share, so that no template counts days or clocks."""

from datetime import date, datetime, timedelta

from asbcases.cases.choices import Precision
from asbcases.cases.models.shared import Happened
from asbcases.law.words import MONTHS, day_words, in_london, time_words


def happened_words(record: Happened) -> str:
    """Return when something happened as people say it, in London time."""
    return span_words(record.happened_from, record.happened_until, record.happened_precision)


def span_words(start: datetime, end: datetime, precision: str) -> str:
    """Return a span in words; times on both sides of a change of the clocks say which clock they mean."""
    first, last = in_london(start), in_london(end)
    if precision == Precision.MONTH:
        return f"Some time in {MONTHS[first.month - 1]} {first.year}"
    if start == end:
        return f"{time_words(start)} on {day_words(start)}"
    if _at_midnight(first) and _at_midnight(last):
        return _whole_days(first.date(), _day_before(last))
    if first.date() == last.date():
        return f"Between {_clock(first, last)} and {_clock(last, first)} on {day_words(start)}"
    if not _at_midnight(last):
        return f"Between {_moment(first)} and {_moment(last)}"
    last_day = _day_before(last)
    begins = time_words(first) if first.date() == last_day else _moment(first)
    return f"Between {begins} and the end of {day_words(last_day)}"


def _at_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _day_before(moment: datetime) -> date:
    return moment.date() - timedelta(days=1)


def _whole_days(first: date, last: date) -> str:
    if first == last:
        return f"Some time on {day_words(first)}"
    return f"Between {day_words(first)} and {day_words(last)}"


def _moment(moment: datetime) -> str:
    return f"{time_words(moment)} on {day_words(moment)}"


def _clock(moment: datetime, other: datetime) -> str:
    words = time_words(moment)
    return words if moment.utcoffset() == other.utcoffset() else f"{words} {moment:%Z}"
