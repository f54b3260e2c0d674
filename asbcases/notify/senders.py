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

from asbcases.notify.models import Message


class UndeliverableError(Exception):
    """No later try can deliver this message; the text says why in plain words."""


def send(message: Message, connection: BaseEmailBackend) -> None:
    """Hand one message to the mail server, to the recipient alone."""
    if message.recipient is None or not message.recipient.is_active:
        raise UndeliverableError("The account of the recipient is suspended.")
    if not message.recipient.email:
        raise UndeliverableError("The account of the recipient has no e-mail address.")
    mail_of(message, connection).send()


def mail_of(message: Message, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Return the e-mail: a neutral subject, plain words, and nothing personal in either."""
    text = render_to_string(f"notify/{message.template}.txt", words_of(message.context))
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(
        subject=subject,
        body=body.strip() + "\n",
        to=[message.recipient.email] if message.recipient else [],
        connection=connection,
        headers={"Message-ID": message_id(message.key), "Auto-Submitted": "auto-generated"},
    )


def words_of(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the text is filled from: times as times again, and where the service is."""
    times = {name: datetime.fromisoformat(value) for name, value in context.items() if name.endswith("_at")}
    return {**context, **times, "site": settings.SITE_URL, "service": settings.SERVICE_NAME}


def message_id(key: str) -> str:
    """Return the Message-ID of a key: a message delivered twice is recognised by its reader's program."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain or 'localhost'}>"
