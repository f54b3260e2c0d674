"""How a message leaves: as e-mail, by Django's backend; the same message always bears the same Message-ID."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from asbcases.cases.models import SafeContact
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.notify.safety import safe_contact_of, when_to_write


class UndeliverableError(Exception):
    """No later try can deliver this message; the text says why in plain words."""


class NotSafeError(Exception):
    """The caller must not be written to now: only from an instant on, or (None) not at all."""

    def __init__(self, until: datetime | None) -> None:
        super().__init__("It is not safe to write to the caller now.")
        self.until = until


def send(message: Message, connection: BaseEmailBackend, at: datetime) -> None:
    """Hand one message to the mail server, to the recipient alone."""
    if message.recipient is None:
        mail_to_caller(message, _safe_now(message, at), connection).send()
        return
    if not message.recipient.is_active:
        raise UndeliverableError("The account of the recipient is suspended.")
    if not message.recipient.email:
        raise UndeliverableError("The account of the recipient has no e-mail address.")
    mail_of(message, connection).send()


def _safe_now(message: Message, at: datetime) -> SafeContact:
    """Return how the caller may be reached, as it stands at this very moment, when that is now."""
    contact = safe_contact_of(message.report_id) if message.report_id else None
    when = when_to_write(contact, at)
    if contact is None or when is None or when > at:
        raise NotSafeError(when)
    return contact


def mail_of(message: Message, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Return the e-mail to a colleague: a neutral subject, plain words, and nothing personal in either."""
    to = [message.recipient.email] if message.recipient else []
    return _mail(message, words_of(message.context), settings.DEFAULT_FROM_EMAIL, to, connection)


def mail_to_caller(
    message: Message, contact: SafeContact, connection: BaseEmailBackend | None = None
) -> EmailMessage:
    """Return the e-mail to a caller: where it has to be discreet, neither sender nor words say who wrote."""
    words = {
        "reference": message.context["reference"],
        "force": "" if contact.discreet else settings.FORCE_NAME,
    }
    sender = settings.PUBLIC_SENDER if contact.discreet else settings.DEFAULT_FROM_EMAIL
    return _mail(message, words, sender, [contact.email], connection)


def _mail(
    message: Message,
    words: Mapping[str, Any],
    sender: str,
    to: list[str],
    connection: BaseEmailBackend | None,
) -> EmailMessage:
    subject, body = text_of(message.template, words)
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=sender,
        to=to,
        connection=connection,
        headers={"Message-ID": message_id(message.key, sender), "Auto-Submitted": "auto-generated"},
    )


def text_of(template: str, words: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and body of a message; the subject is the first line of its text."""
    text = render_to_string(f"notify/{template}.txt", dict(words))
    subject, _, body = text.strip().partition("\n")
    return subject, body.strip() + "\n"


def words_of(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the text is filled from: times as times again, and where the service is."""
    told: dict[str, Any] = {name: _told(name, value) for name, value in context.items()}
    return {**told, "site": settings.SITE_URL, "service": settings.SERVICE_NAME}


def _told(name: str, value: Any) -> Any:
    if name.endswith("_at"):
        return datetime.fromisoformat(value) if value else None
    if name == "template":
        return Template(value).label if value in Template else value
    if isinstance(value, list):
        return [{key: _told(key, told) for key, told in one.items()} for one in value]
    return value


def message_id(key: str, sender: str = "") -> str:
    """Return the Message-ID of a key: a message delivered twice is recognised by its reader's program."""
    domain = parseaddr(sender or settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain or 'localhost'}>"
