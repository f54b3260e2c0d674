"""The periodic tasks sweep and send by the database's clock, and fail where somebody has to look."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.tasks import SweepIncompleteError, sweep_deadlines
from asbcases.notify.tasks import MailServerUnreachableError, send_due_messages
from tests.deadlines.diary import DAY, HOUR, owe

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(case: Case, ben: User, ines: User) -> Deadline:
    return owe(case, ben, due_at=datetime.now(UTC) - HOUR)


def test_a_tick_stamps_queues_and_asks_to_send(late: Deadline, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks() as kicks:
        sweep_deadlines()
        sweep_deadlines()

    late.refresh_from_db()
    assert set(late.taken) == {"warn", "miss", "sergeant"}
    assert len(kicks) == 1


def test_the_messages_are_sent_by_their_own_task(late: Deadline) -> None:
    sweep_deadlines()

    send_due_messages()

    assert sorted(sent.to[0] for sent in mail.outbox) == [
        "ben@police.example",
        "ben@police.example",
        "ines@police.example",
    ]


def test_a_deadline_that_was_passed_over_makes_the_task_fail(late: Deadline) -> None:
    Deadline.objects.filter(pk=late.pk).update(steps={"nonsense": (late.due_at - DAY).isoformat()})

    with pytest.raises(SweepIncompleteError, match=f"1 passed over, among them deadline {late.pk}"):
        sweep_deadlines()


def test_a_mail_server_that_is_down_makes_the_task_fail(late: Deadline, settings) -> None:
    settings.EMAIL_BACKEND = "tests.notify.test_the_outbox.Down"
    sweep_deadlines()

    with pytest.raises(MailServerUnreachableError):
        send_due_messages()
