"""Somebody's right passes: nobody is told that it is late, nobody owes it, and closing does not wait for it."""

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind, State
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import board_for, outstanding_on, state_at
from asbcases.deadlines.sweep import sweep
from asbcases.notify.models import Message
from tests.deadlines.diary import DAY, DUE, owe

pytestmark = pytest.mark.django_db


@pytest.fixture
def window(case: Case, ben: User) -> Deadline:
    """Return the end of a share: the right of the agency that was let in."""
    return owe(case, ben, kind=Kind.SHARE_EXPIRY, rank="")


def test_it_warns_and_passes_and_is_never_missed(window: Deadline, ben: User) -> None:
    result, again = sweep(DUE), sweep(DUE + 30 * DAY)

    assert (result.warned, result.missed, result.passed, result.escalated) == (1, 0, 1, 0)
    assert (again.examined, again.messages) == (0, 0)
    assert list(Message.objects.order_by("pk").values_list("template", "recipient")) == [
        ("deadline_due_soon", ben.pk),
        ("deadline_passed", ben.pk),
    ]


def test_the_record_says_that_it_passed(window: Deadline) -> None:
    sweep(DUE)

    event = AuditEvent.objects.get(verb=Verb.DEADLINE_PASSED)
    assert event.sentence == "noticed that end of a share has passed"


def test_its_state_is_passed(window: Deadline) -> None:
    assert state_at(window, DUE - DAY) == State.DUE_SOON
    assert state_at(window, DUE) == State.PASSED


def test_nobody_owes_it(window: Deadline, case: Case, ben: User) -> None:
    assert not outstanding_on(case).exists()
    assert not board_for(ben, now=DUE + DAY).exists()
