"""The truth that is planted in the year of the radar: victims around every edge, each with what must be said of it.

The days of the edges were worked by hand from the words of the law reference (0.3, T3) and not by a function.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, product
from typing import Any
from zoneinfo import ZoneInfo

from tests.proof.radar_shapes import Explained, Report, Wanted

LONDON = ZoneInfo("Europe/London")


def day(text: str) -> date:
    """Return a day of the year that begins on 1 July 2027, told as month and day."""
    month, number = map(int, text.split("-"))
    return date(2027 if month > 6 else 2028, month, number)


# The first day, the last day of the six months beginning with it, and the day after that.
SIX_MONTHS = tuple(
    tuple(map(day, line.split()))
    for line in """
    07-01 12-31 01-01
    07-31 01-30 01-31
    08-15 02-14 02-15
    08-28 02-27 02-28
    08-29 02-28 02-29
    08-30 02-29 03-01
    08-31 02-29 03-01
    09-01 02-29 03-01
    09-26 03-25 03-26
    09-27 03-26 03-27
    09-30 03-29 03-30
    10-30 04-29 04-30
    10-31 04-30 05-01
    11-30 05-29 05-30
    12-30 06-29 06-30
    """.strip().splitlines()
)
# The same of one month.
ONE_MONTH = tuple(
    tuple(map(day, line.split()))
    for line in """
    07-10 08-09 08-10
    08-31 09-30 10-01
    09-30 10-29 10-30
    10-01 10-31 11-01
    10-31 11-30 12-01
    12-15 01-14 01-15
    01-29 02-28 02-29
    01-30 02-29 03-01
    01-31 02-29 03-01
    02-26 03-25 03-26
    02-27 03-26 03-27
    02-29 03-28 03-29
    """.strip().splitlines()
)
CERTAIN = ("person", "same_as", "phone", "email", "address and name")
NEAR = ("name", "address", "shared phone")
WITH_HATE, WITH_SEVERAL = ("Colchester", "Thurrock", "Wales"), ("Wales", "Cleveland", "Watford")
AREAS = ("Colchester", "Thurrock", "Wales", "Cleveland", "Watford", "Ashfield")
# The edges of a day in London; half past midnight of a summer's day is the day before in UTC.
CLOCKS = (time(0), time(0, 30), time(12), time(23, 30), time(23, 59, 59))


@dataclass
class Plants:
    """What has been planted so far."""

    reports: list[Report] = field(default_factory=list)
    explained: list[Explained] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    victims: int = 0
    clocks: Iterator[time] = field(default_factory=lambda: cycle(CLOCKS))
    areas: Iterator[str] = field(default_factory=lambda: cycle(AREAS))
    agencies: Iterator[str] = field(default_factory=lambda: cycle(("police", "council", "landlord", "other")))

    def victim(self) -> str:
        """Return the mark of one more victim, who shares no key with anybody."""
        self.victims += 1
        return f"planted-{self.victims}"

    def report(self, on: date, area: str, clock: time | None = None, **said: Any) -> int:
        """Plant a report about what happened on the same day, unless it says otherwise; return its number."""
        local = datetime.combine(on, clock or next(self.clocks), LONDON)
        said = {"agency": next(self.agencies), "behaviour": (on, on), **said}
        self.reports.append(Report(len(self.reports) + 1, local.astimezone(UTC), area, **said))
        return len(self.reports)

    def want(self, report: int, edge: str, **what: bool) -> None:
        """Say by hand what must be so of a report."""
        self.wanted += [Wanted(report, name, so, edge) for name, so in what.items()]


def keys(manner: str, who: str, number: int = 0) -> dict[str, Any]:
    """Return the keys by which one report after another of a victim is found to be of the same."""
    if manner == "same_as":
        return {
            "person": f"{who}-{number}",
            "same_as": f"{who}-{number - 1}" if number else "",
            "name": f"{who} {number}",
        }
    if manner == "address and name":
        return {"address": f"1 {who} Street", "name": who}
    if manner in NEAR:
        return {"shared phone": {"phone": who}, "address": {"address": who, "name": f"{who} {number}"}}.get(
            manner, {"name": who}
        )
    return {manner: who}


def in_and_out(edges: tuple[tuple[date, ...], ...]) -> Iterator[tuple[date, date, bool]]:
    """Yield each first day with the last day inside and with the first day outside."""
    for first, last, after in edges:
        yield first, last, True
        yield first, after, False


def second_reports(plants: Plants) -> None:
    """Two reports of one victim by each manner of knowing that: the second is explained within six months."""
    for (first, then, inside), manner in product(in_and_out(SIX_MONTHS), CERTAIN):
        who, area = plants.victim(), next(plants.areas)
        one = plants.report(first, area, **keys(manner, who))
        two = plants.report(then, area, **keys(manner, who, 1))
        plants.want(one, f"first by {manner}", second=False, explain=False, ask=False, met=False)
        plants.want(
            two, f"second by {manner}", second=inside, explain=inside, ask=False, one_short=inside, met=False
        )


def near_matches(plants: Plants) -> None:
    """Two reports that may be of one victim: a person is asked within six months, and nothing is explained."""
    for (first, then, inside), manner in product(in_and_out(SIX_MONTHS), NEAR):
        who, area = plants.victim(), next(plants.areas)
        one = keys(manner, who)
        if manner == "shared phone":
            plants.report(first, area, time(0), person=f"{who}-a", **one)
            other = plants.report(first, area, time(0, 0, 1), person=f"{who}-b", **one)
            plants.victims += 2
            plants.want(other, "another's telephone", ask=True, explain=False)
        else:
            plants.report(first, area, **one)
        two = plants.report(then, area, **keys(manner, who, 1))
        plants.want(two, f"near by {manner}", ask=inside, explain=False, met=False, one_short=False)


def third_reports(plants: Plants) -> None:
    """Three reports of one victim: the threshold is met while the first was made within six months."""
    manners = cycle(CERTAIN)
    for (first, then, inside), _ in product(in_and_out(SIX_MONTHS), range(2)):
        who, area, manner = plants.victim(), next(plants.areas), next(manners)
        plants.report(first, area, **keys(manner, who))
        two = plants.report(first + timedelta(40), area, **keys(manner, who, 1))
        three = plants.report(then, area, **keys(manner, who, 2))
        plants.want(two, "second of three", one_short=True, met=False)
        plants.want(three, "third in six months", met=inside, one_short=not inside, explain=True)


def days_of_behaviour(plants: Plants) -> None:
    """One of three reports is made a month after the behaviour, or a day too late; it is the first or the last."""
    for (first, then, inside), late_comes_first in product(in_and_out(ONE_MONTH), (True, False)):
        who, area = plants.victim(), next(plants.areas)
        others = [then + timedelta(n if late_comes_first else -n) for n in (1, 2)]
        days = {then: (first, first)} | {on: (on, on) for on in others}
        for on in sorted(days):
            last = plants.report(on, area, person=who, behaviour=days[on])
        plants.want(last, "month after the behaviour", met=inside, one_short=not inside, explain=True)


def ranges_and_unknown_days(plants: Plants) -> None:
    """Behaviour over some time is taken at its last day; one without a day, or of a later day, does not count."""
    for (first, then, inside), _ in product(in_and_out(ONE_MONTH[:6]), range(1)):
        third_with(plants, then, (first - timedelta(9), first), inside, "range")
    for first, *_ in ONE_MONTH[:6]:
        third_with(plants, first, (first - timedelta(3), first + timedelta(3)), True, "within the range")
        third_with(plants, first, None, False, "behaviour without a day")
        third_with(plants, first, (first + timedelta(1),) * 2, False, "behaviour after the complaint")


def third_with(
    plants: Plants, on: date, behaviour: tuple[date, date] | None, counts: bool, edge: str
) -> None:
    """Plant three reports of which the last is about such behaviour."""
    who, area = plants.victim(), next(plants.areas)
    for before in (2, 1):
        plants.report(on - timedelta(before), area, email=who)
    last = plants.report(on, area, email=who, behaviour=behaviour)
    plants.want(last, edge, met=counts, one_short=not counts, explain=True)


def hate(plants: Plants) -> None:
    """One report of hate is enough in six months where the area says so, and nothing by itself elsewhere."""
    areas = cycle(WITH_HATE)
    for first, then, inside in in_and_out(ONE_MONTH):
        alone = plants.report(then, next(areas), person=plants.victim(), hate=True, behaviour=(first, first))
        plants.want(alone, "hate, month after the behaviour", met=inside, one_short=False, explain=False)
    for first, then, inside in in_and_out(SIX_MONTHS):
        for area in (next(areas), next(plants.areas)):
            who, ours = plants.victim(), area in WITH_HATE
            plants.report(first, area, person=who, hate=True)
            later = plants.report(then, area, person=who)
            plants.want(
                later,
                "hate within six months" if ours else "hate where it is no route",
                met=inside and ours,
                one_short=inside and not ours,
                explain=inside,
            )
    for area in WITH_HATE:
        plants.report(day("11-03"), area, person=plants.victim(), place=f"hate {area}", hate=True)
        other = plants.report(day("11-05"), area, person=plants.victim(), place=f"hate {area}")
        plants.want(other, "hate at a linked place", met=True, explain=False)
