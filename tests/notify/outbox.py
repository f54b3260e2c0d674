"""A message in the outbox, as the sweep puts it there."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.notify.transitions import enqueue
from tests.make import NOW

CONTEXT: dict[str, object] = {
    "kind": "risk review",
    "reference": "ASB-2026-000123",
    "path": "/cases/ASB-2026-000123/",
    "due_at": "2026-11-21T00:00:00+00:00",
    "planned_at": "2026-11-21T00:00:00+00:00",
    "noticed_at": "2026-11-21T00:00:30+00:00",
}


def put(recipient: User, key: str = "deadline:1:miss:1", now: datetime = NOW, **stated: object) -> Message:
    template = stated.pop("template", Template.MISSED)
    enqueue(key, recipient, template, {**CONTEXT, **stated}, now=now)
    return Message.objects.get(key=key)
