"""Hearings of courts about an order or an appeal: listed, and held or taken out of the list; courts go on while a case is closed."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import meet
from asbcases.enforcement.choices import HearingKind, MeasureState
from asbcases.enforcement.models import Appeal, Hearing, Measure
from asbcases.enforcement.transitions.clocks import about, expect
from asbcases.enforcement.transitions.drafting import held, told_of
from asbcases.enforcement.transitions.hearsay import changed, end_hearsay, follow_hearsay, part_of
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words


@transaction.atomic
def hear_appeal(appeal: Appeal, *, court: str, at: datetime, by: User, now: datetime) -> Hearing:
    """Record when and where an appeal against a notice is heard, and return the hearing; hearsay notice is owed before it."""
    locked(appeal.case)
    measure = locked(appeal.measure)
    appeal = locked(appeal)
    if appeal.outcome:
        raise Refused("How this appeal ended is recorded: nothing is heard in it any more.")
    if london_day(at) < appeal.lodged_on:
        raise Refused(f"The appeal was lodged on {day_words(appeal.lodged_on)}: it is heard later.")
    hearing = set_hearing(measure, kind=HearingKind.APPEAL, court=court, at=at, appeal=appeal, by=by, now=now)
    changed(appeal)
    return hearing


@transaction.atomic
def set_hearing(
    measure: Measure,
    *,
    kind: HearingKind,
    court: str,
    at: datetime,
    appeal: Appeal | None = None,
    by: User,
    now: datetime,
) -> Hearing:
    """Record that a court hears something about a measure, and return the hearing; what is to come is in the diary."""
    measure = held(measure)
    if measure.recorded_in_error_at or measure.state == MeasureState.DROPPED:
        raise Refused(f"{measure.reference} is before no court: load the page again.")
    if not court.strip():
        raise Refused("Name the court.")
    hearing = Hearing.objects.create(
        case=measure.case,
        measure=measure,
        number=next_number(Hearing.objects.filter(measure=measure)),
        kind=kind,
        court=court.strip(),
        at=at,
        appeal=appeal,
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
    follow_hearsay(hearing, by=by, now=now)


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
    if hearing.appeal:
        end_hearsay(hearing, reason="The hearing is over", by=by, now=now)
        changed(hearing.appeal)
    return hearing
