"""By when hearsay notice is owed before each hearing of an appeal (EVD-2), told from hearings and the record alone."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from asbcases.audit.choices import Verb
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.diary.told import End, Told, ended, ruled, within
from asbcases.enforcement.models import Hearing
from asbcases.law.periods import london_day, london_midnight_after


def hearsay_notices(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every clock of hearsay notice: closing the case has it set again while the hearing is to come."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    found = Hearing.objects.filter(case__in=ids, appeal__isnull=False).select_related("measure")
    for hearing in found.order_by("pk"):
        noted = _noted(hearing, told)
        if hearing.at > hearing.recorded_at and not (noted and noted.told_at < hearing.recorded_at):
            yield from _of_hearing(hearing, noted, told, clockwork)


def _noted(hearing: Hearing, told: Told) -> End | None:
    """Return what was noted first of hearsay notice in the appeal: that it was served, or that none is needed."""
    events = told.events[Verb.APPEAL_HEARSAY, hearing.appeal_id or 0]
    if not events:
        return None
    at, served_on = events[0].recorded_at, events[0].data["served_on"]
    return End(at, within(date.fromisoformat(served_on), at) if served_on else None)


def _of_hearing(hearing: Hearing, noted: End | None, told: Told, clockwork: Clockwork) -> Iterator[Expected]:
    first = _owed(hearing, hearing.recorded_at, told)
    ends = [*ruled(first, clockwork), *([noted] if noted else ())]
    ends += [End(hearing.held_at)] if hearing.held_at else []
    over, begun = min(ends, default=None), hearing.recorded_at
    for closed_at in sorted(told.closings[hearing.case_id]):
        if begun <= closed_at and (over is None or closed_at < over.told_at):
            yield ended(_owed(hearing, begun, told), [End(closed_at)])
            if closed_at >= hearing.at:
                return
            begun = closed_at
    yield ended(_owed(hearing, begun, told), [over] if over else [])


def _owed(hearing: Hearing, begun: datetime, told: Told) -> Expected:
    safe_day = told.day_of("EVD-2", {"hearing_on": london_day(hearing.at)}, "safe_day", begun)
    return Expected(
        Kind.HEARSAY_NOTICE,
        root=hearing.case_id,
        origin=f"hearing:{hearing.pk}",
        anchored_at=begun,
        subject=f"{hearing.measure.reference} hearing {hearing.number}",
        promised_for=london_midnight_after(safe_day),
    )
