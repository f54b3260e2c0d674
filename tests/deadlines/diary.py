"""Builders of this folder: something owed on a case, as the work above the diary sets it."""

from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import set_deadline
from tests.make import NOW

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
DUE = NOW + 14 * DAY


def owe(
    case: Case | None, owner: User, *, due_at: datetime = DUE, by: User | None = None, **stated: Any
) -> Deadline:
    """Return a risk review owed by the owner; the sergeant has to do it unless stated otherwise."""
    root = {"case": case} if case else {}
    return set_deadline(
        stated.pop("kind", Kind.RISK_REVIEW),
        **root,
        origin=stated.pop("origin", "test:1"),
        because="the test promised it",
        promised_for=due_at,
        subject=stated.pop("subject", "1"),
        rank=stated.pop("rank", "sergeant"),
        owner=owner,
        district=stated.pop("district", (case or owner).district),
        anchored_at=stated.pop("anchored_at", due_at - 14 * DAY),
        by=by or (case.lead if case else owner),
        now=stated.pop("now", NOW),
        **stated,
    )
