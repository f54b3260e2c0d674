"""Fifteen problem-solving plans in every stage, of which three are closed as failed (docs/demo-plans.md says where)."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any

from asbcases.cases.choices import RiskLevel
from asbcases.county.clock import HOUR
from asbcases.county.county import County
from asbcases.county.stories.plans_acts import Solved
from asbcases.county.stories.plans_steps import STEPS, looked_again, reviewed
from asbcases.county.world import Somebody, read

# A supervisor reviews after so many days, and every second time it is an inspector.
REVIEWED_EVERY = 26
NEXT_EVENING = 25 * HOUR


def problems_that_recur(county: County) -> None:
    """What is told again and again of a few streets: before something was done there, meanwhile and after."""
    numbers = count(1)
    for street in read("plans_streets.toml")["streets"]:
        for at in _instants(county, street):
            _tell_of(county, street, at, next(numbers))


def _instants(county: County, street: dict[str, Any]) -> Iterator[datetime]:
    """Yield when it was told of: in each run so often, evenly from its first day to its last, in the evening."""
    for first, last, times in street["runs"]:
        for place in range(times):
            days = int((place + 0.5) * (first - last + 1) / times)
            yield county.ago(first - days) + (8 + place % 5) * HOUR


def _tell_of(county: County, street: dict[str, Any], at: datetime, number: int) -> None:
    """Have a resident ring about it, to whom nobody has to come, and the officer close it the next evening."""
    # Whoever gives no name is like nobody else: names that differ by a number are each looked up as like all the others.
    sort, door = county.sort(street["sort"]), 2 + number % 70
    matter = county.matter(
        sort,
        county.spot(street["district"], street["address"].format(door=door)),
        at,
        Somebody("A resident", "", f"resident{number}@example.org", ""),
        words=sort["words"][number % len(sort["words"])],
        level=RiskLevel.STANDARD,
        closes=False,
        exact=True,
        officer=county.world.cast[street["officer"]],
    )
    county.desk.expect(matter)
    if at + NEXT_EVENING < county.ago(street.get("open_since", 0)):
        county.stage.at(at + NEXT_EVENING, partial(county.visits.close, matter))


def plans_to_solve_problems(county: County) -> None:
    """The plans, each with its steps on their days, and the reviews that are owed meanwhile."""
    known: dict[str, Solved] = {}
    for told in read("plans.toml")["plans"]:
        one = known[told["code"]] = Solved(county, told, known)
        for step, ago in told["days"].items():
            one.then(ago, STEPS[step])
        if not told.get("never_reviewed"):
            _have_reviewed(one)
        if "aftercare" in told:
            one.then(told["aftercare"]["ago"], looked_again)


def _have_reviewed(one: Solved) -> None:
    """Have a plan reviewed in time until it ends."""
    days = one.told["days"]
    first, ends = days["start"] - REVIEWED_EVERY, days.get("close", days.get("reject", 0))
    for number, ago in enumerate(range(first, ends, -REVIEWED_EVERY)):
        one.then(ago, partial(reviewed, who="inspector" if number % 2 else "", number=number))
