"""What people decide about a deadline: ask for more time, grant or return it, pause, waive, cancel, hand over.

Each decision is a row that stays, with the rank by which it was taken, the reason, and the date before and after.
"""

from datetime import datetime
from typing import Any, cast

from django.db import transaction

from asbcases.accounts.choices import CASE_WORK, Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.queries import locked
from asbcases.deadlines import rules
from asbcases.deadlines.choices import Nature, RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.planning import PLANNED, Almanac, plan
from asbcases.deadlines.transitions.recording import owed_on_of, path_of, record_on, root_of
from asbcases.deadlines.transitions.setting import cancel
from asbcases.errors import Refused
from asbcases.law.words import instant_words
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue

ENDS = (RulingVerb.WAIVED, RulingVerb.CANCELLED)


@transaction.atomic
def ask_for_time(deadline: Deadline, *, until: datetime, reason: str, by: User, now: datetime) -> Ruling:
    """Ask the supervisor to put a deadline off until an instant, and return the request; it moves nothing."""
    deadline = _open(deadline, reason)
    _refuse_unless_later(deadline, until, now)
    _waits(deadline, until)
    return _rule(
        RulingVerb.ASKED, deadline, before=deadline.due_at, until=until, reason=reason, by=by, now=now
    )


@transaction.atomic
def return_request(deadline: Deadline, *, reason: str, by: User, now: datetime) -> Ruling:
    """Send a request for more time back with the reason, and return the ruling."""
    deadline = _ruled(deadline, reason, by)
    asked = open_request(deadline)
    if asked is None:
        raise Refused("Nobody waits for an answer about this deadline: load the page again.")
    _waits(deadline, None)
    _answer(asked, deadline, granted=False, now=now)
    return _rule(RulingVerb.RETURNED, deadline, before=deadline.due_at, reason=reason, by=by, now=now)


@transaction.atomic
def extend(deadline: Deadline, *, until: datetime, reason: str, by: User, now: datetime) -> Ruling:
    """Give more time, until the first instant at which it is then late, and return the ruling."""
    deadline = _ruled(deadline, reason, by)
    _refuse_unless_later(deadline, until, now)
    before, asked = deadline.due_at, open_request(deadline)
    deadline.extension = {"to": until.isoformat(), "by": by.name, "why": reason}
    deadline.asked_until = None
    _replan(deadline, "extension", "asked_until")
    if asked:
        _answer(asked, deadline, granted=True, now=now)
    return _rule(RulingVerb.EXTENDED, deadline, before=before, until=until, reason=reason, by=by, now=now)


@transaction.atomic
def pause(deadline: Deadline, *, until: datetime, reason: str, by: User, now: datetime) -> Ruling:
    """Let the clock stand still from now until an instant, and return the ruling."""
    deadline = _ruled(deadline, reason, by)
    if deadline.promised_for or deadline.extension:
        raise Refused(
            "What was promised or put off has a date of its own and no clock to pause: extend it instead."
        )
    if until <= now:
        raise Refused("The end of the pause has passed: give a later one.")
    if pause_at(deadline, now):
        raise Refused("The clock is paused already: end that pause first.")
    before = deadline.due_at
    deadline.pauses = [
        *deadline.pauses,
        {"from": now.isoformat(), "until": until.isoformat(), "by": by.name, "why": reason},
    ]
    _replan(deadline, "pauses")
    return _rule(RulingVerb.PAUSED, deadline, before=before, until=until, reason=reason, by=by, now=now)


@transaction.atomic
def resume(deadline: Deadline, *, reason: str, by: User, now: datetime) -> Ruling:
    """End the pause that a clock is in, and return the ruling."""
    deadline = _ruled(deadline, reason, by)
    running = pause_at(deadline, now)
    if running is None:
        raise Refused("The clock is not paused now: load the page again.")
    before = deadline.due_at
    deadline.pauses = [
        {**one, "until": now.isoformat()} if one == running else one for one in deadline.pauses
    ]
    _replan(deadline, "pauses")
    return _rule(RulingVerb.RESUMED, deadline, before=before, until=now, reason=reason, by=by, now=now)


@transaction.atomic
def waive(deadline: Deadline, *, reason: str, by: User, now: datetime) -> Ruling:
    """Say that what was owed need not be done, with rank and reason, and return the ruling; waivers are counted."""
    deadline = _ruled(deadline, reason, by)
    deadline = cancel(deadline, reason=reason, by=by, now=now, waived=True)
    # The event was written by the cancelling; the ruling keeps the rank.
    return _kept(RulingVerb.WAIVED, deadline, before=deadline.due_at, reason=reason, by=by, now=now)


@transaction.atomic
def call_off(deadline: Deadline, *, reason: str, by: User, now: datetime) -> Ruling:
    """Cancel what is owed no more, its ground being gone, with rank and reason, and return the ruling; no waiver."""
    deadline = cancel(_ruled(deadline, reason, by), reason=reason, by=by, now=now)
    return _kept(RulingVerb.CANCELLED, deadline, before=deadline.due_at, reason=reason, by=by, now=now)


@transaction.atomic
def reassign(deadline: Deadline, *, to: User, reason: str, by: User, now: datetime) -> Ruling:
    """Give a deadline to somebody else to do, and return the ruling; its date stays."""
    deadline = _open(deadline, reason)
    if Rank(by.rank).order < Rank.SERGEANT.order:
        raise Refused("A sergeant or above gives a deadline to somebody else: ask your supervisor.")
    if not to.is_active or to.role not in CASE_WORK:
        raise Refused(f"{to.name} does not work on cases: choose an officer who does.")
    if deadline.rank and Rank(to.rank).order < Rank(deadline.rank).order:
        asked = Rank(deadline.rank).label.lower()
        raise Refused(
            f"This has to be done by a {asked} or above, and {to.name} is not: choose somebody who is."
        )
    return hand_over(deadline, to=to, reason=reason, by=by, now=now)


