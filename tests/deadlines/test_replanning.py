"""After a change of policy or calendar open deadlines are reckoned anew: all that the change touches, once, and no other."""

from datetime import date
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.queries import state_at
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import cancel, extend, meet, pause
from asbcases.policies.models import PolicyRow
from asbcases.policies.transitions import end_before
from tests.deadlines.changes import MONDAY, RULE, WHY, a_row, clock, due, holiday, midnight, replanned
from tests.deadlines.diary import DAY, HOUR, owe
from tests.make import NOW, make_incident, make_report

pytestmark = pytest.mark.django_db


def test_a_changed_policy_moves_what_started_in_its_days_and_nothing_else(case: Case, ben: User) -> None:
    a_row(5)
    before = clock(case, ben, "1", anchored_at=NOW - 7 * DAY)
    within = clock(case, ben, "2")
    a_row(2, starts=MONDAY)

    request = replanned()

    assert due(before, within) == [midnight(24, 11), midnight(26, 11)]
    assert (request.examined, request.moved, request.done_at) == (2, 1, NOW + DAY)
    assert request.summary == [{"kind": "risk review", "district": "Colchester", "moved": 1, "left": 0}]


def test_a_moved_deadline_says_why_its_new_date_is_what_it_is(case: Case, ben: User) -> None:
    a_row(5)
    deadline = clock(case, ben)
    row = a_row(2, starts=MONDAY)

    replanned()

    deadline.refresh_from_db()
    assert deadline.policy == row
    assert deadline.version == 2
    assert deadline.basis == (
        "2 working days following 23 November 2026, when the test began (The policy v1), so late from "
        "midnight at the start of 26 November 2026"
    )


def test_each_moved_deadline_leaves_a_ruling_and_an_event_on_its_own_record(case: Case, ben: User) -> None:
    a_row(5)
    report = make_report(by=ben)
    incident = make_incident(by=ben)
    roots: list[dict[str, Any]] = [{"case": case}, {"report": report}, {"incident": incident}]
    for root in roots:
        clock(root.get("case"), ben, **{key: value for key, value in root.items() if key != "case"})
    a_row(2, starts=MONDAY)

    request = replanned()

    for root in roots:
        ruling = Ruling.objects.get(**root)
        (name, record) = root.popitem()
        assert ruling.deadline == Deadline.objects.get(rule=RULE, **{name: record})
        assert (ruling.verb, ruling.by, ruling.rank, ruling.reason) == (RulingVerb.REPLANNED, None, "", WHY)
        assert (ruling.due_before, ruling.due_after) == (midnight(1), midnight(26, 11))
        assert (ruling.at, ruling.replan) == (NOW + DAY, request)
        event = AuditEvent.objects.get(verb=Verb.DEADLINE_REPLANNED, **{name: record})
        assert event.sentence.startswith("planned risk review anew: 2 working days following")
        assert (event.actor_key, event.actor_name, event.reason) == ("system:replan", "replan", WHY)
        assert (event.happened_at, event.recorded_at) == (NOW + DAY, NOW + DAY)
        assert (event.data["due_before"], event.data["due_at"]) == (
            midnight(1).isoformat(),
            midnight(26, 11).isoformat(),
        )


def test_a_new_holiday_moves_what_counts_working_days_over_it(case: Case, ben: User) -> None:
    a_row(5)
    a_row(5, "days", rule="in.days")
    over, past, in_days = (
        clock(case, ben, "1"),
        clock(case, ben, "2", anchored_at=NOW - 14 * DAY),
        clock(case, ben, "3", rule="in.days"),
    )
    before = due(over, past, in_days)
    holiday(date(2026, 11, 25), ben)

    request = replanned("")

    assert due(over, past, in_days) == [before[0] + DAY, *before[1:]]
    assert (request.examined, request.moved) == (2, 1)
    assert over.skipped == [["2026-11-25", "A day of thanks"]]
    assert "not counting A day of thanks (25 November 2026)" in over.basis


def test_a_holiday_that_is_withdrawn_moves_them_back(case: Case, ben: User) -> None:
    a_row(5)
    deadline = clock(case, ben)
    extra = holiday(date(2026, 11, 25), ben)
    replanned("")
    extra.withdrawn_at, extra.withdrawn_by = NOW + DAY, ben
    extra.save()

    replanned("", now=NOW + 2 * DAY)

    assert due(deadline) == [midnight(1)]
    assert deadline.skipped == []
    assert Ruling.objects.filter(deadline=deadline).count() == 2


def test_what_was_promised_or_put_off_never_moves(case: Case, ben: User) -> None:
    a_row(5)
    promised = owe(case, ben, subject="1", due_at=NOW + 2 * DAY)
    put_off = clock(case, ben, "2")
    extend(put_off, until=NOW + 30 * DAY, reason="The family is away", by=ben, now=NOW)
    before = due(promised, put_off)
    a_row(1, starts=MONDAY)
    holiday(date(2026, 11, 25), ben)

    moved = [replanned(rule).moved for rule in (RULE, "", "deadline.")]

    assert (due(promised, put_off), moved) == (before, [0, 0, 0])
    assert put_off.basis.startswith("1 working day following 23 November 2026")


