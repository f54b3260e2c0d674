"""How long what a closed case holds is kept, and from when that counts (practice reference 6.3).

Police information and records management: Code of Practice, 20 July 2023; the months are rows of policy. A respondent
who is a child at the closing comes before a crime: what is kept of a child is looked at three years after the
eighteenth birthday and not after six years.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from asbcases.cases.case_choices import RetentionClass
from asbcases.law.periods import age_on, london_day, london_midnight_after

GROWN_UP = 18


class Retention(NamedTuple):
    """The class of a closed case, the first day of its clear period, and the instant from which the months count."""

    kept_as: RetentionClass
    clear_from: date
    anchored_at: datetime


def retention_of(closed_at: datetime, *, crime: bool, youngest_born: date | None) -> Retention:
    """Return how a case is kept that is closed at an instant: by whether a crime was recorded, and its youngest respondent."""
    day = london_day(closed_at)
    if youngest_born and age_on(youngest_born, day) < GROWN_UP:
        grown_up = eighteenth_birthday(youngest_born)
        return Retention(RetentionClass.CHILD, grown_up, london_midnight_after(grown_up - timedelta(days=1)))
    return Retention(RetentionClass.CRIME if crime else RetentionClass.OTHER, day, closed_at)


def eighteenth_birthday(born: date) -> date:
    """Return the day on which somebody grows up: of who was born on 29 February, 1 March in a common year."""
    year = born.year + GROWN_UP
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
