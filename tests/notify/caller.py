"""The caller of a report, and how they may be reached."""

from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Report, SafeContact
from tests.make import NOW


def reachable(report: Report, by: User, now: datetime = NOW, **stated: Any) -> SafeContact:
    fields = {"email": "jade@example.org", "from_hour": 9, "until_hour": 17, **stated}
    contact, _ = SafeContact.objects.update_or_create(
        report=report, defaults=fields, create_defaults={**fields, "recorded_at": now, "recorded_by": by}
    )
    return contact
