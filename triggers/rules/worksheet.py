"""The worksheet of the threshold: which complaints count, by which route it is reached, and what is missing; pure.

Reached, the bodies must decide that it is met (ACR-9). Below it nobody is refused by a rule: a person decides, with
reasons (ACR-11). What an area asks beyond reports is warned of and stops nothing (ACR-12).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from asbcases.law.answers import listed
from asbcases.law.limits import Limits, shipped_limits
from asbcases.law.periods import months_beginning_with
from triggers.rules.complaints import Complaint, Link, Source, Weighed, Why, weigh
from triggers.rules.procedures import warnings
from triggers.rules.shapes import Dedupe, HateRule, Procedure, SeveralRule


class RouteName(StrEnum):
    """The ways in which a threshold may be reached, in the order in which they are tried."""

    COMPLAINTS = "complaints"
    HATE = "hate"
    SEVERAL = "several"


class Decision(StrEnum):
    """What the worksheet leaves to be decided: met and nothing else, or whatever a person decides with reasons."""

    MET = "met"
    HUMAN = "human"


ROUTE_WORDS: Mapping[RouteName, str] = {
    RouteName.COMPLAINTS: "complaints that count",
    RouteName.HATE: "reports of hate",
    RouteName.SEVERAL: "reports by several people about one place",
}


@dataclass(frozen=True)
class Row:
    """One complaint on the worksheet: whether it counts, why in a code and in a sentence, and for which it may stand."""

    complaint: Complaint
    counts: bool
    why: Why
    sentence: str
    proposed_duplicate_of: str | None = None


@dataclass(frozen=True)
class Route:
    """How far one route of the threshold is: how many count and are needed, and of several people likewise."""

    name: RouteName
    counted: int
    needed: int
    people: int = 0
    people_needed: int = 0
    place: str = ""

    @property
    def short(self) -> int:
        """Return how many reports are missing; the missing reports may bring the missing people."""
        return max(self.needed - self.counted, self.people_needed - self.people, 0)

    @property
    def says(self) -> str:
        """Return how far the route is, in words."""
        people = f", from {self.people} of {self.people_needed} people" if self.people_needed else ""
        return f"{self.counted} of {self.needed} {ROUTE_WORDS[self.name]}{people}"


@dataclass(frozen=True)
class Worksheet:
    """What the complaints come to under the procedure that governs."""

    rows: tuple[Row, ...]
    routes: tuple[Route, ...]
    warnings: tuple[str, ...]

    @property
    def reached(self) -> Route | None:
        """Return the first route that is reached, or nothing."""
        return next((route for route in self.routes if not route.short), None)

    @property
    def short(self) -> int:
        """Return the least number of reports missing over the routes; 0 where the threshold is reached."""
        return min(route.short for route in self.routes)

    @property
    def decision(self) -> Decision:
        """Return what may be decided: met alone where it is reached, else what a person finds."""
        return Decision.MET if self.reached else Decision.HUMAN

    @property
    def ask(self) -> tuple[str, ...]:
        """Return the complaints of which a person must ask when the behaviour was."""
        return tuple(row.complaint.id for row in self.rows if row.why is Why.BEHAVIOUR_UNKNOWN)

    @property
    def sentence(self) -> str:
        """Return in words what the worksheet comes to."""
        if self.reached:
            return f"{self.reached.says}: the bodies must decide that the threshold is met (s.104(4))."
        so_far = listed(route.says for route in self.routes)
        reasons = "with reasons on persistence, harm and how adequate the response was"
        return f"{so_far}: a person decides, {reasons} (s.104(5))."


def judge(
    procedure: Procedure, received_on: date, complaints: Iterable[Complaint], limits: Limits | None = None
) -> Worksheet:
    """Return the worksheet of an application received on a London day, under the procedure that governs it.

    Raises `NoLimitError` where the area leaves a number to the Act and the Act had none on that day.
    """
    limits = limits or shipped_limits()
    numbers = procedure.numbers(received_on, limits)
    weighed = [weigh(one, received_on, numbers) for one in complaints]
    passed = [one for one in weighed if one.why is Why.COUNTS]
    hate = list(_of_hate(weighed, procedure.dedupe, procedure.hate, received_on))
    rows = tuple(_row(one, procedure.dedupe, passed, hate) for one in weighed)
    routes = [_by_number(rows, procedure, numbers.complaints)]
    if procedure.hate:
        routes.append(Route(RouteName.HATE, len(hate), procedure.hate.number))
    if procedure.several:
        routes.append(_by_several(rows, procedure.several, received_on))
    codes = tuple(warned.code for warned in warnings(procedure, limits))
    return Worksheet(rows, tuple(routes), codes)


def _row(one: Weighed, dedupe: Dedupe, passed: Sequence[Weighed], hate: Sequence[Complaint]) -> Row:
    complaint = one.complaint
    if one.why is Why.LATE_APPLICATION and complaint in hate:
        words = f"{one.sentence} It does count as a report of hate, which has months of its own here."
        return Row(complaint, False, one.why, words)
    stands = stands_for(complaint, dedupe, passed) if one.why is Why.COUNTS else None
    if stands is None or complaint.decided_duplicate is False:
        return Row(complaint, one.why is Why.COUNTS, one.why, one.sentence)
    if complaint.decided_duplicate:
        words = (
            f"Does not count: {complaint.says} was decided to be a duplicate of {stands.says} (s.104(12))."
        )
        return Row(complaint, False, Why.DUPLICATE, words)
    words = f"{one.sentence} It may be a duplicate of {stands.says}: a person decides (s.104(12))."
    return Row(complaint, True, one.why, words, stands.id)


def stands_for(complaint: Complaint, dedupe: Dedupe, passed: Sequence[Weighed]) -> Complaint | None:
    """Return the earliest complaint that the area's rule counts in place of this one, or nothing; the first written wins.

    Only complaints of one known person can be duplicates. A decision that one is a duplicate holds for as long as the
    rule finds an earlier one, so that correcting the earlier complaint never loses both.
    """
    alike = [one.complaint for one in passed if _alike(one.complaint, complaint, dedupe)]
    first = min(alike, key=lambda one: one.complaint_on, default=None)
    return first if first is not complaint else None


def _alike(one: Complaint, other: Complaint, dedupe: Dedupe) -> bool:
    if not one.complainant or one.complainant != other.complainant:
        return False
    match dedupe:
        case Dedupe.SAME_INCIDENT:
            return bool(one.incident) and one.incident == other.incident
        case Dedupe.SAME_DAY:
            return one.complaint_on == other.complaint_on
    return dedupe is Dedupe.SAME_COMPLAINANT


def _by_number(rows: Sequence[Row], procedure: Procedure, needed: int) -> Route:
    """Count complaints; where several people at a place have a route of their own, what a place alone ties is theirs."""
    links = (Link.VICTIM,) if procedure.several else (Link.VICTIM, Link.PLACE, Link.HATE)
    counted = sum(row.counts and row.complaint.link in links for row in rows)
    return Route(RouteName.COMPLAINTS, counted, needed)


def _of_hate(
    weighed: Sequence[Weighed], dedupe: Dedupe, rule: HateRule | None, received_on: date
) -> Iterator[Complaint]:
    """Yield the reports of hate that count by their own months, which stand in place of the window of applications."""
    passed = [one for one in weighed if one.in_first_window]
    for one in (each.complaint for each in passed if each.complaint.hate):
        taken_out = one.decided_duplicate and stands_for(one, dedupe, passed)
        if rule and not taken_out and received_on <= months_beginning_with(one.complaint_on, rule.months):
            yield one


def _by_several(rows: Sequence[Row], rule: SeveralRule, received_on: date) -> Route:
    """Count reports at each linked place, and answer with the place at which the fewest are missing."""
    found = [
        row.complaint
        for row in rows
        if row.counts
        and row.complaint.link in (Link.VICTIM, Link.PLACE)
        and received_on <= months_beginning_with(row.complaint.complaint_on, rule.months)
    ]
    routes = [_at_place(place, found, rule) for place in _places(found)]
    return min(routes, key=lambda route: (route.short, -route.counted), default=_at_place("", (), rule))


def _places(complaints: Iterable[Complaint]) -> Iterator[str]:
    yield from dict.fromkeys(one.place for one in complaints if one.place)


def _at_place(place: str, complaints: Sequence[Complaint], rule: SeveralRule) -> Route:
    here = [one for one in complaints if one.place == place]
    people = {one.complainant for one in here if one.complainant}
    return Route(RouteName.SEVERAL, len(here), rule.number, len(people), rule.people, place)


__all__ = [
    "Complaint",
    "Decision",
    "Link",
    "Route",
    "RouteName",
    "Row",
    "Source",
    "Why",
    "Worksheet",
    "judge",
]
