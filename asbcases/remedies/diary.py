"""The clocks of restorative justice told a second time, from the rows of the file alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from asbcases.audit.models import AuditEvent
from asbcases.audit.plan_choices import RemedyVerb
from asbcases.cases.models import CaseClosing
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_of
from asbcases.remedies.choices import Step
from asbcases.remedies.models import Restorative, RestorativeSide
from asbcases.remedies.rules import day_begins, subject_of

NATURE = "deadline.nature"
# How the record says that they met.
MET = Step.MET.label.lower()


def restorative_answers(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the answer of each to whom it was offered; it is over when given, with the referral, or with the case."""
    if root != "case":
        return
    offered = RestorativeSide.objects.filter(case__in=ids, offered_at__isnull=False)
    sides = list(offered.select_related("restorative", "party").order_by("pk"))
    closings = _closings({side.case_id for side in sides})
    for side in sides:
        offered_at = side.offered_at
        if offered_at is None or not clockwork.asks(NATURE, Kind.RESTORATIVE_ANSWER, offered_at):
            continue
        owed = Expected(
            Kind.RESTORATIVE_ANSWER,
            root=side.case_id,
            origin=f"restorative_side:{side.pk}",
            anchored_at=offered_at,
            subject=subject_of(side.restorative.number, side.side),
            rule="restorative.answer",
        )
        closed = [at for at in closings.get(side.case_id, ()) if at >= offered_at]
        _end(owed, _first_answer(side), [clockwork.ended_at(owed), side.restorative.ended_at, *closed])
        yield owed


def _closings(cases: set[int]) -> Mapping[int, list[datetime]]:
    found: dict[int, list[datetime]] = {}
    for case, closed_at in CaseClosing.objects.filter(case__in=cases).values_list("case", "closed_at"):
        found.setdefault(case, []).append(closed_at)
    return found


def _first_answer(side: RestorativeSide) -> datetime | None:
    """Return when they first answered: a later answer takes the place of an earlier one, of which the record tells."""
    if side.answered_at is None:
        return None
    data = {"data__restorative": side.restorative_id, "data__person": str(side.party).lower()}
    said = AuditEvent.objects.filter(case=side.case_id, verb=RemedyVerb.RESTORATIVE_ANSWERED, **data)
    return said.order_by("pk").values_list("recorded_at", flat=True).first()


def _end(owed: Expected, answered_at: datetime | None, over: Sequence[datetime | None]) -> None:
    """End it by what came first."""
    ends = [("cancelled_at", at) for at in over if at]
    ends += [("met_at", answered_at)] if answered_at else []
    if ends:
        how, at = min(ends, key=lambda end: end[1])
        owed.end(**{how: at})


def restorative_looks(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the looks at what came after each meeting, which nothing but a ruling ends before their day."""
    if root != "case":
        return
    held = Restorative.objects.filter(case__in=ids, met_on__isnull=False)
    for referral in held.order_by("pk"):
        yield from _looks(referral, clockwork)


def _looks(referral: Restorative, clockwork: Clockwork) -> Iterator[Expected]:
    noted_at = _noted_at(referral)
    if referral.met_on is None or noted_at is None:
        return
    anchored_at = day_begins(referral.met_on)
    if not clockwork.asks(NATURE, Kind.RESTORATIVE_LOOK, anchored_at, known_at=noted_at):
        return
    for row in limits_of("restorative.look", london_day(anchored_at)).order_by("qualifier"):
        look = Expected(
            Kind.RESTORATIVE_LOOK,
            root=referral.case_id,
            origin=f"restorative:{referral.pk}",
            anchored_at=anchored_at,
            subject=subject_of(referral.number, row.qualifier),
            rule="restorative.look",
            qualifier=row.qualifier,
            set_at=noted_at,
        )
        if ruled_at := clockwork.ended_at(look):
            look.end(cancelled_at=ruled_at)
        yield look


def _noted_at(referral: Restorative) -> datetime | None:
    """Return when it was noted that they met."""
    moved = AuditEvent.objects.filter(
        case=referral.case_id, verb=RemedyVerb.RESTORATIVE_MOVED, data__restorative=referral.pk
    )
    told = moved.filter(data__state=MET)
    return told.order_by("pk").values_list("recorded_at", flat=True).first()
