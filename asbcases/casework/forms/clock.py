"""From days and London clock times, as people write them, to instants.

Where the clocks go back, an hour comes twice; where they go forward, one never comes. Nobody is asked which
of the two it was: a time that came twice is kept as a span from the first to the second.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError

from asbcases.cases.choices import Precision
from asbcases.law.periods import LONDON
from asbcases.law.words import day_words

MIDNIGHT = time(0)


class Span(NamedTuple):
    """When something happened: from the first instant to the one after the last, and how well known."""

    start: datetime
    end: datetime
    precision: Precision


def instants(day: date, clock: time) -> list[datetime]:
    """Return the instants at which London's clocks showed this: one as a rule, two or none when they change."""
    shown = datetime.combine(day, clock)
    either = {shown.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(at for at in either if at.astimezone(LONDON).replace(tzinfo=None) == shown)


def instants_or_fault(day: date, clock: time) -> list[datetime]:
    """Return the instants of a clock time; a time that the clocks went past is a fault to mend."""
    found = instants(day, clock)
    if not found:
        raise ValidationError(
            f"The clocks went forward on {day_words(day)}, so {clock:%H:%M} did not come: check the time"
        )
    return found


def possible(day: date, clock: time, now: datetime) -> list[datetime]:
    """Return the instants that somebody can mean who says it now: of two, one may be still to come."""
    found = instants_or_fault(day, clock)
    return [at for at in found if at <= now] or found[:1]


def exactly(day: date, clock: time, *, now: datetime) -> Span:
    """Return the instant of a clock time; where it came twice, the span from the first to the second."""
    found = possible(day, clock, now)
    return Span(found[0], found[-1], Precision.EXACT if len(found) == 1 else Precision.RANGE)


def between(
    first: date, first_clock: time | None, last: date, last_clock: time | None, *, now: datetime
) -> Span:
    """Return the widest span that the two ends can mean; a day without a time counts whole."""
    start = possible(first, first_clock or MIDNIGHT, now)[0]
    if last_clock is None:
        return Span(start, midnight_of(last + timedelta(days=1)), Precision.RANGE)
    return Span(start, possible(last, last_clock, now)[-1], Precision.RANGE)


def within_month(first_day: date) -> Span:
    """Return the month that begins with this day, up to the first instant of the next."""
    later = (first_day + timedelta(days=31)).replace(day=1)
    return Span(midnight_of(first_day), midnight_of(later), Precision.MONTH)


def midnight_of(day: date) -> datetime:
    """Return the first instant of a London day."""
    return datetime.combine(day, MIDNIGHT, LONDON).astimezone(UTC)
