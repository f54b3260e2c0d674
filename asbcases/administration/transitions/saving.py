"""How an account, a team or an agency is changed: locked, at the version that was read, with what differed."""

from typing import TypeVar

from django.db import IntegrityError, transaction

from asbcases.accounts.models import Agency, Team, User
from asbcases.cases.queries import locked
from asbcases.errors import Refused

Row = TypeVar("Row", User, Team, Agency)
Changes = dict[str, list[str]]


def current(row: Row, version: int) -> Row:
    """Return the row as it stands, locked; refused when somebody has changed it since it was read."""
    row = locked(row)
    if row.version != version:
        raise Refused(
            f"{row} was changed by somebody else while you had the page open: open it again, see what is "
            "different, and make your change once more."
        )
    return row


def differences(row: Row, values: dict[str, object]) -> Changes:
    """Return the old and the new value, as text, of each field that would change."""
    return {
        field: [_text(getattr(row, field)), _text(value)]
        for field, value in values.items()
        if getattr(row, field) != value
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def change(row: Row, values: dict[str, object], *, taken: str) -> Changes:
    """Write the values that differ, as the next version, and return what they were and are."""
    changes: Changes = differences(row, values)
    for field in changes:
        setattr(row, field, values[field])
    if changes:
        row.version += 1
        save(row, [*changes, "version"], taken=taken)
    return changes


def save(row: Row, fields: list[str] | None = None, *, taken: str) -> None:
    """Save the row; a name that somebody else has is refused with this sentence."""
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as fault:
        if "unique" not in str(fault):
            raise
        raise Refused(taken) from fault
