"""What is seized under a warrant because it was used in the breach of a notice (2014 Act s.51)."""

from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Breach, Seizure
from asbcases.enforcement.transitions.breach_clocks import done, start
from asbcases.enforcement.transitions.standing import (
    Over,
    about_breach,
    held_breach,
    quash_facts,
    refuse_blank,
    refuse_unless_between,
    weigh_given,
)
from asbcases.errors import Refused
from asbcases.law.periods import london_day


@transaction.atomic
def note_warrant(
    breach: Breach, *, item: str, warrant_on: date, over: Over = None, by: User, now: datetime
) -> Seizure:
    """Record a justice's warrant to seize an item, and return it; there is a time to enter under it (WRK-5)."""
    breach = held_breach(breach)
    if breach.measure.kind != MeasureKind.CPN:
        raise Refused("Only what was used in the breach of a notice is seized in this way (2014 Act s.51).")
    item = refuse_blank(item, "Write which item may be seized.")
    refuse_unless_between(warrant_on, london_day(breach.happened_at), now, "The warrant was issued")
    facts = {"WRK-5": {"issued_on": warrant_on}, **quash_facts(breach.measure)}
    found = weigh_given(breach.measure, facts, over=over, by=by, now=now)
    seizure = Seizure.objects.create(
        case=breach.case,
        breach=breach,
        number=next_number(Seizure.objects.filter(breach=breach)),
        item=item,
        warrant_on=warrant_on,
        recorded_at=now,
        recorded_by=by,
    )
    record(Verb.WARRANT_NOTED, by=by, now=now, case=breach.case, data=_told(seizure))
    answer = found["WRK-5"][0].answer
    start(Kind.WARRANT_ENTRY, breach.measure, seizure, answer, answer.values["last_day"], by=by, now=now)
    return seizure


@transaction.atomic
def seize_item(seizure: Seizure, *, seized_on: date, kept_at: str, by: User, now: datetime) -> Seizure:
    """Record that the item was seized; unless proceedings begin in time it goes back (WRK-6). Return it."""
    seizure = _standing(seizure, work=True)
    if seizure.seized_on:
        raise Refused("That it was seized is recorded already: load the page again.")
    refuse_unless_between(seized_on, seizure.warrant_on, now, "The item was seized")
    measure = seizure.breach.measure
    found = weigh_given(measure, {"WRK-6": {"seized_on": seized_on}}, by=by, now=now)
    seizure.seized_on, seizure.kept_at = seized_on, refuse_blank(kept_at, "Write where the item is kept.")
    _save(seizure, "seized_on", "kept_at")
    record(Verb.ITEM_SEIZED, by=by, now=now, case=seizure.case, data=_told(seizure))
    done(Kind.WARRANT_ENTRY, measure, seizure, seized_on, by=by, now=now)
    if seizure.breach.proceedings_on is None:
        answer = found["WRK-6"][0].answer
        start(Kind.SEIZED_ITEM, measure, seizure, answer, answer.values["last_day"], by=by, now=now)
    return seizure


@transaction.atomic
def return_item(
    seizure: Seizure, *, outcome: str, returned_on: date | None = None, by: User, now: datetime
) -> Seizure:
    """Record what became of the item: given back on a day, or forfeited; return it."""
    seizure = _standing(seizure, work=False)
    if seizure.seized_on is None or seizure.outcome:
        raise Refused("What became of it is recorded once, after it was seized: load the page again.")
    if returned_on:
        refuse_unless_between(returned_on, seizure.seized_on, now, "The item was given back")
    seizure.outcome = refuse_blank(outcome, "Write what became of the item.")
    seizure.returned_on = returned_on
    _save(seizure, "outcome", "returned_on")
    record(Verb.ITEM_RETURNED, by=by, now=now, case=seizure.case, data=_told(seizure))
    on = returned_on or london_day(now)
    done(Kind.SEIZED_ITEM, seizure.breach.measure, seizure, on, by=by, now=now)
    return seizure


def _standing(seizure: Seizure, *, work: bool) -> Seizure:
    breach = held_breach(seizure.breach, work=work)
    seizure = locked(seizure)
    if seizure.recorded_in_error_at:
        raise Refused("This was recorded in error: load the page again.")
    seizure.breach, seizure.case = breach, breach.case
    return seizure


def _save(seizure: Seizure, *fields: str) -> None:
    seizure.version += 1
    seizure.save(update_fields=["version", *fields])


def _told(seizure: Seizure) -> dict[str, object]:
    return about_breach(seizure.breach, id=seizure.pk, item=seizure.number)
