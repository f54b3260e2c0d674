"""Beside the figures: days per step, what was done in time, who answered, and what came of it."""

from datetime import UTC, date, datetime, timedelta

from triggers.rules.how_it_went import (
    Asked,
    Clocked,
    Course,
    answers,
    days_per_step,
    on_time,
    outcomes,
    share,
)

DAY = timedelta(days=1)
FIRST = date(2026, 4, 1)
AT = datetime(2026, 4, 20, 12, tzinfo=UTC)


def days(number: int) -> date:
    return FIRST + number * DAY


def test_a_step_is_counted_in_days_once_it_was_taken() -> None:
    found = days_per_step(
        [
            Course(FIRST),
            Course(FIRST, days(1), days(10), False, days(10), held_on=days(11)),
            Course(FIRST, days(4), days(20), met=True),
            Course(FIRST, None, days(30), met=True, held_on=days(35)),
            Course(FIRST, None, days(30), True, days(33), held_on=days(37), told_on=days(40)),
        ]
    )

    assert [(line["of"], line["median"], line["longest"]) for line in found] == [
        (2, 2.5, 4),
        (4, 25.0, 30),
        (2, 1.5, 3),
        (2, 6.0, 7),
        (1, 3, 3),
        (1, 40, 40),
    ]


def test_a_step_that_nobody_took_has_no_days() -> None:
    assert {(line["of"], line["median"], line["longest"]) for line in days_per_step([])} == {(0, None, None)}


def test_a_clock_is_in_time_where_it_was_met_before_it_ran_out_and_left_out_while_it_runs() -> None:
    found = on_time(
        [
            Clocked("panel", AT, AT - DAY),
            Clocked("panel", AT, AT),
            Clocked("panel", AT - DAY),
            Clocked("panel", AT + DAY),
            Clocked("panel", AT + DAY, AT + DAY),
            Clocked("papers", AT + DAY, AT - DAY),
        ],
        AT,
    )

    assert found == [
        {"kind": "panel", "of": 3, "in_time": 1},
        {"kind": "papers", "of": 1, "in_time": 1},
    ]
    assert share(found) == 50
    assert share([]) is None


def test_bodies_that_stay_silent_stand_first() -> None:
    asked = [Asked("Police", replied=True), Asked("Council"), Asked("Homes", replied=True, refused=True)]

    assert answers(asked) == [
        {"body": "Council", "told": 1, "silent": 1, "refused": 0},
        {"body": "Homes", "told": 1, "silent": 0, "refused": 1},
        {"body": "Police", "told": 1, "silent": 0, "refused": 0},
    ]


def test_outcomes_are_counted_by_their_words() -> None:
    assert outcomes(["b", "a", "b"]) == [{"outcome": "a", "times": 1}, {"outcome": "b", "times": 2}]
