"""How the caller of a report may be reached without danger; where nothing is stated, we do not write."""

from datetime import datetime
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Report, SafeContact
from asbcases.cases.queries import locked, times_changed
from asbcases.errors import Refused


class Way(TypedDict):
    """An address or number that is the caller's alone, the hours of London to use it in, and whether to hide who does.

    `note` says in their words when and how not to reach them.
    """

    email: str
    from_hour: int
    until_hour: int
    discreet: bool
    phone: NotRequired[str]
    note: NotRequired[str]


@transaction.atomic
def state_safe_contact(report: Report, *, by: User | None, now: datetime, **way: Unpack[Way]) -> SafeContact:
    """Keep how the caller may be reached, as they said it, and return it."""
    _refuse_unless_sensible(way)
    if SafeContact.objects.filter(report=report).exists():
        raise Refused("How the caller may be reached is noted already: correct that instead.")
    contact = SafeContact.objects.create(report=report, recorded_at=now, recorded_by=by, **way)
    # No address in the record: it says only that something was noted, and when.
    record(Verb.SAFE_CONTACT_STATED, by=by, now=now, report=report, data={"change": "stated"})
    return contact


@transaction.atomic
def correct_safe_contact(
    contact: SafeContact, *, read: int, by: User, now: datetime, **way: Unpack[Way]
) -> SafeContact:
    """Change how the caller may be reached; `read` is how often it had been changed when it was read."""
    _refuse_unless_sensible(way)
    contact = _locked(contact, read)
    for name, value in way.items():
        setattr(contact, name, value)
    contact.withdrawn_at = None
    contact.save(update_fields=[*way, "withdrawn_at"])
    record(Verb.SAFE_CONTACT_STATED, by=by, now=now, report=contact.report, data={"change": "corrected"})
    return contact


@transaction.atomic
def withdraw_safe_contact(
    contact: SafeContact, *, reason: str, read: int, by: User, now: datetime
) -> SafeContact:
    """Say that the caller must not be written to any more, and why; return what was withdrawn."""
    contact = _locked(contact, read)
    if contact.withdrawn_at:
        raise Refused("We do not write to this caller already: load the page again.")
    if not reason.strip():
        raise Refused("Say why we must not write any more: the reason is kept.")
    contact.withdrawn_at = now
    contact.save(update_fields=["withdrawn_at"])
    told: dict[str, object] = {"change": "withdrawn"}
    record(Verb.SAFE_CONTACT_STATED, by=by, now=now, reason=reason, report=contact.report, data=told)
    return contact


def _refuse_unless_sensible(way: Way) -> None:
    if not (way["email"] or way.get("phone") or way.get("note")):
        raise Refused(
            "Without an address that only the caller reads we do not write: enter it, or leave it all."
        )
    if not 0 <= way["from_hour"] < way["until_hour"] <= 24:
        raise Refused("The hours in which we may write must end after they begin: correct them.")


def _locked(contact: SafeContact, read: int) -> SafeContact:
    contact = locked(contact)
    if times_changed(contact) != read:
        raise Refused(
            "Somebody changed this since you opened the page: load it again, and look what it says now."
        )
    return contact
