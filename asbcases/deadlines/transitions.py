"""Setting, meeting and cancelling deadlines; each leaves an event of the record."""

from datetime import datetime
from typing import Any, Unpack, cast

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import Root, record
from asbcases.cases.models import Report
from asbcases.cases.queries import locked
from asbcases.deadlines import rules
from asbcases.deadlines.choices import LADDER, NATURE, Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.models import PolicyRow
from asbcases.policies.queries import find_limit


@transaction.atomic
def set_deadline(
    kind: Kind,
    *,
    subject: str = "",
    rank: str = "",
    owner: User,
    district: District | None,
    anchored_at: datetime,
    due_at: datetime,
    basis: str,
    facts: dict[str, Any],
    policy: PolicyRow,
    by: User,
    now: datetime,
    **root: Unpack[Root],
) -> Deadline:
    """Set something owed on one report, incident or case by an instant, with its reason, and return it."""
    plan = _plan_of(kind, anchored_at=anchored_at, due_at=due_at)
    deadline = Deadline.objects.create(
        kind=kind,
        subject=subject,
        rank=rank,
        owner=owner,
        district=district,
        anchored_at=anchored_at,
        due_at=due_at,
        next_step_at=rules.next_step(plan, ()),
        basis=basis,
        facts=facts,
        policy=policy,
        steps=rules.written(plan),
        set_at=now,
        **root,
    )
    _record(Verb.DEADLINE_SET, deadline, by=by, now=now, basis=basis)
    return deadline


def _plan_of(kind: Kind, *, anchored_at: datetime, due_at: datetime) -> rules.Plan:
    """Return when each step is taken, by the policy in force when the clock started (docs/decisions/0005)."""
    warn = _span("deadline.warn", kind, anchored_at)
    climb = {rung: _span(f"deadline.escalate.{rung.value}", kind, anchored_at) for rung in LADDER}
    return rules.steps_for(due_at, warn, {rung: span for rung, span in climb.items() if span}, NATURE[kind])


def _span(rule: str, kind: Kind, anchored_at: datetime) -> rules.Span | None:
    row = find_limit(rule, kind.value, london_day(anchored_at))
    return rules.Span(float(row.value), row.unit) if row else None


@transaction.atomic
def meet(
    kind: Kind, *, subject: str = "", rank: str = "", by: User, now: datetime, **root: Unpack[Root]
) -> Deadline | None:
    """Say that what was owed is done, in time or late, and return the deadline; None when nothing is open."""
    named = Deadline.objects.filter(OPEN, kind=kind, subject=subject, rank=rank, **root)
    deadline = named.select_for_update(of=("self",)).first()
    if deadline is None:
        return None
    deadline.met_at, deadline.met_by = now, by
    _end(deadline, "met_at", "met_by")
    _record(Verb.DEADLINE_MET, deadline, by=by, now=now, late=now >= deadline.due_at)
    return deadline


@transaction.atomic
def cancel(deadline: Deadline, *, reason: str, by: User, now: datetime) -> Deadline:
    """End what need not be done any more, with the reason, and return it."""
    deadline = locked(deadline)
    if not deadline.is_open:
        raise Refused(
            f"The deadline for {deadline.get_kind_display()} has already ended: load the page again."
        )
    deadline.cancelled_at, deadline.cancel_reason = now, reason
    _end(deadline, "cancelled_at", "cancel_reason")
    _record(Verb.DEADLINE_CANCELLED, deadline, by=by, now=now, reason=reason)
    return deadline


def _end(deadline: Deadline, *changed: str) -> None:
    deadline.next_step_at = None
    deadline.version += 1
    deadline.save(update_fields=["next_step_at", "version", *changed])


def _record(
    verb: Verb, deadline: Deadline, *, by: User, now: datetime, reason: str = "", **data: object
) -> None:
    record(verb, by=by, now=now, reason=reason, data={**told_of(deadline), **data}, **root_of(deadline))


def root_of(deadline: Deadline) -> Root:
    """Return the one report, incident or case on which it is owed."""
    if deadline.case:
        return {"case": deadline.case}
    return {"incident": deadline.incident} if deadline.incident else {"report": cast(Report, deadline.report)}


def told_of(deadline: Deadline) -> dict[str, object]:
    """Return what every event of the record says about a deadline."""
    return {
        "deadline": deadline.pk,
        "kind": deadline.get_kind_display(),
        "subject": deadline.subject,
        "rank": Rank(deadline.rank).label if deadline.rank else "",
        "due_at": deadline.due_at.isoformat(),
    }