def test_what_is_met_or_cancelled_never_moves(case: Case, ben: User) -> None:
    a_row(5)
    met, cancelled = clock(case, ben, "1"), clock(case, ben, "2")
    meet(Kind.RISK_REVIEW, case=case, subject="1", rank="sergeant", by=ben, now=NOW)
    cancel(cancelled, reason="Not needed", by=ben, now=NOW)
    a_row(1, starts=MONDAY)

    request = replanned()

    assert due(met, cancelled) == [midnight(1)] * 2
    assert (request.examined, request.moved, request.summary) == (0, 0, [])


def test_a_paused_clock_keeps_its_pause(case: Case, ben: User) -> None:
    a_row(5)
    deadline = clock(case, ben)
    pause(deadline, until=NOW + 2 * DAY, reason="The victim is in hospital", by=ben, now=NOW)
    a_row(2, starts=MONDAY)

    replanned()

    assert due(deadline) == [midnight(28, 11)]
    assert "the clock paused by Ben Lane" in deadline.basis


def test_a_clock_of_hours_moves_by_its_own_instant(case: Case, ben: User) -> None:
    a_row(48, "hours")
    first, second = clock(case, ben, "1"), clock(case, ben, "2", anchored_at=NOW + HOUR)
    a_row(24, "hours", starts=MONDAY)

    replanned()

    assert due(first, second) == [NOW + DAY, NOW + DAY + HOUR]


def test_a_new_date_begins_a_new_round_only_where_a_step_was_taken(case: Case, ben: User, ines: User) -> None:
    a_row(5)
    warned = clock(case, ben, "1")
    sweep(midnight(29, 11))
    fresh = clock(case, ben, "2")
    a_row(10, starts=MONDAY)

    replanned(now=midnight(29, 11))

    warned.refresh_from_db()
    fresh.refresh_from_db()
    assert (warned.round, warned.taken, warned.told) == (2, {}, {})
    assert (fresh.round, fresh.taken) == (1, {})
    assert warned.next_step_at == fresh.next_step_at == midnight(8) - 3 * DAY
    assert sweep(midnight(8)).missed == 2


def test_a_changed_warning_moves_the_step_that_was_not_taken_and_no_date(
    case: Case, ben: User, ines: User
) -> None:
    a_row(10)
    warned, waiting = clock(case, ben, "1"), clock(case, ben, "2", anchored_at=NOW + 2 * DAY)
    before = due(warned, waiting)
    sweep(midnight(5))
    a_row(1, "days", rule="deadline.warn", qualifier="risk_review", starts=MONDAY)
    a_row(4, "hours", rule="deadline.escalate.inspector", qualifier="risk_review", starts=MONDAY)

    request = replanned("deadline.", now=midnight(5))

    assert (due(warned, waiting), request.moved) == (before, 0)
    assert (warned.round, list(warned.taken)) == (1, ["warn"])
    # Nobody is warned a second time; the ladder that is to come is the new one.
    assert warned.next_step_at == warned.due_at
    assert waiting.next_step_at == waiting.due_at - DAY
    for deadline in (warned, waiting):
        assert deadline.steps["inspector"] == (deadline.due_at + 4 * HOUR).isoformat()
    assert not Ruling.objects.exists()


def test_a_step_that_policy_drops_is_not_taken_any_more(case: Case, ben: User, ines: User) -> None:
    a_row(5)
    deadline = clock(case, ben)
    PolicyRow.objects.filter(rule__startswith="deadline.escalate", qualifier="risk_review").update(
        in_force_to=date(2026, 1, 1)
    )

    replanned("deadline.")

    deadline.refresh_from_db()
    assert set(deadline.steps) == {"warn", "miss"}


def test_what_becomes_somebodys_right_passes_instead_of_being_missed(case: Case, ben: User) -> None:
    a_row(5)
    deadline = clock(case, ben)
    end_before("deadline.nature", "risk_review", MONDAY, known_at=NOW)
    PolicyRow.objects.create(
        rule="deadline.nature", qualifier="risk_review", value=0, unit="choice", choice="window",
        in_force_from=MONDAY, source="x", confidence="U",
    )  # fmt: skip

    request = replanned("deadline.")

    deadline.refresh_from_db()
    assert (deadline.nature, set(deadline.steps), request.moved) == ("window", {"warn", "pass"}, 0)
    assert state_at(deadline, deadline.due_at) == "passed"


def test_what_does_not_change_is_not_written(case: Case, ben: User) -> None:
    a_row(5)
    deadline = clock(case, ben)

    request = replanned()

    deadline.refresh_from_db()
    assert (request.examined, request.moved, deadline.version) == (1, 0, 1)
    assert not deadline.events.exists()


def test_where_policy_has_become_silent_a_deadline_stays_and_is_counted(case: Case, ben: User) -> None:
    row = a_row(5)
    deadline = clock(case, ben)
    PolicyRow.objects.filter(pk=row.pk).update(in_force_to=MONDAY - DAY)

    request = replanned()

    assert due(deadline) == [midnight(1)]
    assert (request.examined, request.moved) == (1, 0)
    assert request.summary == [{"kind": "risk review", "district": "Colchester", "moved": 0, "left": 1}]


def test_what_is_in_no_district_is_counted_apart(case: Case, ben: User, amira: User) -> None:
    a_row(5)
    clock(case, ben, "1", district=None)
    clock(case, ben, "2")
    a_row(2, starts=MONDAY)

    summary = replanned().summary

    assert [(line["district"], line["moved"]) for line in summary] == [("Colchester", 1), ("No district", 1)]
