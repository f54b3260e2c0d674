"""By when the case review was to be explained to the victims of reports, from what the radar found and what was told.

A finding that it is the second report starts the clock, unless it runs already or something was told or reasoned of this
report. What is told meets it, a reason ends it, and so does whoever waives it, and a finding that it is no second report.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from triggers.models import RadarFinding, ReviewExplanation

RULE = "review.explain"
Acts = Sequence[RadarFinding | ReviewExplanation]


def explanations(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every explanation of the case review that was ever owed of these reports."""
    if root != "report":
        return
    acts: dict[int, list[RadarFinding | ReviewExplanation]] = defaultdict(list)
    for found in RadarFinding.objects.filter(Q(explain=True) | Q(not_owed=True), report__in=ids):
        acts[found.report_id].append(found)
    for told in ReviewExplanation.objects.filter(report__in=ids):
        acts[told.report_id].append(told)
    for of_report in acts.values():
        yield from _of_report(sorted(of_report, key=_in_order), clockwork)


def _in_order(act: RadarFinding | ReviewExplanation) -> tuple[datetime, bool, int]:
    """Return where an act stands: what is explained in the very call in which it is found comes after that."""
    return act.recorded_at, isinstance(act, ReviewExplanation), act.pk


def _of_report(acts: Acts, clockwork: Clockwork) -> Iterator[Expected]:
    owed: Expected | None = None
    told = False
    for act in acts:
        if owed and (ruled_at := clockwork.ended_at(owed)) and ruled_at <= act.recorded_at:
            owed.end(cancelled_at=ruled_at)
            owed = None
        if isinstance(act, ReviewExplanation) or act.not_owed:
            told = told or isinstance(act, ReviewExplanation)
            if owed:
                _end(owed, act)
                owed = None
        elif owed is None and not told and clockwork.asks(RULE, "", act.recorded_at):
            owed = _expected(act)
            yield owed
    if owed and (ruled_at := clockwork.ended_at(owed)):
        owed.end(cancelled_at=ruled_at)


def _end(owed: Expected, by: RadarFinding | ReviewExplanation) -> None:
    if isinstance(by, ReviewExplanation) and by.told_at:
        owed.end(met_at=by.told_at, noted_at=by.recorded_at)
    else:
        owed.end(cancelled_at=by.recorded_at)


def _expected(found: RadarFinding) -> Expected:
    return Expected(
        Kind.EXPLAIN_REVIEW,
        root=found.report_id,
        origin=f"radarfinding:{found.pk}",
        anchored_at=found.recorded_at,
        rule=RULE,
        set_at=found.recorded_at,
    )
