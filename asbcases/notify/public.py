"""What goes to the public: this is the one way out, and it asks first whether and when it is safe to write."""

from datetime import datetime
from enum import StrEnum

import structlog
from django.db import transaction

from asbcases.cases.models import Report, SafeContact
from asbcases.notify.choices import PUBLIC, Template
from asbcases.notify.kick import kick
from asbcases.notify.models import Message
from asbcases.notify.safety import safe_contact_of, when_to_write
from asbcases.notify.tasks import send_due_messages
from asbcases.notify.transitions import queue

log = structlog.get_logger(__name__)


class Silence(StrEnum):
    """Why a caller is not written to."""

    NOT_STATED = "It was not noted how the caller may be reached safely."
    WITHDRAWN = "The caller does not want to be written to any more."
    NO_ADDRESS = "No address was noted that only the caller reads."


def known_by(report: Report) -> str:
    """Return the reference that the caller knows: the one with which the public form answered, or ours."""
    return report.public_reference or report.reference


def why_silent(report: Report) -> Silence | None:
    """Return why the caller of a report is not written to; None where they may be."""
    return _silence(safe_contact_of(report.pk))


@transaction.atomic
def tell_caller(
    report: Report, template: Template, context: dict[str, object], *, now: datetime
) -> Message | None:
    """Queue a message to the caller of a report, once for each template, and return it; None where we must not write.

    `why_silent` says why not. It leaves at the next instant that is safe for the caller, and when it leaves it is
    asked again whether it still is.
    """
    _refuse_unless_neutral(report, template, context)
    contact = safe_contact_of(report.pk)
    at = when_to_write(contact, now)
    if at is None:
        log.info("caller not told", report=report.pk, template=template.value, why=str(_silence(contact)))
        return None
    message = Message(
        key=f"caller:{report.pk}:{template.value}",
        report=report,
        template=template,
        context=context,
        queued_at=now,
        next_try_at=at,
    )
    queue([message])
    kick(send_due_messages)
    return Message.objects.get(key=message.key)


def _silence(contact: SafeContact | None) -> Silence | None:
    if contact is None:
        return Silence.NOT_STATED
    if contact.withdrawn_at:
        return Silence.WITHDRAWN
    return None if contact.email else Silence.NO_ADDRESS


def _refuse_unless_neutral(report: Report, template: Template, context: dict[str, object]) -> None:
    """Whoever reads over the caller's shoulder learns a reference, and nothing of anybody."""
    if template not in PUBLIC:
        raise ValueError(f"{template} is no message for the public.")
    if context != {"reference": known_by(report)}:
        raise ValueError("A message to the public holds the reference of its report and nothing else.")
