"""By when the actions of cases were to be done, told from the file alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from asbcases.cases.models import CaseAction, CaseClosing
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import london_midnight_after


def case_actions(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the end of its day for each action; it is over when done, dropped, waived, or the case is closed."""
    if root != "case":
        return
    actions = list(CaseAction.objects.filter(case__in=ids).order_by("pk"))
    closings = _closings({action.case_id for action in actions})
    for action in actions:
        owed = Expected(
            Kind.CASE_ACTION,
            root=action.case_id,
            origin=f"case_action:{action.pk}",
            anchored_at=action.recorded_at,
            subject=str(action.number),
            promised_for=london_midnight_after(action.due_on),
        )
        _end(owed, action, closings[action.case_id], clockwork.ended_at(owed))
        yield owed


def _closings(cases: set[int]) -> Mapping[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for case, closed_at in CaseClosing.objects.filter(case__in=cases).values_list("case", "closed_at"):
        found[case].append(closed_at)
    return found


def _end(owed: Expected, action: CaseAction, closings: list[datetime], ruled_at: datetime | None) -> None:
    """End it by what came first; the case may have been opened again since, its actions stay ended."""
    closed_at = min((at for at in closings if at >= action.recorded_at), default=None)
    ends = [("cancelled_at", at) for at in (ruled_at, closed_at, action.dropped_at) if at]
    ends += [("met_at", action.done_at)] if action.done_at else []
    if ends:
        how, at = min(ends, key=lambda end: end[1])
        owed.end(**{how: at})
