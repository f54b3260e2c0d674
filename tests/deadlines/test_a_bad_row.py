"""A deadline that cannot be swept is named and passed over; all others are served."""

import pytest
from django.db import InterfaceError, connection

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines import sweep as sweeping
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import sweep
from asbcases.notify.models import Message
from tests.deadlines.diary import DUE, owe
from tests.make import LONG_AGO, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(case: Case, ben: User, ines: User) -> list[Deadline]:
    """Return three late deadlines, of which the second has a step that nobody knows."""
    deadlines = [owe(case, ben, subject=str(number)) for number in (1, 2, 3)]
    spoilt = deadlines[1]
    Deadline.objects.filter(pk=spoilt.pk).update(steps={"nonsense": DUE.isoformat()})
    return deadlines


def test_the_others_of_its_batch_are_told(three: list[Deadline]) -> None:
    result = sweep(DUE)

    assert (result.examined, result.missed, result.messages) == (3, 2, 6)
    assert set(Message.objects.values_list("key", flat=True)) == {
        f"deadline:{deadline.pk}:{step}:{person}"
        for deadline in (three[0], three[2])
        for step, person in Deadline.objects.get(pk=deadline.pk).told.items()
    }


def test_it_is_named_with_its_error(three: list[Deadline]) -> None:
    [failure] = sweep(DUE).failed

    assert failure == {"deadline": three[1].pk, "error": "ValueError: 'nonsense' is not a valid Step"}


def test_it_is_seen_again_at_each_sweep_and_does_not_hold_up_what_comes_after_it(
    three: list[Deadline], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 1)

    first, second = sweep(DUE), sweep(DUE)

    assert (first.missed, len(first.failed)) == (2, 1)
    assert (second.examined, second.messages, len(second.failed)) == (1, 0, 1)


def test_when_nobody_can_be_told_it_stays_due_and_says_so(case: Case, amira: User) -> None:
    deadline = owe(case, amira, rank="")
    User.objects.filter(pk=amira.pk).update(is_active=False)

    [failure] = sweep(DUE).failed

    deadline.refresh_from_db()
    assert "there is no active supervisor" in str(failure["error"])
    assert deadline.taken == {}


def test_what_is_owed_on_a_report_is_told_with_its_reference(ben: User, amira: User) -> None:
    report = make_report(by=amira, received_at=LONG_AGO)
    owe(None, ben, report=report, subject="")

    result = sweep(DUE)

    assert (result.failed, result.missed) == ([], 1)
    assert {message.context["reference"] for message in Message.objects.all()} == {report.reference}


def test_a_statement_that_stamps_too_few_rows_undoes_its_batch(
    three: list[Deadline], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "STAMP", sweeping.STAMP + " AND false")

    result = sweep(DUE)

    assert len(result.failed) == 3
    assert {str(failure["error"]) for failure in result.failed} >= {
        "RuntimeError: 1 deadlines were claimed and 0 stamped."
    }
    assert not Message.objects.exists()


def test_a_database_that_is_gone_ends_the_sweep(
    three: list[Deadline], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise InterfaceError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", gone)

    with pytest.raises(InterfaceError):
        sweep(DUE)


def test_a_claim_that_fails_ends_the_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise InterfaceError("permission denied")

    monkeypatch.setattr(sweeping, "_due", refused)

    with pytest.raises(InterfaceError):
        sweep(DUE)


def test_a_sweep_may_be_limited(three: list[Deadline]) -> None:
    result = sweep(DUE, limit=1)

    assert (result.examined, result.missed) == (1, 1)
