"""A message in the outbox, as the sweep puts it there."""

from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.notify.transitions import message_of, queue
from tests.make import NOW

CONTEXT: dict[str, object] = {
    "kind": "risk review",
    "reference": "ASB-2026-000123",
    "path": "/cases/ASB-2026-000123/",
    "due_at": "2026-11-21T00:00:00+00:00",
    "planned_at": "2026-11-21T00:00:00+00:00",
    "noticed_at": "2026-11-21T00:00:30+00:00",
}


def put(recipient: User, key: str = "deadline:1:miss:1", now: datetime = NOW, **stated: Any) -> Message:
    template = stated.pop("template", Template.MISSED)
    rings, root = stated.pop("rings", True), stated.pop("root", {})
    queue([message_of(key, recipient, template, {**CONTEXT, **stated}, now=now, rings=rings, **root)])
    return Message.objects.get(key=key)
