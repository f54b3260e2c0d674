"""A deadline warns once, is missed once and climbs the ladder, each to the right person."""

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.sweep import SweepResult, sweep
from asbcases.deadlines.transitions import meet
from asbcases.notify.models import Message
from tests.deadlines.diary import DAY, DUE, HOUR, owe

pytestmark = pytest.mark.django_db


def counts(result: SweepResult) -> tuple[int, int, int, int]:
    return result.warned, result.missed, result.escalated, result.messages


def told() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("template", "recipient__username"))


def test_nothing_is_told_before_its_time(case: Case, ben: User) -> None:
    owe(case, ben)

    result = sweep(DUE - 3 * DAY - HOUR)

    assert (result.examined, *counts(result)) == (0, 0, 0, 0, 0)


def test_it_warns_the_owner_once(case: Case, ben: User, ines: User) -> None:
    owe(case, ben)

    first, second = sweep(DUE - 3 * DAY), sweep(DUE - 3 * DAY)

    assert (counts(first), counts(second)) == ((1, 0, 0, 1), (0, 0, 0, 0))
    assert told() == [("deadline_due_soon", "ben")]


def test_it_is_missed_once_and_the_next_above_is_told_at_once(case: Case, ben: User, ines: User) -> None:
    owe(case, ben)
    sweep(DUE - 3 * DAY)

    first, second = sweep(DUE), sweep(DUE)

    assert (counts(first), counts(second)) == ((0, 1, 1, 2), (0, 0, 0, 0))
    assert told()[1:] == [("deadline_missed", "ben"), ("deadline_escalated", "ines")]


def test_it_climbs_the_ladder_rung_by_rung(
    case: Case, amira: User, ben: User, ines: User, chloe: User
) -> None:
    owe(case, amira, rank="")

    for at in (DUE, DUE + 72 * HOUR, DUE + 168 * HOUR, DUE + 400 * DAY):
        sweep(at)

    assert told() == [
        ("deadline_due_soon", "amira"),
        ("deadline_missed", "amira"),
        ("deadline_escalated", "ben"),
        ("deadline_escalated", "ines"),
        ("deadline_escalated", "chloe"),
    ]


def test_what_is_met_in_time_is_told_to_nobody(case: Case, ben: User) -> None:
    owe(case, ben)
    meet(Kind.RISK_REVIEW, case=case, subject="1", rank="sergeant", by=ben, now=DUE - 4 * DAY)

    result = sweep(DUE + 10 * DAY)

    assert result.examined == 0
    assert not Message.objects.exists()


def test_a_missed_deadline_is_still_owed(case: Case, ben: User, ines: User) -> None:
    deadline = owe(case, ben)

    sweep(DUE + 400 * DAY)

    deadline.refresh_from_db()
    assert deadline.is_open
    assert deadline.next_step_at is None


def test_the_true_time_and_the_time_it_was_noticed_are_both_kept(case: Case, ben: User, ines: User) -> None:
    deadline = owe(case, ben)

    sweep(DUE + 7 * HOUR)

    deadline.refresh_from_db()
    event = AuditEvent.objects.get(verb=Verb.DEADLINE_MISSED)
    assert (event.happened_at, event.recorded_at) == (DUE, DUE + 7 * HOUR)
    assert deadline.steps["miss"] == DUE.isoformat()
    assert deadline.taken["miss"] == (DUE + 7 * HOUR).isoformat()


def test_the_record_says_who_was_told(case: Case, ben: User, ines: User) -> None:
    deadline = owe(case, ben)

    sweep(DUE)

    deadline.refresh_from_db()
    event = AuditEvent.objects.get(verb=Verb.DEADLINE_ESCALATED)
    assert event.sentence == "told the inspector that risk review is late"
    assert (event.actor_key, event.data["told"], event.case) == ("system:sweep", "Ines Hall", case)
    assert deadline.told == {"warn": ben.pk, "miss": ben.pk, "sergeant": ines.pk}


def test_a_message_names_the_case_and_nobody(case: Case, ben: User, ines: User) -> None:
    owe(case, ben)

    sweep(DUE)

    message = Message.objects.get(template="deadline_missed")
    assert message.case == case
    assert message.context == {
        "kind": "risk review",
        "reference": case.reference,
        "path": f"/cases/{case.reference}/",
        "due_at": DUE.isoformat(),
        "planned_at": DUE.isoformat(),
        "noticed_at": DUE.isoformat(),
    }
