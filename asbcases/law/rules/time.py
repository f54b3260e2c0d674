"""The ways of counting as rules of their own, so that they can be tried alone."""

from asbcases.law.answers import Answer, tell
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import days_beginning_with
from asbcases.law.registry import decides


@decides("T1")
def beginning_with(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of a period of days that begins with a day."""
    return tell(last_day=days_beginning_with(facts.day("from"), facts.count("days")))
