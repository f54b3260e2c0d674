"""Hearings of courts about an order: listed, and held or taken out of the list; courts go on while a case is closed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import meet
from asbcases.enforcement.choices import HearingKind, MeasureState
from asbcases.enforcement.models import Hearing, Measure
from asbcases.enforcement.transitions.clocks import about, expect
from asbcases.enforcement.transitions.drafting import held, told_of
from asbcases.errors import Refused


@transaction.atomic
def set_hearing(
    measure: Measure, *, kind: HearingKind, court: str, at: datetime, by: User, now: datetime
) -> Hearing:
    """Record that a court hears something about an order, and return the hearing; what is to come is in the diary."""
    measure = held(measure)
    if measure.recorded_in_error_at or measure.state == MeasureState.DROPPED:
        raise Refused(f"{measure.reference} is before no court: load the page again.")
    if not court.strip():
        raise Refused("Name the court.")
    highest = Hearing.objects.filter(measure=measure).aggregate(highest=Max("number"))["highest"] or 0
    hearing = Hearing.objects.create(
        case=measure.case,
        measure=measure,
        number=highest + 1,
        kind=kind,
        court=court.strip(),
        at=at,
        recorded_at=now,
        recorded_by=by,
    )
    told = told_of(measure, hearing=hearing.pk, at=at.isoformat())
    record(Verb.HEARING_SET, by=by, now=now, case=measure.case, data=told)
    watch(hearing, by=by, now=now)
    return hearing


def watch(hearing: Hearing, *, by: User, now: datetime) -> None:
    """Put a hearing that is still to come into the diary."""
    if hearing.at <= now or hearing.held_at:
        return
    expect(
        Kind.HEARING,
        hearing.measure,
        origin=f"hearing:{hearing.pk}",
        because=f"{hearing.court} hears it ({hearing.get_kind_display().lower()})",
        at=hearing.at,
        subject=part_of(hearing),
        anchored_at=now,
        by=by,
        now=now,
    )


@transaction.atomic
def hold_hearing(hearing: Hearing, *, outcome: str, by: User, now: datetime) -> Hearing:
    """Record what came of a hearing, or that it was taken out of the list, and return it."""
    measure, hearing = held(hearing.measure), locked(hearing)
    hearing.measure = measure
    if hearing.held_at:
        raise Refused(f"What came of hearing {hearing.number} is recorded already: load the page again.")
    if not outcome.strip():
        raise Refused("Say what came of it: the words stay with the hearing.")
    hearing.held_at, hearing.outcome = now, outcome.strip()
    hearing.version += 1
    hearing.save(update_fields=["held_at", "outcome", "version"])
    told = told_of(measure, hearing=hearing.pk)
    happened_at = min(hearing.at, now)
    record(Verb.HEARING_HELD, by=by, now=now, happened_at=happened_at, case=measure.case, data=told)
    meet(Kind.HEARING, case=measure.case, subject=about(measure, part_of(hearing)), by=by, now=now)
    return hearing


def part_of(hearing: Hearing) -> str:
    """Return what tells the clock of a hearing from that of another about the same order."""
    return f"hearing {hearing.number}"
