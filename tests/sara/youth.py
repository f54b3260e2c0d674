"""A child among the respondents of what a plan works on."""

from datetime import date, datetime

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Person
from asbcases.law.periods import london_day, months_before
from tests.enforcement.make_measures import make_subject
from tests.make import NOW


def born(years: int, *, now: datetime = NOW) -> date:
    """Return the day of birth of somebody who turned so old today."""
    return months_before(london_day(now), 12 * years)


def make_child(case: Case, *, by: User, years: int = 15, now: datetime = NOW) -> Person:
    return make_subject(case, by=by, name="Taylor Frost", born_on=born(years, now=now), now=now)
