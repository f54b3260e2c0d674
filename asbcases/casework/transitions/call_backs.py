"""Promises to ring a caller back, and keeping them."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import CallBack, Report
from asbcases.cases.queries import locked, next_call_back_number
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.transitions import meet, set_deadline
from asbcases.errors import Refused
from asbcases.law.words import instant_words


@transaction.atomic
def promise_call_back(report: Report, *, call_by: datetime, by: User, now: datetime) -> CallBack:
    """Keep what the caller was promised: to hear from us by an instant; put it into the diary and return it."""
    if call_by <= now:
        raise Refused("The time by which we promise to ring has passed: give a later one.")
    call_back = CallBack.objects.create(
        report=report,
        number=next_call_back_number(report),
        promised_at=now,
        call_by=call_by,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, object] = {"call_back": call_back.number, "call_by": call_by.isoformat()}
    record(Verb.CALL_BACK_PROMISED, by=by, now=now, report=report, data=told)
    set_deadline(
        Kind.CALL_BACK,
        report=report,
        origin=f"call_back:{call_back.pk}",
        because=f"the caller was promised a call back by {instant_words(call_by)}",
        promised_for=call_by,
        subject=str(call_back.number),
        owner=owner_for(Kind.CALL_BACK, author=by, lead=None, district=report.district, now=now),
        district=report.district,
        anchored_at=now,
        by=by,
        now=now,
    )
    return call_back


@transaction.atomic
def make_call_back(call_back: CallBack, *, note: str, by: User, now: datetime) -> CallBack:
    """Keep that the caller was rung, and what came of it; return the promise that is now kept."""
    call_back = locked(call_back)
    if call_back.made_at:
        raise Refused("This call was recorded already: load the page again.")
    if not note.strip():
        raise Refused("Say what came of the call: the note is kept with the report.")
    call_back.made_at, call_back.made_by, call_back.note = now, by, note
    call_back.version += 1
    call_back.save(update_fields=["made_at", "made_by", "note", "version"])
    told: dict[str, object] = {"call_back": call_back.number, "late": now >= call_back.call_by}
    record(Verb.CALL_BACK_MADE, by=by, now=now, report=call_back.report, data=told)
    meet(Kind.CALL_BACK, report=call_back.report, subject=str(call_back.number), by=by, now=now)
    return call_back
