"""Which reports are of the same victim, and which are near enough that a person is asked; pure.

The same: the same person's record (through any chain of "recorded as the same"), telephone or e-mail address, or the
same address and name together. Near: the same name or the same address alone, a telephone that two known people share,
or a shared e-mail address, or address and name, of two people who are both known. Published data are nobody's report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

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
        self._joined: dict[str, str] = {}
        for report in self.reports:
            if report.person and report.same_as:
                self._join(report.person, report.same_as)
        people = defaultdict(set)
        for report in self.reports:
            if report.phone and report.person:
                people[report.phone].add(self.known_as(report.person))
        self.shared = frozenset(phone for phone, known in people.items() if len(known) > 1)

    def known_as(self, person: str) -> str:
        """Return the one record that stands for all records of a person."""
        while person in self._joined:
            person = self._joined[person]
        return person

    def _join(self, person: str, same_as: str) -> None:
        mine, theirs = self.known_as(person), self.known_as(same_as)
        if mine != theirs:
            self._joined[mine] = theirs

    def tie(self, one: Report, other: Report) -> Tie:
        """Return how two reports are tied; what is not known is never the same."""
        if Source.PUBLISHED in (one.source, other.source):
            return Tie.NONE
        if one.person and self.known_as(one.person) == self.known_as(other.person):
            return Tie.SAME
        strong = not set(self._strong(one)).isdisjoint(self._strong(other))
        if strong and not (one.person and other.person):
            return Tie.SAME
        return Tie.NEAR if strong or _near(one, other) else Tie.NONE

    def key(self, report: Report) -> str:
        """Return a key of who reported, or nothing where nobody could tell: the first of what is known for certain."""
        if report.person:
            return f"person {self.known_as(report.person)}"
        return next(self._strong(report), "")

    def _strong(self, report: Report) -> Iterator[str]:
        """Yield what makes two reports be of one victim, unless each is known to be of another person."""
        if report.phone and report.phone not in self.shared:
            yield f"phone {report.phone}"
        if report.email:
            yield f"email {report.email}"
        if report.address and report.name:
            yield f"address {report.address} name {report.name}"


def _near(one: Report, other: Report) -> bool:
    weak = ((one.name, other.name), (one.address, other.address), (one.phone, other.phone))
    return any(mine and mine == theirs for mine, theirs in weak)
