"""States, steps and rungs, from plain values."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asbcases.accounts.choices import Rank
from asbcases.deadlines import rules
from asbcases.deadlines.choices import LADDER, Nature, State, Step
from asbcases.deadlines.rules import Ladder, Span

DUE = datetime(2026, 11, 24, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CLIMB = {Step.SERGEANT: Span(0, "hours"), Step.INSPECTOR: Span(72, "hours")}
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("now", "met_at", "cancelled_at", "nature", "state"),
    [
        (DUE - 4 * DAY, None, None, Nature.OBLIGATION, State.DUE),
        (DUE - 3 * DAY, None, None, Nature.OBLIGATION, State.DUE_SOON),
        (DUE - timedelta(microseconds=1), None, None, Nature.OBLIGATION, State.DUE_SOON),
        (DUE, None, None, Nature.OBLIGATION, State.OVERDUE),
        (DUE + 400 * DAY, None, None, Nature.OBLIGATION, State.OVERDUE),
        (DUE, None, None, Nature.WINDOW, State.PASSED),
        (DUE - HOUR, None, None, Nature.WINDOW, State.DUE_SOON),
        (DUE + DAY, DUE - HOUR, None, Nature.OBLIGATION, State.MET),
        (DUE + DAY, DUE, None, Nature.OBLIGATION, State.MET_LATE),
        (DUE + DAY, None, DUE - HOUR, Nature.OBLIGATION, State.CANCELLED),
    ],
)
def test_the_state_is_computed_from_the_facts(now, met_at, cancelled_at, nature, state) -> None:
    found = rules.state_of(
        nature=nature,
        due_at=DUE,
        warn_at=DUE - 3 * DAY,
        met_at=met_at,
        cancelled_at=cancelled_at,
        now=now,
    )

    assert found == state


def test_without_a_warning_nothing_is_due_soon() -> None:
    facts = {"nature": Nature.OBLIGATION, "due_at": DUE, "met_at": None, "cancelled_at": None}

    assert rules.state_of(**facts, warn_at=None, now=DUE - HOUR) == State.DUE


def test_an_obligation_is_warned_missed_and_climbs() -> None:
    assert rules.plan_of(DUE, Ladder(Nature.OBLIGATION, Span(3, "days"), CLIMB)) == {
        Step.WARN: DUE - 3 * DAY,
        Step.MISS: DUE,
        Step.SERGEANT: DUE,
        Step.INSPECTOR: DUE + 72 * HOUR,
    }


def test_a_window_passes_and_is_never_missed() -> None:
    plan = rules.plan_of(DUE, Ladder(Nature.WINDOW, Span(3, "days"), CLIMB))

    assert plan == {Step.WARN: DUE - 3 * DAY, Step.PASS: DUE}


def test_no_rung_is_told_before_the_one_below_it() -> None:
    climb = {Step.SERGEANT: Span(48, "hours"), Step.INSPECTOR: Span(24, "hours")}

    assert rules.ladder(DUE, climb) == {
        Step.SERGEANT: DUE + 48 * HOUR,
        Step.INSPECTOR: DUE + 48 * HOUR,
    }


def test_days_keep_london_clock_time_and_hours_are_real() -> None:
    midnight_after_the_march_change = datetime(2026, 3, 29, 23, tzinfo=UTC)

    assert rules.before(midnight_after_the_march_change, Span(3, "days")) == datetime(2026, 3, 27, tzinfo=UTC)
    assert rules.before(midnight_after_the_march_change, Span(72, "hours")) == datetime(
        2026, 3, 26, 23, tzinfo=UTC
    )


def test_a_deadline_is_not_counted_in_working_days() -> None:
    with pytest.raises(ValueError, match="use minutes, hours or days"):
        rules.after(DUE, Span(2, "working_days"))


def test_steps_are_due_in_the_order_in_which_they_fell_due() -> None:
    plan = rules.plan_of(DUE, Ladder(Nature.OBLIGATION, Span(3, "days"), CLIMB))

    assert rules.steps_due(plan, (), DUE) == [Step.WARN, Step.MISS, Step.SERGEANT]
    assert rules.steps_due(plan, {Step.WARN}, DUE) == [Step.MISS, Step.SERGEANT]
    assert rules.steps_due(plan, (), DUE - 4 * DAY) == []


def test_the_sweep_looks_again_at_the_next_step_until_all_are_taken() -> None:
    plan = rules.plan_of(DUE, Ladder(Nature.OBLIGATION, Span(3, "days"), CLIMB))

    assert rules.next_step(plan, ()) == DUE - 3 * DAY
    assert rules.next_step(plan, {Step.WARN, Step.MISS, Step.SERGEANT}) == DUE + 72 * HOUR
    assert rules.next_step(plan, set(plan)) is None


def test_the_last_rung_is_told_again_at_the_same_hour_in_london_however_late_it_was_noticed() -> None:
    late = datetime(2026, 10, 23, 23, tzinfo=UTC)
    climb = {Step.ASB_MANAGER: Span(1, "days"), Step.AGAIN: Span(1, "days")}
    plan = rules.plan_of(late, Ladder(Nature.OBLIGATION, None, climb))
    # The clocks go back on 25 October: midnight is an hour later by then.
    turns = [datetime(2026, 10, 26, 0, tzinfo=UTC) + turn * DAY for turn in range(9)]

    assert list(plan) == [Step.MISS, Step.ASB_MANAGER, Step.AGAIN]
    assert plan[Step.AGAIN] == turns[0]
    taken = {Step.MISS: late, Step.ASB_MANAGER: late + DAY}
    assert rules.next_step(plan, taken) == turns[0]
    assert rules.steps_due(plan, taken, turns[0] - HOUR) == []
    assert rules.steps_due(plan, taken, turns[3] + HOUR) == [Step.AGAIN]
    assert rules.planned_for(plan, Step.AGAIN, turns[3] + HOUR) == turns[3]
    assert rules.planned_for(plan, Step.MISS, turns[3]) == late
    taken[Step.AGAIN] = turns[3] + HOUR
    assert (rules.turn_of(plan, taken[Step.AGAIN]), rules.next_step(plan, taken)) == (3, turns[4])
    assert rules.steps_due(plan, taken, turns[4] - HOUR) == []
    assert rules.steps_due(plan, taken, turns[4]) == [Step.AGAIN]


@pytest.mark.parametrize(
    ("rung", "answers", "asked"),
    [
        (Step.SERGEANT, "", Rank.SERGEANT),
        (Step.SERGEANT, "constable", Rank.SERGEANT),
        (Step.SERGEANT, "sergeant", Rank.INSPECTOR),
        (Step.INSPECTOR, "sergeant", Rank.INSPECTOR),
        (Step.SERGEANT, "chief_inspector", Rank.SUPERINTENDENT),
        (Step.CHIEF_INSPECTOR, "superintendent", Rank.SUPERINTENDENT),
    ],
)
def test_a_rung_is_always_above_who_owes_the_deadline(rung, answers, asked) -> None:
    assert rules.asks_for(rung, answers) == asked


@given(due=INSTANTS, times=st.lists(INSTANTS, max_size=12))
def test_however_often_the_sweep_runs_each_step_is_taken_once(due, times) -> None:
    plan = rules.plan_of(
        due, Ladder(Nature.OBLIGATION, Span(3, "days"), {rung: Span(12, "hours") for rung in LADDER})
    )
    taken: list[Step] = []

    for now in sorted(times):
        taken += rules.steps_due(plan, taken, now)

    assert len(taken) == len(set(taken))
    assert set(taken) == {step for step, at in plan.items() if times and at <= max(times)}


@given(due=INSTANTS)
def test_a_plan_is_read_as_it_was_written(due) -> None:
    plan = rules.plan_of(due, Ladder(Nature.OBLIGATION, Span(3, "days"), CLIMB))

    assert rules.read(rules.written(plan)) == plan


@pytest.mark.parametrize(
    ("rank", "asked", "may"),
    [
        ("", "", False),
        ("constable", "", False),
        ("sergeant", "", True),
        ("sergeant", "sergeant", True),
        ("sergeant", "inspector", False),
        ("inspector", "inspector", True),
        ("superintendent", "chief_inspector", True),
    ],
)
def test_who_decides_about_a_date_is_a_sergeant_and_not_below_who_owes_it(rank, asked, may) -> None:
    assert rules.may_rule(rank, asked) is may
