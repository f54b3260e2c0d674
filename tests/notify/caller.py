"""The caller of a report, how they may be reached, and an oracle of when: it knows London's clocks by the rule."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Report, SafeContact
from tests.make import NOW

HOUR = timedelta(hours=1)


def reachable(report: Report, by: User, now: datetime = NOW, **stated: Any) -> SafeContact:
    fields = {"email": "jade@example.org", "from_hour": 9, "until_hour": 17, **stated}
    contact, _ = SafeContact.objects.update_or_create(
        report=report, defaults=fields, create_defaults={**fields, "recorded_at": now, "recorded_by": by}
    )
    return contact


def last_sunday(year: int, month: int) -> datetime:
    day = datetime(year, month, 31, 1, tzinfo=UTC)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def london_hour(at: datetime) -> int:
    summer = last_sunday(at.year, 3) <= at < last_sunday(at.year, 10)
    return (at + HOUR * summer).hour


def is_safe(at: datetime, from_hour: int, until_hour: int) -> bool:
    return from_hour <= london_hour(at) < until_hour


def drawn_instant(chance: random.Random) -> datetime:
    """Return an instant of 2020 to 2035; one in three lies around a change of the clocks."""
    if chance.random() < 1 / 3:
        change = last_sunday(chance.randrange(2020, 2036), chance.choice([3, 10]))
        return change + timedelta(seconds=chance.uniform(-3 * 3600, 3 * 3600))
    return datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.uniform(0, 16 * 365 * 86400))


def drawn_hours(chance: random.Random) -> tuple[int, int]:
    from_hour = chance.randrange(24)
    return from_hour, chance.choice([from_hour + 1, chance.randrange(from_hour + 1, 25)])
