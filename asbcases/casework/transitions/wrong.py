"""What was recorded in error: it stays, marked so with the reason, and counts for nothing any more."""

from datetime import datetime
from typing import TypeVar

from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import Root, record
from asbcases.cases.models import (
    Document,
    ExternalReference,
    IncidentOperation,
    IncidentParty,
    IncidentVehicle,
    Person,
    Vehicle,
)
from asbcases.cases.models.shared import Corrigible
from asbcases.cases.queries import locked
from asbcases.errors import Refused

OfIncident = IncidentParty | IncidentVehicle | IncidentOperation
OnRecord = ExternalReference | Document
STRUCK = ("recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why")
Row = TypeVar("Row", bound=Corrigible)
Whole = TypeVar("Whole", bound=Person | Vehicle)


@transaction.atomic
def part_in_error(part: OfIncident | OnRecord, *, reason: str, by: User, now: datetime) -> None:
    """Say that something on a record is wrong, and why: somebody's part, a vehicle, a reference, an operation, a file."""
    part = _struck(part, reason=reason, by=by, now=now)
    told: dict[str, object] = {"what": words_of(part), "kind": str(part._meta.model_name)}
    if isinstance(part, IncidentParty):
        told["number"] = part.number
    record(Verb.PART_WRONG, by=by, now=now, reason=reason, data=told, **_root_of(part))


@transaction.atomic
def record_in_error(whole: Whole, *, reason: str, by: User, now: datetime) -> Whole:
    """Say that a whole record of a person or vehicle is wrong, and return it: nobody finds it any more."""
    if _is_in_use(whole):
        raise Refused(
            f"{whole.reference} takes part in a record, perhaps one that you do not see: "
            "have that part marked as recorded in error first."
        )
    whole = _struck(whole, reason=reason, by=by, now=now)
    whole.version += 1
    whole.save(update_fields=["version"])
    record(Verb.RECORD_WRONG, by=by, now=now, reason=reason, data={"record": whole.reference})
    return whole


def words_of(part: OfIncident | OnRecord) -> str:
    """Return what is wrong, by references and numbers: the record of all acts holds no names."""
    match part:
        case IncidentParty():
            return f"{part.person.reference} as {part.get_role_display().lower()}"
        case IncidentVehicle():
            return f"the vehicle {part.vehicle.reference}"
        case IncidentOperation():
            return f"the operation {part.operation.name}"
        case ExternalReference():
            return f"the reference {part.written} of {part.system}"
    return f"file {part.number}"


def said_again(row: Corrigible) -> None:
    """Have a row hold again that was struck out and is said once more; its history tells of both."""
    row.recorded_in_error_at, row.recorded_in_error_by, row.recorded_in_error_why = None, None, ""
    row.save(update_fields=STRUCK)


def _struck(row: Row, *, reason: str, by: User, now: datetime) -> Row:
    row = locked(row)
    if row.recorded_in_error_at:
        raise Refused("This was marked as recorded in error already: load the page again.")
    if not reason.strip():
        raise Refused("Say why it is wrong: the reason stays beside it.")
    row.recorded_in_error_at, row.recorded_in_error_by, row.recorded_in_error_why = now, by, reason.strip()
    row.save(update_fields=STRUCK)
    return row


def _root_of(part: OfIncident | OnRecord) -> Root:
    if isinstance(part, OfIncident):
        return Root(incident=part.incident)
    if part.report:
        return Root(report=part.report)
    return Root(incident=part.incident) if part.incident else Root(case=part.case)  # type: ignore[typeddict-item]


def _is_in_use(whole: Person | Vehicle) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_in_use(%s, %s)", [whole._meta.model_name, whole.pk])
        return bool(cursor.fetchone()[0])
