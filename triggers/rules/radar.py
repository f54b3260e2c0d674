"""Who is entitled to hear of the case review, or to have one, as soon as a report is recorded by any agency; pure.

A report is looked at as if its victim applied on the day it was recorded:

* Reports of the same victim, to whichever agency, are tied by the victim; what is certain is followed from one to the next.
* Reports of other people at the same linked place are tied by the place, and count like any: the Act counts complaints
  about the behaviour, not complainants (ACR-9). Where the area has a rule for several people, they count by that one.
  A threshold that is met only with them is told as such, since a person must see that the behaviour is the same.
* Near matches never count. Where they would make a second report, or the threshold, a person is asked.
* One report short is told for each route for which something counts already, so that a rule of one report of hate does
  not leave everybody one short.
* An area without a procedure has the Act's own threshold. Published data never count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from asbcases.law.limits import Limits, shipped_limits
from triggers.rules.complaints import Complaint, Link, Source
from triggers.rules.seconds import Second, Told, owed
from triggers.rules.shapes import Procedure
from triggers.rules.victims import Report, Tie, Victims
from triggers.rules.worksheet import RouteName, Worksheet, judge

EXPLAIN_LINE = (
    "“You have told us about this more than once in six months. You can ask for an ASB case review, which looks at how "
    "your reports were handled. I will explain how it works.”"
)
MET_LINE = (
    "“From what has been reported, you can ask for an ASB case review and the agencies must carry it out. "
    "Shall I tell you how to ask for it?”"
)
PLACE_LINE = (
    "“Other people have reported trouble there too. If it is the same trouble, you can ask for an ASB case review and the "
    "agencies must carry it out. Shall I tell you how to ask for it?”"
)
SHORT_LINE = (
    "“If it happens again and you report it, you may be entitled to an ASB case review. "
    "You can ask for one now as well; a person decides.”"
)


@dataclass(frozen=True)
class Signal:
    """A report as the radar sees it: by its keys, and by what it tells of the behaviour."""

    report: Report
    behaviour_on: date | None = None
    behaviour_until: date | None = None
    place: str = ""
    hate: bool = False
    incident: str = ""


@dataclass(frozen=True)
class Sighting:
    """What a report comes to: the second one, the threshold, and of whom a person is asked.

    `by_place`: the threshold is met only with what other people reported of the place.
    """

    second: Second
    worksheet: Worksheet
    near: tuple[str, ...] = ()
    by_place: bool = False

    @property
    def met(self) -> bool:
        """Return whether the threshold is reached, be it with what other people reported of the place."""
        return self.worksheet.reached is not None

    @property
    def one_short(self) -> tuple[RouteName, ...]:
        """Return the routes that one more report would complete; none where the threshold is reached."""
        routes = () if self.met else self.worksheet.routes
        return tuple(route.name for route in routes if route.short == 1 and route.counted)

    @property
    def ask(self) -> tuple[str, ...]:
        """Return the reports of which a person is asked whether they are of the same victim."""
        return tuple(dict.fromkeys((*self.second.who, *self.near)))

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what a call handler can say, most important first."""
        met = PLACE_LINE if self.by_place else MET_LINE
        said = ((self.met, met), (self.second.explain, EXPLAIN_LINE), (self.one_short, SHORT_LINE))
        return tuple(line for holds, line in said if holds)


def look(
    signal: Signal,
    others: Iterable[Signal],
    on: date,
    procedure: Procedure | None,
    told: Iterable[Told] = (),
    limits: Limits | None = None,
) -> Sighting:
    """Return what a report recorded on a London day comes to, beside the others that are on record by then."""
    limits = limits or shipped_limits()
    published = signal.report.source is Source.PUBLISHED
    seen = [*(one for one in others if one.report.id != signal.report.id and not published), signal]
    victims = Victims(one.report for one in seen)
    second = owed(signal.report, victims, told, limits)
    weigh = partial(judge, procedure or Procedure(area="", in_force_from=on), on, limits=limits)
    complaints = _complaints(signal, seen, victims.reporters)
    sheet = weigh(complaints)
    near = [one.id for one, tie in victims.ties_to(signal.report) if tie is Tie.NEAR]
    if sheet.reached:
        own = weigh([one for one in complaints if one.link is Link.VICTIM])
        return Sighting(second, sheet, by_place=own.reached is None)
    if_same = weigh(_complaints(signal, seen, _as_if_one(signal, near, victims.reporters)))
    counting = {row.complaint.id for row in if_same.rows if row.counts} if if_same.reached else set()
    return Sighting(second, sheet, tuple(one for one in near if one in counting))


def _as_if_one(signal: Signal, near: Sequence[str], who: Mapping[str, str]) -> Mapping[str, str]:
    """Return who made each report if every near match were of the same victim."""
    mine = who.get(signal.report.id) or f"report {signal.report.id}"
    return {**who, signal.report.id: mine, **dict.fromkeys(near, mine)}


def _complaints(signal: Signal, seen: Sequence[Signal], who: Mapping[str, str]) -> list[Complaint]:
    tied = [_complaint(one, signal, who) for one in seen]
    return [one for one in tied if one.link is not Link.NONE]


def _complaint(one: Signal, signal: Signal, who: Mapping[str, str]) -> Complaint:
    return Complaint(
        id=one.report.id,
        agency=one.report.agency,
        complaint_on=one.report.day,
        behaviour_on=one.behaviour_on,
        behaviour_until=one.behaviour_until,
        complainant=who.get(one.report.id, ""),
        place=one.place,
        hate=one.hate,
        incident=one.incident,
        source=one.report.source,
        link=_link(one, signal, who),
    )


def _link(one: Signal, signal: Signal, who: Mapping[str, str]) -> Link:
    mine = who.get(signal.report.id)
    if one is signal or (mine and who.get(one.report.id) == mine):
        return Link.VICTIM
    return Link.PLACE if one.place and one.place == signal.place else Link.NONE
