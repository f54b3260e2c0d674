"""A re-plan is done once and whole: in batches, killed in the middle, or by many workers at a time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines import bulk
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Replan, Ruling
from asbcases.deadlines.planning import Almanac
from asbcases.deadlines.replanning_tasks import ReplanFailedError, replan_deadlines
from asbcases.deadlines.transitions import cancel, replan, replanning, request_replan
from tests.deadlines.changes import MONDAY, RULE, WHY, a_row, clock, midnight, replanned
from tests.deadlines.diary import DAY, HOUR
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_a_replan_that_is_done_is_done_once(case: Case, ben: User) -> None:
    a_row(5)
    clock(case, ben)
    a_row(2, starts=MONDAY)
    first = replanned()

    again = replan(Replan.objects.get(), now=NOW + 2 * DAY)

    assert (again.done_at, again.moved, Ruling.objects.count()) == (first.done_at, 1, 1)


def test_many_are_done_in_batches_in_a_fixed_number_of_questions(
    case: Case, ben: User, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    a_row(5)
    for number in range(7):
        clock(case, ben, str(number))
    a_row(2, starts=MONDAY)
    monkeypatch.setattr(replanning, "BATCH", 3)

    # The request, policy and calendar; a look and a save for each of three batches; the end.
    with django_assert_max_num_queries(16):
        request = replanned()

    assert (request.examined, request.moved, Ruling.objects.count()) == (7, 7, 7)


def test_days_that_are_reckoned_once_are_reckoned_as_if_each_were_alone(case: Case, ben: User) -> None:
    a_row(5)
    deadlines = [
        clock(case, ben, "1"),
        clock(case, ben, "2", anchored_at=NOW + 3 * HOUR),
        clock(case, ben, "3", because="something else began"),
        clock(case, ben, "4", kind=Kind.FIRST_ASSESSMENT),
        clock(case, ben, "5", anchored_at=NOW + DAY),
    ]
    a_row(2, starts=MONDAY)

    replanned()

    for deadline in deadlines:
        deadline.refresh_from_db()
        kept = (deadline.due_at, deadline.basis, deadline.steps, deadline.next_step_at)
        replanning.plan(deadline, Almanac.about(deadline.kind, deadline.rule, deadline.qualifier))
        assert kept == (deadline.due_at, deadline.basis, deadline.steps, deadline.next_step_at)


def test_a_deadline_that_ended_behind_the_lock_stops_the_replan(case: Case, ben: User) -> None:
    a_row(5)
    deadline = clock(case, ben)
    request = request_replan(why=WHY, rule=RULE, by=ben, now=NOW)
    cancel(deadline, reason="Not needed", by=ben, now=NOW)
    event = AuditEvent(recorded_at=NOW, verb=Verb.DEADLINE_REPLANNED)

    with pytest.raises(RuntimeError, match="1 deadlines were planned anew and 0 saved"):
        bulk.save_plans([deadline], {}, request, event)


@pytest.mark.django_db(transaction=True)
def test_a_replan_that_is_killed_leaves_nothing_and_is_done_at_the_next_tick(
    case: Case, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        a_row(5)
        for number in range(3):
            clock(case, ben, str(number))
        a_row(2, starts=MONDAY)
        request_replan(why=WHY, rule=RULE, by=ben, now=NOW)
    monkeypatch.setattr(replanning, "BATCH", 1)
    save, calls = replanning.save_plans, []

    def killed(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        save(*args)

    monkeypatch.setattr(replanning, "save_plans", killed)
    with pytest.raises(KeyboardInterrupt):
        replan_deadlines()
    with transaction.atomic():
        assert (Ruling.objects.count(), Deadline.objects.filter(rule=RULE, due_at=midnight(1)).count()) == (
            0,
            3,
        )
        assert Replan.objects.get().done_at is None

    replan_deadlines()

    with transaction.atomic():
        assert (Ruling.objects.count(), Replan.objects.get().moved) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_it_once(case: Case, ben: User) -> None:
    with transaction.atomic():
        a_row(5)
        for number in range(40):
            clock(case, ben, str(number))
        a_row(2, starts=MONDAY)
        for _ in range(2):
            request_replan(why=WHY, rule=RULE, by=ben, now=NOW)

    def work(_: int) -> None:
        try:
            replan_deadlines()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    replan_deadlines()

    with transaction.atomic():
        assert (Ruling.objects.count(), AuditEvent.objects.filter(actor_key="system:replan").count()) == (
            40,
            40,
        )
        assert sorted(Replan.objects.values_list("moved", flat=True)) == [0, 40]


def test_one_replan_that_fails_does_not_hold_up_the_next(
    case: Case, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_row(5)
    bad, good = (request_replan(why=WHY, rule=rule, by=ben, now=NOW) for rule in (RULE, "another"))
    clock(case, ben)
    a_row(2, starts=MONDAY)
    monkeypatch.setattr(replanning, "save_plans", None)

    with pytest.raises(ReplanFailedError, match=f"1 re-plans failed, the first of them number {bad.pk}"):
        replan_deadlines()

    good.refresh_from_db()
    bad.refresh_from_db()
    assert (bad.done_at is None, good.done_at is None) == (True, False)
