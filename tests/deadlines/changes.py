"""Builders of a change: a version of a rule, what it moves, and the re-plan that was asked for."""

from datetime import UTC, date, datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Replan
from asbcases.deadlines.transitions import replan, request_replan
from asbcases.deadlines.transitions.setting import set_deadline
from asbcases.policies.models import ExtraHoliday, PolicyRow
from asbcases.policies.transitions import end_before
from tests.deadlines.diary import DAY
from tests.make import NOW

RULE = "a.clock"
WHY = "The force changed its mind"
MONDAY = date(2026, 11, 23)


def midnight(day: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC)


def a_row(value: int, unit: str = "working_days", *, rule: str = RULE, **fields: Any) -> PolicyRow:
    """Put a version of a rule in force from a day on; the one before it ends."""
    starts = fields.pop("starts", date(2020, 1, 1))
    qualifier = fields.pop("qualifier", "")
    end_before(rule, qualifier, starts, known_at=NOW)
    return PolicyRow.objects.create(
        rule=rule, qualifier=qualifier, value=value, unit=unit, in_force_from=starts, source="The policy v1, s.2",
        confidence="S", added_at=NOW, **fields,
    )  # fmt: skip


def clock(case: Case | None, owner: User, subject: str = "1", **fields: Any) -> Deadline:
    root = {"case": case} if case else {}
    stated: dict[str, Any] = {
        "origin": "test:1", "because": "the test began", "rule": RULE, "subject": subject, "rank": "sergeant",
        "owner": owner, "district": owner.district, "anchored_at": NOW, "by": owner, "now": NOW, **root, **fields,
    }  # fmt: skip
    return set_deadline(stated.pop("kind", Kind.RISK_REVIEW), **stated)


def replanned(rule: str = RULE, *, by: User | None = None, now: datetime = NOW + DAY) -> Replan:
    request = request_replan(why=WHY, rule=rule, by=by, now=now)
    with acting("system:replan"):
        return replan(request, now=now)


def holiday(day: date, by: User) -> ExtraHoliday:
    return ExtraHoliday.objects.create(
        day=day, name="A day of thanks", source="Proclaimed", added_at=NOW, added_by=by
    )


def due(*deadlines: Deadline) -> list[datetime]:
    for deadline in deadlines:
        deadline.refresh_from_db()
    return [deadline.due_at for deadline in deadlines]
