"""Setting, meeting and cancelling deadlines; each leaves an event of the record."""

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction

from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import Root
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.planning import Almanac, plan
from asbcases.deadlines.queries import open_ones
from asbcases.deadlines.restricted import kept_among_named
from asbcases.deadlines.transitions.recording import record_on
from asbcases.errors import Refused


@transaction.atomic
def set_deadline(
    kind: Kind,
    *,
    origin: str,
    because: str,
    rule: str = "",
    qualifier: str = "",
    promised_for: datetime | None = None,
    subject: str = "",
    rank: str = "",
    owner: User,
    district: District | None,
    anchored_at: datetime,
    by: User | None,
    now: datetime,
    almanac: Almanac | None = None,
    **root: Unpack[Root],
) -> Deadline:
    """Set something owed on one report, incident or case, and return it.

    Its date comes from the rule of policy in force when its clock started, or is the instant that was promised.
    `origin` names the fact that set it going, `because` says it in words.
    """
    deadline = Deadline(
        kind=kind,
        origin=origin,
        because=because,
        rule=rule,
        qualifier=qualifier,
        promised_for=promised_for,
        subject=subject,
        rank=rank,
        owner=kept_among_named(owner, rank, root),
        district=district,
        anchored_at=anchored_at,
        set_at=now,
        **root,
    )
    plan(deadline, almanac or Almanac.about(kind, rule, qualifier))
    deadline.save()
    started: dict[str, Any] = {
        "basis": deadline.basis,
        "origin": origin,
        "anchored_at": anchored_at.isoformat(),
    }
    record_on(Verb.DEADLINE_SET, deadline, by=by, now=now, **started)
    return deadline


@transaction.atomic
def meet(
    kind: Kind,
    *,
    subject: str = "",
    rank: str = "",
    by: User | None,
    now: datetime,
    done_at: datetime | None = None,
    **root: Unpack[Root],
) -> Deadline | None:
    """Say that what was owed is done, in time or late, and return the deadline; None when nothing is open.

    `done_at` is when it was done, where we are told of it later.
    """
    named = open_ones().filter(kind=kind, subject=subject, rank=rank, **root)
    deadline = named.select_for_update(of=("self",)).first()
    if deadline is None:
        return None
    for name, row in root.items():
        # The record that the caller holds, and no second reading of it.
        setattr(deadline, name, row)
    return meet_held(deadline, by=by, now=now, done_at=done_at)


def meet_held(
    deadline: Deadline, *, by: User | None, now: datetime, done_at: datetime | None = None
) -> Deadline:
    """Say that what an open deadline asks for is done, where the caller holds its row as it stands."""
    met_at = done_at or now
    deadline.met_at, deadline.met_by = met_at, by
    _end(deadline, "met_at", "met_by")
    late = met_at >= deadline.due_at
    record_on(Verb.DEADLINE_MET, deadline, by=by, now=now, happened_at=met_at, late=late)
    return deadline


@transaction.atomic
def cancel(
    deadline: Deadline, *, reason: str, by: User | None, now: datetime, waived: bool = False
) -> Deadline:
    """End what need not be done any more, with the reason, and return it; a waiver by `waive` is counted apart."""
    return cancel_held(locked(deadline), reason=reason, by=by, now=now, waived=waived)


def cancel_held(
    deadline: Deadline, *, reason: str, by: User | None, now: datetime, waived: bool = False
) -> Deadline:
    """End the same, where the caller holds its row as it stands."""
    if not deadline.is_open:
        raise Refused(
            f"The deadline for {deadline.get_kind_display()} has already ended: load the page again."
        )
    deadline.cancelled_at, deadline.cancelled_by, deadline.cancel_reason = now, by, reason
    deadline.waived = waived
    _end(deadline, "cancelled_at", "cancelled_by", "cancel_reason", "waived")
    verb = Verb.DEADLINE_WAIVED if waived else Verb.DEADLINE_CANCELLED
    record_on(verb, deadline, by=by, now=now, reason=reason)
    return deadline


def _end(deadline: Deadline, *changed: str) -> None:
    deadline.next_step_at = None
    deadline.version += 1
    deadline.save(update_fields=["next_step_at", "version", *changed])
