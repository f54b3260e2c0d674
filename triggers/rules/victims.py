"""Which reports are of the same victim, and which are near enough that a person is asked; pure.

The same: the same person's record (through any chain of "recorded as the same"), telephone or e-mail address, or the
same address and name together. Near: the same name or address alone, or what two known people share, be it a telephone,
an e-mail address, or an address and name. Published data are nobody's report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from asbcases.law.periods import london_day
from triggers.rules.complaints import Source


@dataclass(frozen=True)
class Report:
    """One report to any agency, by the keys it is found by; what is empty is not known."""

    id: str
    at: datetime
    agency: str
    person: str = ""
    same_as: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    name: str = ""
    source: Source = Source.RECORDED

    @cached_property
    def day(self) -> date:
        """Return the London day of the report."""
        return london_day(self.at)


class Tie(StrEnum):
    """How two reports are tied by their victims."""

    SAME = "same"
    NEAR = "near"
    NONE = "none"


class Victims:
    """All reports that are on record at one moment, read for who is whose victim."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = tuple(report for report in reports if report.source is not Source.PUBLISHED)
        self._same_as: dict[str, str] = {}
        for report in self.reports:
            if report.person and report.same_as:
                _join(self._same_as, report.person, report.same_as)
        people = defaultdict(set)
        for report in self.reports:
            for mark in _marks(report) if report.person else ():
                people[mark].add(self.known_as(report.person))
        self._shared = frozenset(mark for mark, known in people.items() if len(known) > 1)

    def known_as(self, person: str) -> str:
        """Return the one record that stands for all records of a person."""
        return _root(self._same_as, person)

    def tie(self, one: Report, other: Report) -> Tie:
        """Return how two of the reports are tied by themselves; what is not known is never the same."""
        if not set(self._certain(one)).isdisjoint(self._certain(other)):
            return Tie.SAME
        weak = ("name", "address", "phone", "email")
        near = any(getattr(one, key) and getattr(one, key) == getattr(other, key) for key in weak)
        return Tie.NEAR if near else Tie.NONE

    def ties_to(self, report: Report) -> list[tuple[Report, Tie]]:
        """Return every other report with its tie to this one: whoever is the same as the same is the same."""
        who = self.reporters
        mine = who.get(report.id)
        return [
            (one, Tie.SAME if mine and who[one.id] == mine else self.tie(one, report))
            for one in self.reports
            if one.id != report.id
        ]

    @cached_property
    def reporters(self) -> Mapping[str, str]:
        """Return a key of who made each report, by its id; who could not be told from others has none.

        What is certain is followed from report to report, yet no unknown caller ever joins two known people.
        """
        joined: dict[str, str] = {}
        for report in self.reports:
            for one, other in pairwise(self._certain(report)):
                roots = sorted((_root(joined, one), _root(joined, other)), key=_is_person)
                if not all(map(_is_person, roots)):
                    _join(joined, *roots)
        first = {report.id: next(iter(self._certain(report)), "") for report in self.reports}
        return {name: _root(joined, mark) for name, mark in first.items()}

    def _certain(self, report: Report) -> Sequence[str]:
        """Return what makes reports be of one victim: the record of a known person first, then what nobody shares."""
        person = [f"{PERSON}{self.known_as(report.person)}"] if report.person else []
        return [*person, *(mark for mark in _marks(report) if mark not in self._shared)]


PERSON = "person "


def _marks(report: Report) -> Iterator[str]:
    if report.phone:
        yield f"phone {report.phone}"
    if report.email:
        yield f"email {report.email}"
    if report.address and report.name:
        yield f"address {report.address} name {report.name}"


def _is_person(mark: str) -> bool:
    return mark.startswith(PERSON)


def _root(joined: Mapping[str, str], one: str) -> str:
    while one in joined:
        one = joined[one]
    return one


def _join(joined: dict[str, str], one: str, other: str) -> None:
    """Let the second stand for the first, and for all that the first stands for."""
    mine, theirs = _root(joined, one), _root(joined, other)
    if mine != theirs:
        joined[mine] = theirs
