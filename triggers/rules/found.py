"""Which reports on file belong on the worksheet of a review, and what each would come to there; pure.

Certain is what the radar holds for certain: a report of the same victim, or of the same linked place. Whatever is only near
(a name or an address alone, a telephone that two known people share, hate against the victim that somebody else told of) is
marked and needs a person. Of who complained no name
goes out: the victim has the name that the application gives, and everybody else a number of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from asbcases.law.limits import Limits
from triggers.rules.complaints import Complaint, Link, alike
from triggers.rules.radar import Signal
from triggers.rules.shapes import Procedure
from triggers.rules.victims import Tie, Victims
from triggers.rules.worksheet import Row, judge

ANOTHER = "Another person "
NEAR = {
    "name": "the same name",
    "address": "the same address",
    "phone": "a telephone that known people share",
    "email": "an e-mail address that known people share",
}


AGAINST_THE_VICTIM = "an incident of hate of which the file names the victim"


@dataclass(frozen=True)
class Looked:
    """What is looked for: the application as reports would hold it, what its victim is called, and where it happened.

    `against` are the reports of incidents of hate of which the file names the victim, whoever told of them.
    """

    asked: Sequence[Signal]
    victim: str
    place: str
    received_on: date
    against: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """What stands on the worksheet: its complaints, which of them are of no report, and the name given to each report."""

    complaints: Sequence[Complaint] = ()
    by_hand: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """A report that is not on the worksheet: what it would be there, and what is alike where it is only near."""

    report: str
    complainant: str
    place: str
    row: Row
    near: tuple[str, ...] = ()
    perhaps: str = ""

    @property
    def complaint(self) -> Complaint:
        """Return the complaint that it would be."""
        return self.row.complaint

    @property
    def certain(self) -> bool:
        """Return whether it may be added without a look: it is neither near nor perhaps on the worksheet already."""
        return not self.near and not self.perhaps


def propose(
    looked: Looked,
    others: Sequence[Signal],
    sheet: Sheet,
    procedure: Procedure,
    limits: Limits,
) -> list[Proposal]:
    """Return what belongs on the worksheet beside what stands there: what counts first, the newest first."""
    seen = [one for one in others if one.report.day <= looked.received_on]
    victims = Victims(one.report for one in (*looked.asked, *seen))
    who = victims.reporters
    named = _named(looked, sheet, seen, who)
    found: list[Complaint] = []
    near: dict[str, tuple[str, ...]] = {}
    for one in seen:
        link = _link(one, looked, who)
        what = () if link else _near(one, looked, victims)
        if link or what:
            name = named[one.report.id] if link else looked.victim
            found.append(_complaint(one, link or Link.VICTIM, looked, name))
            near[one.report.id] = what
    rows = _judged(found, near, sheet, procedure, looked.received_on, limits)
    proposals = [_proposal(row, near, looked, named, sheet) for row in rows]
    return sorted(proposals, key=lambda one: (bool(one.near), not one.row.counts, -_age(one), one.report))


def _age(one: Proposal) -> int:
    return one.complaint.complaint_on.toordinal()


def _link(one: Signal, looked: Looked, who: Mapping[str, str]) -> Link | None:
    """Return what ties a report for certain; nothing where nothing does."""
    mine = {key for asked in looked.asked if (key := who.get(asked.report.id))}
    if who.get(one.report.id) in mine:
        return Link.VICTIM
    return Link.PLACE if _same_place(one, looked) else None


def _same_place(one: Signal, looked: Looked) -> bool:
    return bool(one.place) and one.place in {asked.place for asked in looked.asked}


def _near(one: Signal, looked: Looked, victims: Victims) -> tuple[str, ...]:
    """Return what is alike of a report that is only near."""
    hate = (AGAINST_THE_VICTIM,) if one.hate and one.report.id in looked.against else ()
    return hate + tuple(
        words
        for key, words in NEAR.items()
        if any(
            victims.tie(one.report, asked.report) is Tie.NEAR
            and getattr(one.report, key)
            and getattr(one.report, key) == getattr(asked.report, key)
            for asked in looked.asked
        )
    )


def _named(looked: Looked, sheet: Sheet, seen: Sequence[Signal], who: Mapping[str, str]) -> Mapping[str, str]:
    """Return under which name the reporter of each report stands, the same wherever they are the same."""
    known = {key: looked.victim for asked in looked.asked if (key := who.get(asked.report.id))}
    for report, name in sheet.names.items():
        if name and (key := who.get(report)):
            known.setdefault(key, name)
    numbers = _numbers(sheet)
    for one in sorted(seen, key=lambda each: (each.report.at, each.report.id)):
        if (key := who.get(one.report.id)) and key not in known:
            known[key] = f"{ANOTHER}{next(numbers)}"
    return {one.report.id: known.get(who.get(one.report.id, ""), "") for one in seen}


def _numbers(sheet: Sheet) -> Iterator[int]:
    taken = {name.removeprefix(ANOTHER) for name in sheet.names.values()}
    number = 0
    while True:
        number += 1
        if str(number) not in taken:
            yield number


def _complaint(one: Signal, link: Link, looked: Looked, complainant: str) -> Complaint:
    return Complaint(
        id=_id(one.report.id),
        agency=one.report.agency,
        complaint_on=one.report.day,
        behaviour_on=one.behaviour_on,
        behaviour_until=one.behaviour_until,
        complainant=alike(complainant),
        place=alike(looked.place) if _same_place(one, looked) else "",
        hate=one.hate,
        incident=one.incident,
        source=one.report.source,
        link=link,
    )


def _id(report: str) -> str:
    return f"report {report}"


def _judged(
    found: Sequence[Complaint],
    near: Mapping[str, tuple[str, ...]],
    sheet: Sheet,
    procedure: Procedure,
    received_on: date,
    limits: Limits,
) -> Iterator[Row]:
    """Yield what each would come to: what is near beside all that is certain, and never the other way round."""
    of_near = {_id(report) for report, what in near.items() if what}
    certain = [one for one in found if one.id not in of_near]
    for some, all_of_them in ((certain, certain), ([one for one in found if one.id in of_near], found)):
        rows = judge(procedure, received_on, [*sheet.complaints, *all_of_them], limits).rows
        wanted = {one.id for one in some}
        yield from (row for row in rows if row.complaint.id in wanted)


def _proposal(
    row: Row, near: Mapping[str, tuple[str, ...]], looked: Looked, named: Mapping[str, str], sheet: Sheet
) -> Proposal:
    complaint = row.complaint
    report = complaint.id.removeprefix("report ")
    place = looked.place if complaint.place else ""
    return Proposal(report, named[report], place, row, near[report], _perhaps(complaint, sheet))


def _perhaps(one: Complaint, sheet: Sheet) -> str:
    """Return the complaint that was written by hand and may be this one: to the same agency on the same day."""
    alike_ones = (
        other.id
        for other in sheet.complaints
        if other.id in sheet.by_hand and (other.agency, other.complaint_on) == (one.agency, one.complaint_on)
    )
    return next(alike_ones, "")
