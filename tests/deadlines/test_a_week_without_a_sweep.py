"""When the sweep did not run for a week, every step is taken then, each told once, and the pages were right anyway."""

from datetime import datetime

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.queries import board_for
from asbcases.deadlines.sweep import sweep
from asbcases.notify.models import Message
from tests.deadlines.diary import DAY, DUE, owe

pytestmark = pytest.mark.django_db
A_WEEK_LATER = DUE + 7 * DAY


def test_every_late_step_is_taken_and_told_once(case: Case, ben: User, ines: User, chloe: User) -> None:
    owe(case, ben)

    result, again = sweep(A_WEEK_LATER), sweep(A_WEEK_LATER)

    assert (result.examined, result.warned, result.missed, result.escalated) == (1, 1, 1, 3)
    assert result.messages == Message.objects.count() == 5
    assert (again.examined, again.messages) == (0, 0)
    assert AuditEvent.objects.filter(verb__startswith="deadline.", actor_key="system:sweep").count() == 5


def test_each_step_keeps_the_time_at_which_it_fell_due(
    case: Case, ben: User, ines: User, chloe: User
) -> None:
    deadline = owe(case, ben)

    sweep(A_WEEK_LATER)

    deadline.refresh_from_db()
    events = AuditEvent.objects.filter(actor_key="system:sweep").order_by("pk")
    assert [event.happened_at.isoformat() for event in events] == sorted(deadline.steps.values())
    assert {datetime.fromisoformat(at) for at in deadline.taken.values()} == {A_WEEK_LATER}


def test_the_board_needs_no_sweep_to_be_right(case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    assert list(board_for(ben, now=A_WEEK_LATER)) == [deadline]
