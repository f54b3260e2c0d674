"""What follows when a report is recorded: whoever is entitled to a case review is found, and hears of it.

By a service: whoever records a report may not see the others. Of them it keeps numbers, and never a word.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import NamedTuple

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, set_deadline
from asbcases.law.periods import london_day
from asbcases.policies.queries import find_limit
from triggers.models import RadarFinding, ReviewExplanation
from triggers.queries.radar import (
    area_of,
    around,
    around_with_all,
    hanging_on,
    procedure_in,
    signals_around,
)
from triggers.rules.complaints import Link
from triggers.rules.radar import Sighting, Signal, look
from triggers.rules.seconds import second_report
from triggers.transitions.entitled import tell_owners

SERVICE = "system:clocks"
RULE = "review.explain"
BECAUSE = "this victim reported for the second time within six months"
NOT_OWED = "Who reported is known better now: no other report within six months is of the same victim"


@dataclass(frozen=True)
class _Found:
    explain: bool = False
    first_id: int | None = None
    met: bool = False
    by_place: bool = False
    route: str = ""
    one_short: list[str] = field(default_factory=list)
    routes: list[str] = field(default_factory=list)
    ask: list[int] = field(default_factory=list)
    area: str = ""

    @property
    def tells(self) -> bool:
        return bool(self.explain or self.met or self.one_short or self.ask)


class _Seen(NamedTuple):
    """What a report comes to, the reports of the same victim, itself included, and whether others lie near it at all."""

    found: _Found
    of_victim: list[int]
    alone: bool = False


def watch(
    report: Report, *, author: User | None, now: datetime, signals: list[Signal] | None = None
) -> RadarFinding | None:
    """Look at a report beside all others of victim and place, and keep what it comes to; None where that is nothing new."""
    with acting(SERVICE):
        found, of_victim, alone = _seen(report, now, signals)
        not_owed = [] if alone or found.explain else _owed_to_nobody(report)
        if not found.tells and not not_owed:
            return None
        last = RadarFinding.objects.filter(report=report).order_by("-number").first()
        if last and _says(last) == found and not not_owed:
            return None
        finding = RadarFinding.objects.create(
            report=report,
            number=last.number + 1 if last else 1,
            not_owed=bool(not_owed),
            recorded_at=now,
            recorded_by=None,
            **asdict(found),
        )
        for deadline in not_owed:
            cancel(deadline, reason=NOT_OWED, by=None, now=now)
        if finding.explain:
            _expect(finding, author=author, now=now)
        tell_owners(finding, of_victim, author=author, now=now)
        return finding


def watch_again(report: Report, *, author: User | None, now: datetime) -> None:
    """Look at a report of which it is known better who made it, and at those of which the explanation hangs on that."""
    with acting(SERVICE):
        signals = signals_around([report])
        looked_at = hanging_on(report, signals)
    for one in looked_at:
        # Of the report itself what lies around was read just now.
        watch(one, author=author, now=now, signals=signals if one == report else None)


def _owed_to_nobody(report: Report) -> Sequence[Deadline]:
    """Return what is owed of a report that is nobody's second one; by all reports, since a restriction ends no clock."""
    owed = Deadline.objects.filter(OPEN, report=report, kind=Kind.EXPLAIN_REVIEW)
    held = list(owed.select_for_update().order_by("pk"))
    if not held:
        return []
    seen = around_with_all(report)
    others = [one.report for one in seen.others]
    return [] if second_report(seen.signal.report, others, seen.told).explain else held


def _seen(report: Report, now: datetime, signals: list[Signal] | None) -> _Seen:
    seen, today = around(report, signals), london_day(now)
    if not seen.others and not seen.signal.hate:
        # One report alone is no second one, and no area asks for less than two where hate is no part of it.
        return _Seen(_Found(), [], alone=True)
    area = area_of(report)
    sighting = look(seen.signal, seen.others, today, procedure_in(area, today), seen.told)
    complaints = (row.complaint for row in sighting.worksheet.rows)
    return _Seen(_as_kept(sighting, area), [int(one.id) for one in complaints if one.link is Link.VICTIM])


def _as_kept(sighting: Sighting, area: str) -> _Found:
    reached = sighting.worksheet.reached
    return _Found(
        explain=sighting.second.explain,
        first_id=int(sighting.second.first) if sighting.second.first else None,
        met=sighting.met,
        by_place=sighting.by_place,
        route=reached.name.value if reached else "",
        one_short=[name.value for name in sighting.one_short],
        routes=[route.says for route in sighting.worksheet.routes],
        ask=[int(one) for one in sighting.ask],
        area=area,
    )


def _says(finding: RadarFinding) -> _Found:
    return _Found(**{name: getattr(finding, name) for name in _Found.__dataclass_fields__})


def _expect(finding: RadarFinding, *, author: User | None, now: datetime) -> Deadline | None:
    """Have the case review explained to the victim, unless that is owed, was done or was reasoned away for this report."""
    report = finding.report
    owed = Deadline.objects.filter(OPEN, report=report, kind=Kind.EXPLAIN_REVIEW)
    if owed.exists() or ReviewExplanation.objects.filter(report=report).exists():
        return None
    if find_limit(RULE, "", london_day(now)) is None:
        return None
    return set_deadline(
        Kind.EXPLAIN_REVIEW,
        report=report,
        origin=f"radarfinding:{finding.pk}",
        because=BECAUSE,
        rule=RULE,
        owner=owner_for(Kind.EXPLAIN_REVIEW, author=author, lead=None, district=report.district, now=now),
        district=report.district,
        anchored_at=now,
        by=None,
        now=now,
    )