@transaction.atomic
def hand_over(deadline: Deadline, *, to: User, reason: str, by: User, now: datetime) -> Ruling:
    """Have somebody else owe a deadline, whatever their rank: of those who may know of it nobody else is left."""
    deadline = _open(deadline, reason)
    deadline.owner = to
    deadline.version += 1
    deadline.save(update_fields=["owner", "version"])
    return _rule(
        RulingVerb.REASSIGNED, deadline, before=deadline.due_at, to=to, reason=reason, by=by, now=now
    )


def open_request(deadline: Deadline) -> Ruling | None:
    """Return the request for more time that waits for an answer, or None."""
    answered = (RulingVerb.ASKED, RulingVerb.RETURNED, RulingVerb.EXTENDED, *ENDS)
    newest = deadline.rulings.filter(verb__in=answered).order_by("-pk").first()
    return newest if newest and newest.verb == RulingVerb.ASKED else None


def pause_at(deadline: Deadline, now: datetime) -> dict[str, str] | None:
    """Return the pause in which the clock stands still at an instant, or None."""
    for one in deadline.pauses:
        if datetime.fromisoformat(one["from"]) <= now < datetime.fromisoformat(one["until"]):
            return dict(one)
    return None


def _open(deadline: Deadline, reason: str) -> Deadline:
    deadline = locked(deadline)
    if not deadline.is_open:
        raise Refused(
            f"The deadline for {deadline.get_kind_display()} has already ended: load the page again."
        )
    if not reason.strip():
        raise Refused("Say why: the reason is kept with the date.")
    return deadline


def _ruled(deadline: Deadline, reason: str, by: User) -> Deadline:
    """Return the deadline locked, once it is clear that this person may rule on it."""
    deadline = _open(deadline, reason)
    if deadline.nature == Nature.WINDOW:
        raise Refused("This is somebody's right and not ours to change: it passes on its day.")
    if not rules.may_rule(by.rank, deadline.rank):
        needed = Rank(deadline.rank or Rank.SERGEANT)
        least = needed if needed.order > Rank.SERGEANT.order else Rank.SERGEANT
        raise Refused(
            f"It takes the rank of {least.label.lower()} or above to decide this: ask somebody who has it."
        )
    return deadline


def _refuse_unless_later(deadline: Deadline, until: datetime, now: datetime) -> None:
    if until <= max(deadline.due_at, now):
        later = instant_words(max(deadline.due_at, now))
        raise Refused(f"More time has to end after {later}: give a later date.")


def _waits(deadline: Deadline, until: datetime | None) -> None:
    """Keep on the deadline whether somebody waits for more time: the board reads it by an index."""
    deadline.asked_until = until
    deadline.save(update_fields=["asked_until"])


def _answer(asked: Ruling, deadline: Deadline, *, granted: bool, now: datetime) -> None:
    """Tell whoever asked for more time what was decided."""
    who, owed_on = cast(User, asked.by), owed_on_of(deadline)
    context: dict[str, object] = {
        "kind": deadline.get_kind_display(),
        "reference": owed_on.reference,
        "path": path_of(owed_on),
        "due_at": deadline.due_at.isoformat(),
        "granted": granted,
    }
    key, template = f"ruling:{asked.pk}:{who.pk}", Template.ANSWERED
    queue([message_of(key, who, template, context, now=now, rings=False, **root_of(deadline))])


def _replan(deadline: Deadline, *changed: str) -> None:
    plan(deadline, Almanac.about(deadline.kind, deadline.rule, deadline.qualifier))
    deadline.version += 1
    deadline.save(update_fields=["version", *changed, *PLANNED])


VERBS = {
    RulingVerb.ASKED: Verb.DEADLINE_ASKED,
    RulingVerb.RETURNED: Verb.DEADLINE_RETURNED,
    RulingVerb.EXTENDED: Verb.DEADLINE_EXTENDED,
    RulingVerb.PAUSED: Verb.DEADLINE_PAUSED,
    RulingVerb.RESUMED: Verb.DEADLINE_RESUMED,
    RulingVerb.REASSIGNED: Verb.DEADLINE_REASSIGNED,
}


def _rule(
    verb: RulingVerb,
    deadline: Deadline,
    *,
    before: datetime,
    reason: str,
    by: User,
    now: datetime,
    until: datetime | None = None,
    to: User | None = None,
) -> Ruling:
    """Keep a ruling, write its event, and return it."""
    ruling = _kept(verb, deadline, before=before, until=until, to=to, reason=reason, by=by, now=now)
    words: dict[str, Any] = {
        "basis": deadline.basis,
        "due_before": before.isoformat(),
        "owner": deadline.owner.name,
    }
    if until:
        words["until"] = until.isoformat()
    record_on(VERBS[verb], deadline, by=by, now=now, reason=reason, ruling=ruling.pk, **words)
    return ruling


def _kept(
    verb: RulingVerb,
    deadline: Deadline,
    *,
    before: datetime,
    reason: str,
    by: User,
    now: datetime,
    until: datetime | None = None,
    to: User | None = None,
) -> Ruling:
    return Ruling.objects.create(
        deadline=deadline,
        verb=verb,
        at=now,
        by=by,
        rank=by.rank,
        reason=reason,
        due_before=before,
        due_after=deadline.due_at,
        until=until,
        to=to,
        **root_of(deadline),
    )
