"""Fairness: poverty, and the day on which a child becomes an adult in the eyes of every court."""

from datetime import date, timedelta

from asbcases.law.answers import Answer, counted, tell, warn_unless
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.reasons import STATED_ON
from asbcases.law.registry import decides
from asbcases.law.words import day_words


@decides("FAIR-3")
def poverty_is_no_behaviour(facts: Facts, limits: Limits) -> Answer:
    """Warn of a power used on poverty or rough sleeping that is neither unlawful nor anti-social."""
    alone = facts.flag("poverty_or_rough_sleeping") and not facts.flag("unlawful_or_antisocial")
    return warn_unless(
        not alone,
        "Do not use the power on poverty or rough sleeping that is neither unlawful nor anti-social.",
    )


@decides("FAIR-6")
def turns_eighteen(facts: Facts, limits: Limits) -> Answer:
    """Return the day on which a person becomes an adult, and when the owner of the case is told of it."""
    years, before = limits.number("FAIR-6", STATED_ON), limits.number("FAIR-6", STATED_ON, "reminder")
    birthday = _birthday(facts.day("date_of_birth"), years)
    tell_on = birthday - timedelta(days=before)
    return tell(
        counted(
            "Tell the owner", tell_on, f"{before} days before the {years}th birthday on {day_words(birthday)}"
        ),
        turns_18_on=birthday,
        tell_on=tell_on,
    )


def _birthday(born: date, years: int) -> date:
    """Return a birthday; who was born on 29 February has it on 1 March in a common year (T8)."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
