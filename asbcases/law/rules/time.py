"""The ways of counting as rules of their own, so that they can be tried alone."""

import re

from asbcases.law.answers import Answer, counted, tell
from asbcases.law.facts import FactError, Facts
from asbcases.law.holidays import Calendar
from asbcases.law.limits import Limits
from asbcases.law.periods import (
    days_beginning_with,
    days_following,
    hours_after,
    months_after,
    months_beginning_with,
    safe_last_day,
    working_days_after,
)
from asbcases.law.registry import decides
from asbcases.law.words import day_words, instant_words

# A skipped day is one of every year, "12-25", or one date.
SKIPPED = re.compile(r"\d{4}-\d\d-\d\d|\d\d-\d\d")
MOST_SKIPPED = 30


@decides("T1")
def beginning_with(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of a period of days that begins with a day."""
    start, n = facts.day("from"), facts.count("days")
    last = days_beginning_with(start, n)
    return tell(counted("Last day", last, f"{n} days beginning with {day_words(start)}"), last_day=last)


@decides("T2")
def following(facts: Facts, limits: Limits) -> Answer:
    """Return the last of so many days that follow a day."""
    start, n = facts.day("from"), facts.count("days")
    last = days_following(start, n)
    return tell(counted("Last day", last, f"{n} days following {day_words(start)}"), last_day=last)


@decides("T3")
def months_with(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of a period of months that begins with a day, and the day on which it is safe to act."""
    start, n = facts.day("from"), facts.count("months")
    last = months_beginning_with(start, n)
    how = counted("Last day", last, f"{n} months beginning with {day_words(start)}")
    return tell(how, last_day=last, safe_day=safe_last_day(start, n))


@decides("T4")
def months_from(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of so many months from a day that does not count."""
    start, n = facts.day("from"), facts.count("months")
    last = months_after(start, n)
    return tell(counted("Last day", last, f"{n} months from {day_words(start)}"), last_day=last)


@decides("T5")
def real_hours(facts: Facts, limits: Limits) -> Answer:
    """Return the instant so many real hours after another."""
    start, n = facts.instant("from"), facts.number("hours")
    at = hours_after(start, n)
    return tell(f"It ends at {instant_words(at)}: {n:g} hours after {instant_words(start)}.", at=at)


@decides("T6")
def hours_but_for(facts: Facts, limits: Limits) -> Answer:
    """Return the instant so many hours after another where whole London days do not count."""
    start, n, skip = facts.instant("from"), facts.number("hours"), _Skipped(facts)
    at = hours_after(start, n, skip)
    how = f"{n:g} hours after {instant_words(start)}, not counting {', '.join(skip.marks) or 'no day'}"
    return tell(f"It ends at {instant_words(at)}: {how}.", at=at)


class _Skipped:
    """The days that do not count, each as "12-25" for every year or as one date."""

    def __init__(self, facts: Facts) -> None:
        self.marks = [str(mark) for mark in facts.items("skip")]
        if len(self.marks) > MOST_SKIPPED or not all(map(SKIPPED.fullmatch, self.marks)):
            raise FactError("Give skip as a list of days, such as 12-25 or 2026-12-25.")

    def __contains__(self, day: object) -> bool:
        return str(day) in self.marks or str(day)[len("2026-") :] in self.marks


@decides("T7")
def working_days(facts: Facts, limits: Limits) -> Answer:
    """Return the last of so many working days after a day; days may be added to the bank holidays."""
    start, n = facts.day("received_on"), facts.count("working_days")
    added = dict.fromkeys(facts.days("extra_holidays"), "extra day")
    last = working_days_after(start, n, Calendar(added))
    how = f"{n} working days after {day_words(start)}, weekends and bank holidays not counted"
    return tell(counted("Last day", last, how), last_day=last)


@decides("T8")
def age(facts: Facts, limits: Limits) -> Answer:
    """Return the age on a day of somebody born on another."""
    years = facts.age("date_of_birth", "on")
    return tell(f"Aged {years} on {day_words(facts.day('on'))}.", age=years)
