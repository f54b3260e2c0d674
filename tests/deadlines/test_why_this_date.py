"""The sentence that says why a date is what it is: rule, facts, policy, days passed over, pauses, more time."""

from datetime import UTC, date, datetime

import pytest

from asbcases.deadlines.basis import Terms, dated
from asbcases.law.clocks import Clock, ClockUnit
from asbcases.law.holidays import Calendar

ANCHOR = datetime(2026, 12, 21, 15, 30, tzinfo=UTC)
POLICY = "Review policy v1"
AWAY = {
    "from": "2026-12-22T09:00:00+00:00",
    "until": "2026-12-24T09:00:00+00:00",
    "by": "Ben Lane",
    "why": "the victim is in hospital",
}
CALENDAR = Calendar({date(2026, 12, 30): "A day of mourning"})


def why(value: int, unit: ClockUnit, **more: object) -> str:
    terms = Terms("the case was opened", ANCHOR, Clock(value, unit), POLICY, **more)  # type: ignore[arg-type]
    return dated(terms, CALENDAR).basis


def test_days() -> None:
    assert why(28, ClockUnit.DAYS) == (
        "28 days following 21 December 2026, when the case was opened (Review policy v1), "
        "so late from midnight at the start of 19 January 2027"
    )


def test_hours_name_the_instant() -> None:
    assert why(1, ClockUnit.HOURS) == (
        "1 hour after 3:30pm on 21 December 2026, when the case was opened (Review policy v1), "
        "so late from 4:30pm on 21 December 2026"
    )


def test_working_days_name_the_holidays_that_they_pass_over() -> None:
    assert why(5, ClockUnit.WORKING_DAYS) == (
        "5 working days following 21 December 2026, when the case was opened (Review policy v1), not counting "
        "Christmas Day (25 December 2026), Boxing Day (observed) (28 December 2026) and A day of mourning "
        "(30 December 2026), so late from midnight at the start of 1 January 2027"
    )


def test_one_day_passed_over_stands_alone() -> None:
    easter = Terms("it began", datetime(2026, 4, 2, 9, tzinfo=UTC), Clock(1, ClockUnit.WORKING_DAYS), POLICY)
    august = Terms("it began", datetime(2026, 8, 28, 9, tzinfo=UTC), Clock(1, ClockUnit.WORKING_DAYS), POLICY)

    assert (
        "not counting Good Friday (3 April 2026) and Easter Monday (6 April 2026), so"
        in dated(easter, CALENDAR).basis
    )
    assert "not counting Late Summer Bank Holiday (31 August 2026), so" in dated(august, CALENDAR).basis


def test_months() -> None:
    assert why(2, ClockUnit.MONTHS).endswith("so late from midnight at the start of 22 February 2027")


def test_a_pause_says_who_paused_and_why() -> None:
    words = why(5, ClockUnit.DAYS, pauses=[AWAY])

    assert (
        "the clock paused by Ben Lane from 9am on 22 December 2026 to 9am on 24 December 2026 "
        "(the victim is in hospital), so late from midnight at the start of 29 December 2026"
    ) in words


def test_more_time_stands_after_the_first_date() -> None:
    granted = {"to": "2027-02-01T00:00:00+00:00", "by": "Ben Lane", "why": "the file is at court"}
    found = dated(
        Terms("the case was opened", ANCHOR, Clock(5, ClockUnit.DAYS), POLICY, extension=granted), CALENDAR
    )

    assert found.due_at == datetime(2027, 2, 1, tzinfo=UTC)
    assert found.basis.endswith(
        "so late from midnight at the start of 27 December 2026; Ben Lane gave more time, "
        "until midnight at the start of 1 February 2027: the file is at court"
    )


def test_a_promise_names_no_policy() -> None:
    terms = Terms("the caller was promised a call back", ANCHOR, None, promised_for=ANCHOR)

    assert dated(terms, CALENDAR).basis == (
        "the caller was promised a call back, so until 3:30pm on 21 December 2026"
    )


def test_neither_clock_nor_promise_is_no_deadline() -> None:
    with pytest.raises(ValueError, match="a clock or an instant"):
        dated(Terms("nothing", ANCHOR, None), CALENDAR)
