"""What went wrong on its own becomes a task of somebody on duty, and stays until they say what they did."""

from datetime import datetime
from typing import Unpack

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import Root, record
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.notify.models import Task
from asbcases.notify.roots import root_of


@transaction.atomic
def raise_task(
    key: str,
    words: str,
    *,
    district: int | None,
    now: datetime,
    roster: Roster | None = None,
    owner: User | None = None,
    **root: Unpack[Root],
) -> Task | None:
    """Put a task on the board of its owner, or of whoever is on duty in a district at this hour, and return it.

    None where the key was raised before, and where there is no supervisor at all.
    """
    if Task.objects.filter(key=key).exists():
        return None
    roster = roster or Roster.on(now)
    owner = owner if owner and owner.is_active else None
    owner = owner or roster.on_duty(district) or roster.supervisor_of(district, Rank.SERGEANT)
    if owner is None:
        return None
    stated = {"owner": owner, "words": words, "raised_at": now, **root}
    # Where two raise the same at once, the second waits here, and finds the first one's.
    task, fresh = Task.objects.get_or_create(key=key, defaults=stated)
    if not fresh:
        return None
    record(Verb.TASK_RAISED, by=None, now=now, data=_told(task), **root)
    return task


@transaction.atomic
def deal_with(task: Task, *, note: str, by: User, now: datetime) -> Task:
    """Say what was done about a task, and return it: it leaves the board."""
    task = locked(task)
    if task.dealt_at:
        raise Refused("Somebody has dealt with this already: go back and load the page again.")
    if not note.strip():
        raise Refused("Say what you did about it: it is kept with the task.")
    task.dealt_at, task.dealt_by, task.note = now, by, note.strip()
    task.version += 1
    task.save(update_fields=["dealt_at", "dealt_by", "note", "version"])
    record(Verb.TASK_DEALT_WITH, by=by, now=now, reason=task.note, data=_told(task), **root_of(task))
    return task


def _told(task: Task) -> dict[str, object]:
    return {"task": task.pk, "key": task.key, "owner": task.owner.name, "words": task.words}
