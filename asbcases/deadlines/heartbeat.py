"""The heartbeat of what ticks: when a service last ended its round, and how long ago that was."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from asbcases.deadlines.models import Heartbeat
from asbcases.notify.queries import now_by_database

# The sweep ticks each minute: after so long, several have failed one after another.
STALE_AFTER = timedelta(minutes=5)


class Pulse(NamedTuple):
    """When a service last ended its round, how long ago that was, and how many rows it had to pass over."""

    at: datetime | None
    age: timedelta | None
    failed: int

    @property
    def is_stale(self) -> bool:
        """Return whether the service has not ended a round for too long, or never."""
        return self.age is None or self.age > STALE_AFTER


@transaction.atomic
def beat(service: str, *, failed: int) -> None:
    """Say that a service has ended its round, by the database's clock."""
    row = Heartbeat(service=service, at=now_by_database(), failed=failed)
    Heartbeat.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["service"], update_fields=["at", "failed"]
    )


@transaction.atomic
def pulse_of(service: str) -> Pulse:
    """Return the pulse of a service, by the database's clock."""
    row = Heartbeat.objects.filter(service=service).first()
    return Pulse(row.at, now_by_database() - row.at, row.failed) if row else Pulse(None, None, 0)
