"""By when each step of a case review is due: the area's own clock, or the task to agree a date; pure.

The law has no days for it (ACR-13, ACR-15), and none is ever made up: what an area does not state is agreed with the
applicant. A day on which nobody works is day 0 like any other (T2, T7), and days and weeks are not put off at their end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from asbcases.law.holidays import SATURDAY
from asbcases.law.periods import days_following, london_day, london_midnight_after, working_days_after
from asbcases.law.windows import DaysThat
from asbcases.law.words import day_words
from triggers.rules.shapes import Anchor, Clock, Direction, Procedure, Step, Unit

AGREE_DATE = "agree_date"
# In how many working days from receipt a date is agreed with the applicant where the area states none.
TO_AGREE = 1
WEEK = 7
DAY = timedelta(days=1)

Anchors = Mapping[Anchor, date | datetime]
IsHoliday = Callable[[date], bool]


@dataclass(frozen=True)
class Due:
    """By when a step is due, or by when a date for it is to be agreed with the applicant, where `task` says so."""

    step: Step
    by: date
    sentence: str
    task: str | None = None

    @property
    def last_day(self) -> date | None:
        """Return the last day of the step itself, where the area states a clock."""
        return None if self.task else self.by

    @property
    def due_at(self) -> datetime:
        """Return the first instant at which the step, or the task to agree a date for it, is late."""
        return london_midnight_after(self.by)


def due(procedure: Procedure | None, step: Step, anchors: Anchors, is_holiday: IsHoliday) -> Due | None:
    """Return when a step is due, or nothing while what its clock runs from has not happened.

    An area without a procedure states no clock, so that a date is agreed for each step there.
    """
    clock = procedure.clock(step) if procedure else None
    if clock is None:
        return _to_agree(step, anchors, is_holiday)
    anchored = anchors.get(clock.anchor)
    if anchored is None:
        return None
    day = day_of(anchored)
    last = last_day(clock, day, is_holiday)
    words = f"{step.says[0].upper()}{step.says[1:]}: {day_words(last)}: {clock.says} ({day_words(day)})"
    return Due(step, last, f"{words}, by the area's own procedure.")


def last_day(clock: Clock, day: date, is_holiday: IsHoliday) -> date:
    """Return the last day of a clock whose anchor falls on a day: so many days after it, or before it, itself day 0."""
    if clock.unit is Unit.WORKING_DAYS:
        if clock.direction is Direction.BEFORE:
            return working_days_before(day, clock.value, is_holiday)
        return working_days_after(day, clock.value, DaysThat(is_holiday))
    days = clock.value * (WEEK if clock.unit is Unit.WEEKS else 1)
    return day - days * DAY if clock.direction is Direction.BEFORE else days_following(day, days)


def working_days_before(day: date, n: int, is_holiday: IsHoliday) -> date:
    """Return the nth working day before a day that does not itself count (T7 backwards)."""
    while n:
        day -= DAY
        n -= day.weekday() < SATURDAY and not is_holiday(day)
    return day


def day_of(at: date | datetime) -> date:
    """Return the London day of an instant, or the day that was given."""
    return london_day(at) if isinstance(at, datetime) else at


def _to_agree(step: Step, anchors: Anchors, is_holiday: IsHoliday) -> Due | None:
    received = anchors.get(Anchor.RECEIPT)
    if received is None:
        return None
    by = working_days_after(day_of(received), TO_AGREE, DaysThat(is_holiday))
    words = (
        f"The area states no clock to {step.says}" if step in ORDERS else f"The area states none: {step.says}"
    )
    return Due(step, by, f"{words}. Agree a date with the applicant by {day_words(by)}.", AGREE_DATE)


# The steps whose words are an order to us.
ORDERS = frozenset(Step) - {Step.AGENCY_REPLY, Step.APPEAL_WINDOW}
