"""Whether and when the caller of a report may be written to, asked when a message is queued and again when it leaves."""

from datetime import datetime

from asbcases.cases.models import SafeContact
from asbcases.notify import rules


def safe_contact_of(report: int) -> SafeContact | None:
    """Return how the caller of a report may be reached, as it was noted; None where nothing was."""
    return SafeContact.objects.filter(report=report).first()


def when_to_write(contact: SafeContact | None, at: datetime) -> datetime | None:
    """Return the first instant from this one on at which the caller may be written to; None: not at all."""
    if contact is None:
        return None
    withdrawn = contact.withdrawn_at is not None
    safe = rules.Safe(contact.email, contact.from_hour, contact.until_hour, withdrawn)
    return rules.when_to_write(safe, at)
