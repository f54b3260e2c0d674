"""Writing the record; registered reactions answer each event in the same transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypedDict, Unpack

from asbcases.accounts.models import User
from asbcases.audit.context import request_id
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access, AuditEvent
from asbcases.audit.verbs import AnyVerb
from asbcases.audit.waiting import write
from asbcases.cases.models import Case, CaseReview, Incident, Person, ProblemPlan, Report
from asbcases.db.actor import current

Dispatcher = Callable[[AuditEvent, datetime, User | None], None]
_dispatchers: list[Dispatcher] = []


class Root(TypedDict, total=False):
    """The one report, incident, case, review or plan that an event or a look is about."""

    report: Report
    incident: Incident
    case: Case
    review: CaseReview
    plan: ProblemPlan


class RootKey(Root, total=False):
    """The same, or the key of it where no more is at hand."""

    report_id: int | None
    incident_id: int
    case_id: int
    review_id: int
    plan_id: int


def register(dispatcher: Dispatcher) -> None:
    """Have every event handed to this dispatcher, in the transaction that wrote it."""
    if dispatcher not in _dispatchers:
        _dispatchers.append(dispatcher)


@contextmanager
def heard_by(dispatcher: Dispatcher) -> Iterator[None]:
    """Hand every event to this dispatcher too until the block ends."""
    register(dispatcher)
    try:
        yield
    finally:
        _dispatchers.remove(dispatcher)


def event_of(
    verb: AnyVerb,
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    happened_at: datetime | None = None,
    data: dict[str, object],
    **root: Unpack[RootKey],
) -> AuditEvent:
    """Return an unsaved event, with the actor's name, role and agency as they are now."""
    return AuditEvent(
        verb=verb,
        actor=by,
        actor_key=str(by.pk) if by else current(),
        actor_name=by.name if by else current().removeprefix("system:"),
        actor_role=by.get_role_display() if by else "Service",
        actor_agency=by.agency.name if by else "",
        reason=reason,
        data=data,
        request_id=request_id.get(),
        happened_at=happened_at or now,
        recorded_at=now,
        **root,
    )


def record(
    verb: AnyVerb,
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    happened_at: datetime | None = None,
    data: dict[str, object] | None = None,
    **root: Unpack[RootKey],
) -> AuditEvent:
    """Write one event of the record, let the reactions answer it, and return it."""
    event = event_of(verb, by=by, now=now, reason=reason, happened_at=happened_at, data=data or {}, **root)
    write(event)
    for dispatch in _dispatchers:
        dispatch(event, now, by)
    return event


def record_access(
    what: Look,
    *,
    by: User,
    now: datetime,
    about: str = "",
    person: Person | None = None,
    **root: Unpack[Root],
) -> Access:
    """Write that somebody looked (Data Protection Act 2018 s.62)."""
    seen = {
        "user": by,
        "role": by.role,
        "agency_id": by.agency_id,
        "what": what,
        "about": about,
        "person": person,
        "at": now,
    }
    return Access.objects.create(request_id=request_id.get(), **seen, **root)
