"""What ticks each minute: the sweep, the outbox and the digests; each leaves a heartbeat when its round has ended."""

from datetime import datetime
from typing import cast

from celery import shared_task

from asbcases.accounts.duty import Roster
from asbcases.deadlines.heartbeat import beat
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import SweepResult, sweep
from asbcases.deadlines.transitions.recording import root_of
from asbcases.notify.delivery import deliver_due
from asbcases.notify.digests import gather_digests
from asbcases.notify.kick import kick
from asbcases.notify.models import Task
from asbcases.notify.queries import now_by_database
from asbcases.notify.tasks import fail_where_unreachable, send_due_messages
from asbcases.notify.transitions import raise_task


class SweepIncompleteError(Exception):
    """Raised after a sweep that had to pass over deadlines, so that the failure is seen."""


class DigestsIncompleteError(Exception):
    """Raised after a round in which somebody's digest could not be made, so that the failure is seen."""


@shared_task(acts_as="sweep")  # type: ignore[no-untyped-call, untyped-decorator]
def sweep_deadlines() -> None:
    """Sweep at the database's time and have the messages sent; safe to run twice, and by many workers at once."""
    now = now_by_database()
    result = sweep(now)
    if result.messages:
        kick(send_due_messages)
    raise_passed_over(result, now)
    beat("sweep", failed=len(result.failed))
    if result.failed:
        named = ", ".join(str(failure["deadline"]) for failure in result.failed[:20])
        raise SweepIncompleteError(f"{len(result.failed)} passed over, among them deadline {named}.")


def raise_passed_over(result: SweepResult, now: datetime) -> None:
    """Have somebody look at each deadline that a sweep had to pass over, once."""
    keys = {f"sweep:{failure['deadline']}": cast(int, failure["deadline"]) for failure in result.failed}
    raised = Task.objects.filter(key__in=keys).values_list("key", flat=True)
    fresh = set(keys.values()) - {keys[key] for key in raised}
    if not fresh:
        return
    roster = Roster.on(now)
    for deadline in Deadline.objects.filter(pk__in=fresh).select_related(
        "report", "incident", "case", "review", "plan"
    ):
        raise_task(
            f"sweep:{deadline.pk}",
            f"The reminders for {deadline.get_kind_display()} cannot be sent, because its entry in the diary is "
            "damaged. Do yourself what is owed by its date, and tell your administrator.",
            district=deadline.district_id,
            now=now,
            roster=roster,
            **root_of(deadline),
        )


@shared_task(acts_as="outbox")  # type: ignore[no-untyped-call, untyped-decorator]
def send_messages() -> None:
    """Send every message whose time has come, and say that the outbox is alive."""
    done = deliver_due(now_by_database())
    beat("outbox", failed=done.refused)
    fail_where_unreachable(done)


@shared_task(acts_as="outbox")  # type: ignore[no-untyped-call, untyped-decorator]
def send_digests() -> None:
    """Make every digest that is due and have it sent; safe to run twice, and by many workers at once."""
    done = gather_digests(now_by_database())
    if done.digests:
        kick(send_due_messages)
    beat("digest", failed=done.failed)
    if done.failed:
        raise DigestsIncompleteError(f"{done.failed} digests could not be made: they are tried again.")
