"""A year of reports of anti-social behaviour in six areas, the same each time, with the planted truth among them.

The year begins on 1 July 2027, so that a 29 February and both changes of the clocks lie in it. Nobody reports in two
areas, nobody but those planted is told of the review, and what is recorded is recorded at once.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from tests.proof.radar_plants_more import planted
from tests.proof.radar_shapes import AREAS, Explained, Report, Wanted, Year

SEED = 20270701
INCIDENTS = 60_391
BEGINS = datetime(2027, 6, 30, 23, tzinfo=UTC)
MINUTES = 366 * 24 * 60
AGENCIES = ("police",) * 14 + ("council",) * 3 + ("landlord",) * 2 + ("other",)
AREA_NAMES = tuple(area.name for area in AREAS)
# How often somebody reports in the year: most once, a few again and again.
OFTEN = (1,) * 70 + (2,) * 16 + (3,) * 6 + (4, 4, 4, 5, 5, 6, 8, 12)
# How many days before the report it happened.
BEFORE = (0,) * 70 + (1,) * 14 + (2, 3, 4, 5, 7, 10, 14, 21, 28, 29, 30, 31, 32, 40, 60, 90)


def year(incidents: int = INCIDENTS, seed: int = SEED) -> Year:
    """Return a year of so many reports, published copies besides; what is planted is always whole."""
    plants = planted()
    ours = sum(report.source != "published" for report in plants.reports)
    around = Crowd(Random(seed)).reports(max(incidents - ours, 0))
    first = len(plants.reports) + 1
    mixed = [*plants.reports, *(replace(each, id=first + number) for number, each in enumerate(around))]
    mixed.sort(key=lambda each: (each.at, each.id))
    ids = {each.id: number for number, each in enumerate(mixed, 1)}
    return Year(
        reports=tuple(replace(each, id=ids[each.id]) for each in mixed),
        explained=tuple(Explained(ids[each.report], each.at) for each in plants.explained),
        wanted=tuple(Wanted(ids[each.report], each.what, each.so, each.edge) for each in plants.wanted),
        victims=plants.victims,
        incidents=sum(each.source != "published" for each in mixed),
    )


class Crowd:
    """Everybody else: households, names that occur twice, telephones of hostels, and nobody who is known."""

    def __init__(self, dice: Random) -> None:
        self.dice, self.people = dice, 0
        self.household: dict[str, str] = {}

    def reports(self, number: int) -> Iterator[Report]:
        """Yield so many reports, and after one of twenty of them the copy that is published of it."""
        made = 0
        while made < number:
            who, area = self._person(), self.dice.choice(AREA_NAMES)
            area = who.pop("area", area)
            for _ in range(min(self.dice.choice(OFTEN), number - made)):
                made += 1
                report = self._report(who, area)
                yield report
                if self.dice.random() < 0.05:
                    yield replace(report, at=report.at + timedelta(hours=1), source="published")

    def _person(self) -> dict[str, str]:
        """Return the keys of somebody new: alone, in the household of the one before, in a hostel, or unknown."""
        self.people += 1
        mark = str(self.people)
        if self.dice.random() < 0.18:
            return {}
        who = {
            "person": f"person {mark}",
            "phone": f"phone {mark}",
            "email": f"email {mark}",
            "address": f"{self.dice.randrange(1, 200)} Street {mark}",
            "name": f"first {self.dice.randrange(600)} last {self.dice.randrange(2500)}",
            "place": f"place {mark}" if self.dice.random() < 0.03 else "",
        }
        return self._at_home(who)

    def _at_home(self, who: dict[str, str]) -> dict[str, str]:
        """Return somebody with the address and the place, and now and then the telephone, of another."""
        chance = self.dice.random()
        if self.household and chance < 0.1:
            kept = ("address", "area", "place", *(("phone",) if chance < 0.03 else ()))
            return who | {key: self.household[key] for key in kept}
        if chance < 0.11:
            area = self.dice.choice(AREA_NAMES)
            return who | {"phone": f"hostel of {area}", "address": "", "area": area}
        self.household = who | {"area": self.dice.choice(AREA_NAMES)}
        return dict(self.household)

    def _report(self, who: dict[str, str], area: str) -> Report:
        """Return a report by somebody, in which some of what is known of them is missing."""
        at = BEGINS + timedelta(minutes=self.dice.randrange(MINUTES - 60))
        known: dict[str, Any] = {
            key: text for key, text in who.items() if key == "place" or self.dice.random() < 0.7
        }
        if "person" in known and self.dice.random() < 0.02:
            known |= {"person": f"{known['person']} again", "same_as": known["person"]}
        return Report(
            id=0,
            at=at,
            area=area,
            agency=self.dice.choice(AGENCIES),
            hate=self.dice.random() < 0.015,
            behaviour=self._behaviour(at.date()),
            source="by_hand" if self.dice.random() < 0.02 else "recorded",
            **known,
        )

    def _behaviour(self, on: date) -> tuple[date, date] | None:
        """Return when it happened: as a rule on one day, now and then over a week, or nobody said."""
        chance = self.dice.random()
        if chance < 0.02:
            return None
        last = on - timedelta(self.dice.choice(BEFORE))
        return (last - timedelta(7 if chance < 0.05 else 0), last)
