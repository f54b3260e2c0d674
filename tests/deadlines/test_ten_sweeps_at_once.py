"""Ten sweeps at the same time share the work: each step is told exactly once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines import sweep as sweeping
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import SweepResult, sweep
from asbcases.notify.models import Message
from tests.deadlines.diary import DUE, owe

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 200


def swept(_: int) -> SweepResult:
    try:
        return sweep(DUE)
    finally:
        connection.close()


def test_ten_sweeps_tell_each_step_once(
    case: Case, ben: User, ines: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 20)
    with transaction.atomic():
        for number in range(MANY):
            owe(case, ben, subject=str(number))

    with ThreadPoolExecutor(10) as pool:
        results = list(pool.map(swept, range(10)))

    assert sum(result.missed for result in results) == MANY
    assert sum(result.messages for result in results) == 3 * MANY
    assert [result.failed for result in results] == [[]] * 10
    with transaction.atomic():
        assert Message.objects.count() == 3 * MANY
        assert AuditEvent.objects.filter(actor_key="system:sweep").count() == 3 * MANY
        assert Deadline.objects.filter(kind="risk_review", taken={}).count() == 0


def test_what_an_officer_holds_is_left_to_the_next_minute(case: Case, ben: User, ines: User) -> None:
    with transaction.atomic():
        deadline = owe(case, ben)
        owe(case, ben, subject="2")
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        Deadline.objects.select_for_update().get(pk=deadline.pk)
        first = pool.submit(swept, 0).result()

    second = sweep(DUE)

    assert (first.missed, second.missed) == (1, 1)
