"""What the radar must say of each report, written from the law reference alone (0.3 T3; ACR-6, 7, 9, 11; ACG-1); slow and plain.

Chosen where the law leaves it open. Sameness that is certain is carried on: who is the same as the same is the same. A
threshold is met, or one report short, if an application for the victim were received on the day of the report, by what
is on record then. Short counts only on a route on which something counts already: else an area in which one report of
hate is enough would be one short for everybody. What the sources do not decide is named in `undecided`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from tests.data import case_review_calendar as calendar
from tests.proof.radar_shapes import AREAS, Area, Explained, Report, Year

MONTHS_OF_SECONDS = 6
ALL = frozenset({"explain", "ask", "met", "one_short"})
last_of_months, london_day = cache(calendar.last_of_months), calendar.london_day


@dataclass(frozen=True, slots=True)
class Route:
    """How much of what a route to the threshold asks for is there, and how many reports are missing."""

    name: str
    counted: int
    missing: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said when a report has just been recorded."""

    # The victim reported before, within six months; and the review is still to be explained.
    second: bool = False
    explain: bool = False
    # A person is to be asked whether these reports are of the same victim.
    ask: bool = False
    near: frozenset[int] = frozenset()
    met: bool = False
    one_short: bool = False
    routes: tuple[Route, ...] = ()
    # Linked reports that would count but for the day of the behaviour, which nobody said.
    undated: frozenset[int] = frozenset()
    undecided: frozenset[str] = field(default=frozenset())


