"""The periodic tasks sweep and send by the database's clock, leave a heartbeat, and fail where somebody has to look."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.celery import app
from asbcases.deadlines import tasks
from asbcases.deadlines.heartbeat import STALE_AFTER, beat, pulse_of
from asbcases.deadlines.models import Deadline, Heartbeat
from asbcases.deadlines.tasks import (
    DigestsIncompleteError,
    SweepIncompleteError,
    send_digests,
    send_messages,
    sweep_deadlines,
)
from asbcases.notify.digests import Gathered
from asbcases.notify.models import Task
from asbcases.notify.tasks import MailServerUnreachableError, send_due_messages
from asbcases.settings.schedule import CELERY_BEAT_SCHEDULE
from tests.deadlines.diary import DAY, HOUR, owe

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def late(case: Case, ben: User, ines: User) -> Deadline:
    return owe(case, ben, due_at=datetime.now(UTC) - HOUR)


def spoil(deadline: Deadline) -> None:
    Deadline.objects.filter(pk=deadline.pk).update(steps={"nonsense": (deadline.due_at - DAY).isoformat()})


def test_every_task_that_beat_ticks_exists() -> None:
    app.loader.import_default_modules()

    assert {entry["task"] for entry in CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_a_tick_stamps_queues_and_asks_to_send(late: Deadline, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks() as kicks:
        sweep_deadlines()
        sweep_deadlines()

    late.refresh_from_db()
    assert set(late.taken) == {"warn", "miss", "sergeant"}
    assert len(kicks) == 1


@pytest.mark.parametrize("send", [send_due_messages, send_messages])
def test_the_messages_are_sent_by_their_own_task(late: Deadline, send) -> None:
    sweep_deadlines()

    send()

    assert sorted(sent.to[0] for sent in mail.outbox) == [
        "ben@police.example",
        "ben@police.example",
        "ines@police.example",
    ]


def test_a_digest_that_was_made_is_sent_soon(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(tasks, "gather_digests", lambda now: Gathered(digests=1))

    with django_capture_on_commit_callbacks() as kicks:
        send_digests()

    assert len(kicks) == 1


def test_each_round_leaves_a_heartbeat_by_the_databases_clock(late: Deadline) -> None:
    sweep_deadlines()
    send_messages()
    send_digests()
    sweep_deadlines()

    beats = {row.service: row for row in Heartbeat.objects.all()}
    assert set(beats) == {"sweep", "outbox", "digest"}
    assert all(abs(row.at - datetime.now(UTC)) < MINUTE for row in beats.values())
    assert {row.failed for row in beats.values()} == {0}


def test_a_deadline_that_was_passed_over_makes_the_task_fail_and_is_in_the_heartbeat(late: Deadline) -> None:
    spoil(late)

    with pytest.raises(SweepIncompleteError, match=f"1 passed over, among them deadline {late.pk}"):
        sweep_deadlines()

    assert Heartbeat.objects.get(service="sweep").failed == 1


def test_a_deadline_that_was_passed_over_is_put_on_somebodys_board_once(
    late: Deadline, ben: User, case: Case
) -> None:
    spoil(late)

    for _ in range(3):
        with pytest.raises(SweepIncompleteError):
            sweep_deadlines()

    task, event = Task.objects.get(), AuditEvent.objects.get(verb=Verb.TASK_RAISED)
    assert (task.key, task.owner, task.case) == (f"sweep:{late.pk}", ben, case)
    assert task.words.startswith("The reminders for risk review cannot be sent")
    assert (event.actor_key, event.case) == ("system:sweep", case)


def test_a_sweep_that_could_not_end_leaves_no_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(now: datetime) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(tasks, "sweep", gone)

    with pytest.raises(DatabaseError):
        sweep_deadlines()

    assert not Heartbeat.objects.exists()


def test_a_digest_that_could_not_be_made_makes_the_task_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "gather_digests", lambda now: Gathered(failed=2))

    with pytest.raises(DigestsIncompleteError, match="2 digests could not be made"):
        send_digests()

    assert Heartbeat.objects.get(service="digest").failed == 2


@pytest.mark.parametrize("send", [send_due_messages, send_messages])
def test_a_mail_server_that_is_down_makes_the_task_fail(late: Deadline, settings, send) -> None:
    settings.EMAIL_BACKEND = "tests.notify.test_the_outbox.Down"
    sweep_deadlines()

    with pytest.raises(MailServerUnreachableError):
        send()


def test_a_pulse_grows_old_and_what_never_beat_is_stale() -> None:
    never = pulse_of("sweep")
    beat("sweep", failed=3)
    fresh = pulse_of("sweep")
    Heartbeat.objects.update(at=datetime.now(UTC) - STALE_AFTER - MINUTE)
    old = pulse_of("sweep")

    assert (never.is_stale, fresh.is_stale, old.is_stale) == (True, False, True)
    assert (never.age, fresh.failed) == (None, 3)
    assert fresh.age is not None
    assert fresh.age < MINUTE
