"""Named operations with their days, and what is known of a gathering or an unlicensed music event."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GatheringKind, Licence, Source
from asbcases.cases.models import Gathering, Incident, IncidentOperation, Operation
from asbcases.cases.queries import locked
from asbcases.casework.queries.incident_parts import days_of
from asbcases.casework.transitions.wrong import said_again
from asbcases.errors import Refused
from asbcases.law.words import day_words


class Plan(TypedDict):
    """What an operation is for, where, and from which day to which."""

    name: str
    purpose: str
    district: District | None
    starts_on: date
    ends_on: date | None


@transaction.atomic
def make_operation(*, by: User, now: datetime, **plan: Unpack[Plan]) -> Operation:
    """Make a named operation, and return it."""
    _refuse_unless_sensible(plan)
    operation = Operation.objects.create(recorded_at=now, recorded_by=by, **plan)
    record(Verb.OPERATION_MADE, by=by, now=now, data=_told(operation))
    return operation


@transaction.atomic
def change_operation(operation: Operation, *, by: User, now: datetime, **plan: Unpack[Plan]) -> Operation:
    """Change what an operation is for or its days; the incidents under it must stay within them."""
    operation = locked(operation)
    _refuse_unless_sensible(plan)
    for name, value in plan.items():
        setattr(operation, name, value)
    operation.version += 1
    operation.save(update_fields=[*plan, "version"])
    under = Incident.objects.filter(
        operations__operation=operation, operations__recorded_in_error_at__isnull=True
    )
    for incident in under.order_by("happened_from", "pk").iterator():
        _refuse_outside(incident, operation)
    record(Verb.OPERATION_CHANGED, by=by, now=now, data=_told(operation))
    return operation


def _told(operation: Operation) -> dict[str, object]:
    ends = operation.ends_on.isoformat() if operation.ends_on else None
    return {"operation": operation.name, "from": operation.starts_on.isoformat(), "until": ends}


def _refuse_unless_sensible(plan: Plan) -> None:
    if not plan["name"].strip() or not plan["purpose"].strip():
        raise Refused("Give the operation a name, and say what it is for.")
    if plan["ends_on"] and plan["ends_on"] < plan["starts_on"]:
        raise Refused("The operation must not end before it begins: correct the days.")


@transaction.atomic
def join_operation(incident: Incident, operation: Operation, *, by: User, now: datetime) -> IncidentOperation:
    """Put an incident under an operation within whose days it happened, and return the link."""
    incident, operation = locked(incident), locked(operation)
    _refuse_published(incident)
    _refuse_outside(incident, operation)
    link = IncidentOperation.objects.filter(incident=incident, operation=operation).first()
    if link and not link.recorded_in_error_at:
        raise Refused(f"{incident.reference} stands under {operation.name} already.")
    if link:
        said_again(link)
    else:
        link = IncidentOperation.objects.create(
            incident=incident, operation=operation, recorded_at=now, recorded_by=by
        )
    told: dict[str, object] = {"operation": operation.name}
    record(Verb.OPERATION_JOINED, by=by, now=now, incident=incident, data=told)
    return link


def _refuse_published(incident: Incident) -> None:
    if incident.source != Source.OWN:
        raise Refused(f"{incident.reference} is a published copy: only what was recorded here is worked on.")


def _refuse_outside(incident: Incident, operation: Operation) -> None:
    """Refuse an incident that cannot have happened on one of the operation's days."""
    first, last = days_of(incident)
    if last < operation.starts_on or (operation.ends_on and first > operation.ends_on):
        until = f" to {day_words(operation.ends_on)}" if operation.ends_on else " on"
        raise Refused(
            f"{incident.reference} happened outside the days of {operation.name}, "
            f"from {day_words(operation.starts_on)}{until}: choose another operation, or correct its days."
        )


@transaction.atomic
def note_gathering(
    incident: Incident,
    *,
    kind: GatheringKind,
    organiser: str = "",
    numbers: int | None = None,
    licence: Licence,
    licence_reference: str = "",
    tools: Sequence[str] = (),
    note: str = "",
    read: int,
    by: User,
    now: datetime,
) -> Gathering:
    """Keep what is known of an event that draws people together, and return it.

    `read` is the version that is corrected, 0 where nothing was noted yet.
    """
    incident = locked(incident)
    _refuse_published(incident)
    known = Gathering.objects.filter(incident=incident).first()
    if read != (known.version if known else 0):
        raise Refused(
            "Somebody noted this since you opened the page: load it again, and look what it says now."
        )
    gathering = locked(known) if known else Gathering(incident=incident, recorded_at=now, recorded_by=by)
    gathering.version += 1 if known else 0
    gathering.kind, gathering.organiser, gathering.numbers = kind, organiser, numbers
    gathering.licence, gathering.licence_reference = licence, licence_reference
    gathering.tools, gathering.note = sorted(set(tools)), note
    gathering.save()
    told: dict[str, object] = {"kind": GatheringKind(kind).label.lower(), "numbers": numbers}
    record(Verb.GATHERING_NOTED, by=by, now=now, incident=incident, data=told)
    return gathering