@dataclass(slots=True)
class Oracle:
    """All reports so far, and to whom the review was explained when."""

    areas: dict[str, Area]
    seen: list[Report] = field(default_factory=list)
    by_key: dict[tuple[str, str], list[Report]] = field(default_factory=lambda: defaultdict(list))
    told: dict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def judge(self, now: Report) -> Verdict:
        """Return the verdict on a report that has just been recorded; published copies never count."""
        if now.source == "published":
            return Verdict()
        if self.seen and now.at < self.seen[-1].at:
            raise ValueError("reports must come in the order of time")
        self._keep(now)
        mine = self.victim(now)
        routes, undated = self._threshold(now, mine)
        met = any(route.missing == 0 for route in routes)
        second, explain, near, undecided = self._seconds(now, mine)
        return Verdict(
            second=second,
            explain=explain,
            ask=bool(near) and not second,
            near=near,
            met=met,
            one_short=not met and any(route.missing == 1 and route.counted for route in routes),
            routes=routes,
            undated=undated,
            undecided=ALL if self._contradicted(mine) else undecided,
        )

    def _keep(self, now: Report) -> None:
        self.seen.append(now)
        for key in {*_keys(now), ("name", now.name), ("address", now.address), ("place", now.place)}:
            if key[1]:
                self.by_key[key].append(now)

    # Who is the same victim

    def victim(self, report: Report) -> dict[int, Report]:
        """Return all reports that are certainly of the victim of one, by their ids, itself among them."""
        found, waiting = {report.id: report}, [report]
        while waiting:
            for key in _keys(waiting.pop()):
                if key[0] == "phone" and self.shared(key[1]):
                    continue
                for other in self.by_key[key]:
                    if other.id not in found:
                        found[other.id] = other
                        waiting.append(other)
        return found

    def shared(self, phone: str) -> bool:
        """Return whether a telephone was given for two persons who are not recorded as one."""
        known = {each.person for each in self.by_key["phone", phone] if each.person}
        return bool(known) and not known <= self._records(min(known))

    def _records(self, person: str) -> set[str]:
        """Return every record that is recorded as the same as one, through any chain."""
        found, waiting = {person}, [person]
        while waiting:
            for each in self.by_key["person", waiting.pop()]:
                for record in {each.person, each.same_as} - found - {""}:
                    found.add(record)
                    waiting.append(record)
        return found

    def _contradicted(self, mine: dict[int, Report]) -> bool:
        """Return whether what is certain would make one victim of two persons on record."""
        known = {each.person for each in mine.values() if each.person}
        return bool(known) and not known <= self._records(min(known))

    # The second report in six months (ACG-1)

    def _seconds(
        self, now: Report, mine: dict[int, Report]
    ) -> tuple[bool, bool, frozenset[int], frozenset[str]]:
        before = [each for each in mine.values() if each is not now and _still(each, now, MONTHS_OF_SECONDS)]
        near = frozenset(
            each.id
            for key in (("name", now.name), ("address", now.address), ("phone", now.phone))
            if key[1]
            for each in self.by_key[key]
            if each.id not in mine and _still(each, now, MONTHS_OF_SECONDS)
        )
        if not before:
            return False, False, near, frozenset()
        told = [london_day(at) for each in mine for at in self.told[each] if at <= now.at]
        given = any(day >= min(_day(each) for each in before) for day in told)
        recently = any(_day(now) <= last_of_months(day, MONTHS_OF_SECONDS) for day in told)
        undecided = {"explain"} if given != recently else set()
        return True, not given, near, frozenset(undecided | ({"ask"} if near else set()))

    # The threshold, if an application were received today (ACR-6, 7, 9, 11)

    def _threshold(self, now: Report, mine: dict[int, Report]) -> tuple[tuple[Route, ...], frozenset[int]]:
        area, here = self.areas[now.area], self.by_key["place", now.place] if now.place else []
        linked = list({**mine, **{each.id: each for each in here}}.values())
        routes = [self._by_reports(area, now, list(mine.values()) if area.several else linked)]
        if area.hate:
            number, months = area.hate
            hate = [each for each in linked if each.hate and _counts(each, now, area, months)]
            routes.append(Route("hate", len(hate), max(number - len(hate), 0)))
        if area.several:
            routes.append(self._by_several(area, now, here))
        undated = frozenset(
            each.id for each in linked if not each.behaviour and _still(each, now, area.application_months)
        )
        return tuple(routes), undated

    def _by_reports(self, area: Area, now: Report, linked: list[Report]) -> Route:
        counted = sum(_counts(each, now, area, area.application_months) for each in linked)
        return Route("complaints", counted, max(area.reports - counted, 0))

    def _by_several(self, area: Area, now: Report, here: list[Report]) -> Route:
        number, people, months = area.several or (0, 0, 0)
        months = min(months, area.application_months)
        counting = [each for each in here if _counts(each, now, area, months)]
        known = {min(self.victim(each)) for each in counting if any(_keys(each))}
        return Route("several", len(counting), max(number - len(counting), people - len(known), 0))


def _keys(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the keys of which one is enough for certainty, where it is known."""
    yield from (("person", record) for record in (report.person, report.same_as) if record)
    yield from ((kind, key) for kind in ("phone", "email") if (key := getattr(report, kind)))
    if report.address and report.name:
        yield "address and name", f"{report.address}|{report.name}"


def _day(report: Report) -> date:
    return london_day(report.at)


def _still(earlier: Report, now: Report, months: int) -> bool:
    """Return whether today lies within so many months beginning with the day of a report."""
    return _day(now) <= last_of_months(_day(earlier), months)


def _counts(report: Report, now: Report, area: Area, application_months: int) -> bool:
    """Return whether a complaint qualifies: made in time after the behaviour, and not too long before today."""
    if report.behaviour is None:
        return False
    first, last = report.behaviour
    in_time = first <= _day(report) <= last_of_months(last, area.complaint_months)
    return in_time and _still(report, now, application_months)


def judged(year: Year, areas: Iterable[Area] = AREAS) -> Iterator[tuple[Report, Verdict]]:
    """Yield each report of a year with the verdict on it."""
    oracle = Oracle({area.name: area for area in areas})
    told: list[Explained] = sorted(year.explained, key=lambda each: each.at, reverse=True)
    for report in year.reports:
        while told and told[-1].at <= report.at:
            each = told.pop()
            oracle.told[each.report].append(each.at)
        yield report, oracle.judge(report)
