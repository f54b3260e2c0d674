"""What somebody undertakes to do on a case by a day; the diary watches the day."""

from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseAction
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.errors import Refused
from asbcases.law.periods import london_day, london_midnight_after
from asbcases.law.words import day_words


@transaction.atomic
def plan_action(
    case: Case, *, words: str, owner: User, doer: str = "", due_on: date, by: User, now: datetime
) -> CaseAction:
    """Keep what somebody undertakes to do by the end of a day, put it into the diary, and return it.

    `owner` answers for it; `doer` is who does it, where that is somebody of another agency.
    """
    case = locked(case)
    refuse_on_closed(case)
    if not words.strip():
        raise Refused("Say what is to be done.")
    if due_on < london_day(now):
        raise Refused("This day has passed: choose today or a later day.")
    if not owner.is_active or owner.role not in CASE_WORK:
        raise Refused(f"{owner.name} does not work on cases: choose an officer who does.")
    action = CaseAction.objects.create(
        case=case,
        number=_next_number(case),
        words=words,
        owner=owner,
        doer=doer.strip(),
        due_on=due_on,
        recorded_at=now,
        recorded_by=by,
    )
    told = {**_data_of(action), "owner": owner.name, "due_on": due_on.isoformat()}
    record(Verb.ACTION_PLANNED, by=by, now=now, case=case, data=told)
    _set(action, by=by, now=now)
    return action


def _set(action: CaseAction, *, by: User, now: datetime) -> None:
    case = action.case
    set_deadline(
        Kind.CASE_ACTION,
        case=case,
        origin=f"case_action:{action.pk}",
        because=f"action {action.number} was undertaken for {day_words(action.due_on)}",
        promised_for=london_midnight_after(action.due_on),
        subject=str(action.number),
        owner=owner_for(
            Kind.CASE_ACTION, author=action.owner, lead=case.lead, district=case.district, now=now
        ),
        district=case.district,
        anchored_at=now,
        by=by,
        now=now,
    )


@transaction.atomic
def do_action(action: CaseAction, *, result: str, by: User, now: datetime) -> CaseAction:
    """Keep that an action is done, and what came of it; return it."""
    action = _open(action, result, "Say what came of it: the result is kept with the action.")
    action.done_at, action.result = now, result
    _save(action, "done_at")
    record(Verb.ACTION_DONE, by=by, now=now, case=action.case, data=_data_of(action))
    meet(Kind.CASE_ACTION, case=action.case, subject=str(action.number), by=by, now=now)
    return action


@transaction.atomic
def drop_action(action: CaseAction, *, result: str, by: User, now: datetime) -> CaseAction:
    """Keep that an action will not be done, and why; return it."""
    action = _open(action, result, "Say why it is not done: the reason is kept with the action.")
    action.dropped_at, action.result = now, result
    _save(action, "dropped_at")
    record(Verb.ACTION_DROPPED, by=by, now=now, reason=result, case=action.case, data=_data_of(action))
    owed = Deadline.objects.filter(
        OPEN, kind=Kind.CASE_ACTION, case=action.case, subject=str(action.number)
    ).first()
    if owed:
        cancel(owed, reason=result, by=by, now=now)
    return action


def _open(action: CaseAction, result: str, wanted: str) -> CaseAction:
    case, action = locked(action.case), locked(action)
    refuse_on_closed(case)
    if action.done_at or action.dropped_at:
        raise Refused(f"Action {action.number} has ended already: load the page again.")
    if not result.strip():
        raise Refused(wanted)
    action.case = case
    return action


def _save(action: CaseAction, ended: str) -> None:
    action.version += 1
    action.save(update_fields=[ended, "result", "version"])


def refuse_on_closed(case: Case) -> None:
    """Refuse to do anything on a case that is closed."""
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again before anything is done on it.")


def _data_of(action: CaseAction) -> dict[str, object]:
    return {"number": action.number, "action": action.pk}


def _next_number(case: Case) -> int:
    """Return the number that the next action gets; the case is locked meanwhile."""
    return next_number(CaseAction.objects.filter(case=case))
